import type { InWorkspace, Installation } from '../domain/installation.ts'
import { SealError } from '../domain/errors.ts'
import type { SealingKey } from '../domain/sealing.ts'
import type { Secret } from '../domain/secret.ts'
import { makeWorkspace } from './channels.ts'
import { type Handles, transact } from './handles.ts'
import { dateFrom, instant } from './rows.ts'
import { deriveKey, open, seal } from './sealed.ts'

/** What workspaces gave us to act there by; it is kept sealed, and opened for whoever acts. */
export function installing(
  { writer, reader, clock }: Pick<Handles, 'writer' | 'reader' | 'clock'>,
  keys: readonly SealingKey[],
) {
  const sealedFor = (secret: Secret, at: InWorkspace) => {
    const { keyId: key_id, text: sealed } = seal(secret, rowOf(at), keys)
    return { key_id, sealed }
  }
  return {
    canSeal: (): boolean => keys.length > 0,

    derivedKeys: (label: string): readonly Secret[] => keys.map((key) => deriveKey(key, label)),

    async keepInstallation(at: InWorkspace, secret: Secret, by: string | undefined): Promise<void> {
      const installed_at = instant(clock.now())
      const row = { ...sealedFor(secret, at), installed_by: by ?? null, installed_at }
      await transact(writer, async (trx) => {
        await makeWorkspace(trx, at, installed_at)
        await trx
          .updateTable('workspaces')
          .set({ removed_at: null })
          .where((key) => key.and(keyOf(at)))
          .execute()
        await trx
          .insertInto('installations')
          .values({ ...keyOf(at), ...row })
          .onConflict((conflict) => conflict.columns(['platform', 'workspace']).doUpdateSet(row))
          .execute()
      })
    },

    async renewInstallation(at: InWorkspace, secret: Secret): Promise<void> {
      const sealed = sealedFor(secret, at)
      await transact(writer, (trx) =>
        trx
          .updateTable('installations')
          .set(sealed)
          .where((row) => row.and(keyOf(at)))
          .execute(),
      )
    },

    async openInstallation(
      at: InWorkspace,
    ): Promise<{ readonly secret: Secret; readonly by: string | undefined } | undefined> {
      const row = await reader
        .selectFrom('installations')
        .select(['key_id', 'sealed', 'installed_by'])
        .where((row) => row.and(keyOf(at)))
        .executeTakeFirst()
      if (!row) return undefined
      return { secret: opened(row, at, keys), by: row.installed_by ?? undefined }
    },

    async installations(): Promise<readonly Installation[]> {
      const rows = await reader
        .selectFrom('installations')
        .select(['platform', 'workspace', 'installed_by', 'installed_at', 'key_id'])
        .orderBy('platform')
        .orderBy('workspace')
        .execute()
      return rows.map(({ platform, workspace, installed_by, installed_at, key_id }) => ({
        at: { platform, workspace },
        by: installed_by ?? undefined,
        since: dateFrom(installed_at),
        keyId: key_id,
      }))
    },

    async resealInstallations(): Promise<number> {
      const [first] = keys
      if (!first) throw new SealError('there is no key to seal with: set ATTACHE_SEALING_KEYS')
      return transact(writer, async (trx) => {
        const rows = await trx.selectFrom('installations').selectAll().where('key_id', '!=', first.id).execute()
        for (const row of rows) {
          const at = keyOf(row)
          await trx
            .updateTable('installations')
            .set(sealedFor(opened(row, at, keys), at))
            .where((row) => row.and(keyOf(at)))
            .execute()
        }
        return rows.length
      })
    },
  }
}

type Row = { readonly key_id: string; readonly sealed: string }

function opened({ key_id: keyId, sealed: text }: Row, at: InWorkspace, keys: readonly SealingKey[]): Secret {
  try {
    return open({ keyId, text }, rowOf(at), keys)
  } catch (error) {
    if (!(error instanceof SealError)) throw error
    throw new SealError(`the access to ${at.platform}:${at.workspace} cannot be opened: ${error.message}`)
  }
}

/** The key of its row, and nothing else of it. */
const keyOf = ({ platform, workspace }: InWorkspace): InWorkspace => ({ platform, workspace })

const rowOf = ({ platform, workspace }: InWorkspace): string[] => ['installations', platform, workspace]
