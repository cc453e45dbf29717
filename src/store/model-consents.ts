import type { Transaction } from 'kysely'
import type { Destination } from '../domain/subscription.ts'
import type { ModelConsent, ModelFeature, Workspace } from '../domain/model-use.ts'
import { insertAudit } from './audit.ts'
import { type Handles, transact } from './handles.ts'
import { dateFrom, instant } from './rows.ts'
import type { Tables } from './tables.ts'

/** Who did it, when, and in which channel; nowhere where the operator did it on the machine. */
type By = { readonly who: string | undefined; readonly at: Date; readonly where: Destination | undefined }

/** Which workspaces let texts be sent to a model. */
export function modelConsents({ writer, reader }: Pick<Handles, 'writer' | 'reader'>) {
  return {
    async modelConsents(): Promise<readonly ModelConsent[]> {
      const rows = await reader
        .selectFrom('model_consents')
        .where('withdrawn_at', 'is', null)
        .select(['platform', 'workspace', 'feature', 'host', 'model', 'who', 'at'])
        .orderBy('id')
        .execute()
      return rows.map(({ who, at, ...consent }) => ({ ...consent, who: who ?? undefined, at: dateFrom(at) }))
    },

    async giveModelConsent(consent: ModelConsent, where: Destination | undefined): Promise<void> {
      const { platform, workspace, feature, host, model, who, at } = consent
      await transact(writer, async (trx) => {
        const before = await standing(trx, consent, feature)
        if (before?.host === host && before.model === model) return
        await endStanding(trx, consent, feature, at)
        await trx
          .insertInto('model_consents')
          .values({ platform, workspace, feature, host, model, who: who ?? null, at: instant(at) })
          .execute()
        const after = { ...placeOf(consent), feature, host, model }
        await insertAudit(trx, { what: 'model-consent', who, at, where, before, after })
      })
    },

    async withdrawModelConsent(place: Workspace, feature: ModelFeature, by: By): Promise<boolean> {
      return await transact(writer, async (trx) => {
        const before = await standing(trx, place, feature)
        if (!before) return false
        await endStanding(trx, place, feature, by.at)
        await insertAudit(trx, { what: 'model-consent', ...by, before })
        return true
      })
    },
  }
}

const placeOf = ({ platform, workspace }: Workspace): Workspace => ({ platform, workspace })

function standing(trx: Transaction<Tables>, { platform, workspace }: Workspace, feature: ModelFeature) {
  return trx
    .selectFrom('model_consents')
    .where('platform', '=', platform)
    .where('workspace', '=', workspace)
    .where('feature', '=', feature)
    .where('withdrawn_at', 'is', null)
    .select(['platform', 'workspace', 'feature', 'host', 'model'])
    .executeTakeFirst()
}

async function endStanding(
  trx: Transaction<Tables>,
  { platform, workspace }: Workspace,
  feature: ModelFeature,
  at: Date,
): Promise<void> {
  await trx
    .updateTable('model_consents')
    .set({ withdrawn_at: instant(at) })
    .where('platform', '=', platform)
    .where('workspace', '=', workspace)
    .where('feature', '=', feature)
    .where('withdrawn_at', 'is', null)
    .execute()
}
