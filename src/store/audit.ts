import type { Transaction } from 'kysely'
import type { AuditEntry, AuditWhat } from '../domain/audit.ts'
import { channelOf } from './channels.ts'
import { type Handles, transact } from './handles.ts'
import { dateFrom, instant } from './rows.ts'
import type { Tables } from './tables.ts'

/** The record of who changed what. */
export function auditing({ writer, reader }: Pick<Handles, 'writer' | 'reader'>) {
  return {
    async recordAudit(entry: Omit<AuditEntry, 'number'>): Promise<void> {
      await transact(writer, (trx) => insertAudit(trx, entry))
    },

    async audit(limit: number, kind?: AuditWhat): Promise<readonly AuditEntry[]> {
      const all = reader.selectFrom('audit')
      const rows = await (kind === undefined ? all : all.where('what', '=', kind))
        .leftJoin('channels', 'channels.id', 'audit.channel')
        .select(['audit.number as number', 'at', 'who', 'what', 'before_json', 'after_json'])
        .select(['platform', 'workspace', 'channels.channel as channel'])
        .orderBy('number', 'desc')
        .limit(limit)
        .execute()
      return rows.map(({ number, at, who, what, before_json, after_json, platform, workspace, channel }) => ({
        number,
        at: dateFrom(at),
        who: who ?? undefined,
        // Only `AuditWhat` is ever written.
        what: what as AuditWhat,
        where:
          platform === null || workspace === null || channel === null ? undefined : { platform, workspace, channel },
        ...(before_json !== null && { before: JSON.parse(before_json) }),
        ...(after_json !== null && { after: JSON.parse(after_json) }),
      }))
    },
  }
}

/** Writes an entry inside the caller's transaction. */
export async function insertAudit(
  trx: Transaction<Tables>,
  { what, who, at, where, before, after }: Omit<AuditEntry, 'number'>,
): Promise<void> {
  const channel = where ? await channelOf(trx, where, instant(at)) : null
  await trx
    .insertInto('audit')
    .values({
      at: instant(at),
      who: who ?? null,
      channel,
      what,
      before_json: jsonOf(before),
      after_json: jsonOf(after),
    })
    .execute()
}

const jsonOf = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value))
