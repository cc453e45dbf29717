import { type Kysely, type SqlBool, sql, type Transaction } from 'kysely'
import type { ChangedBy } from '../domain/audit.ts'
import type { KeptSubscription, Place } from '../domain/subscription.ts'
import { FORGOTTEN } from './erasing.ts'
import { type Handles, transact } from './handles.ts'
import { instant, optionalDate, optionalInstant } from './rows.ts'
import { columnsOf, liveSubscriptions, type SubscriptionRow, toSubscription } from './subscriptions.ts'
import type { Tables } from './tables.ts'

/** Changing subscriptions, each change with its line in the audit. */
export function managing({ writer, reader }: Pick<Handles, 'writer' | 'reader'>) {
  return {
    async subscriptionsIn(place: Place): Promise<readonly KeptSubscription[]> {
      const rows = await inPlace(reader, place).execute()
      return rows.map(toKept)
    },

    async makersOf(ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
      if (ids.length === 0) return new Map()
      const rows = await reader
        .selectFrom('audit')
        .innerJoin('subscriptions', 'subscriptions.channel', 'audit.channel')
        .where('subscriptions.id', 'in', ids)
        .where('what', '=', 'subscribe')
        .where(sql<SqlBool>`after_json ->> 'id' = subscriptions.id`)
        .where('who', 'is not', null)
        .where('who', '!=', FORGOTTEN)
        .select(['subscriptions.id as id', 'who'])
        .execute()
      return new Map(rows.flatMap(({ id, who }) => (who === null ? [] : [[id, who] as const])))
    },

    async saveSubscription(after: KeptSubscription, by: ChangedBy): Promise<void> {
      await transact(writer, async (trx) => {
        const row = await liveSubscription(trx, after.id)
        if (!row) return
        await trx
          .updateTable('subscriptions')
          .set({ ...columnsOf(after), paused_at: optionalInstant(after.pausedAt) })
          .where('id', '=', after.id)
          .execute()
        await insertChange(trx, row, after, by)
      })
    },

    /** An outbox row that is claimed may be on its way already: it is left to its worker. */
    async endSubscription(id: number, by: ChangedBy): Promise<void> {
      await transact(writer, async (trx) => {
        const row = await liveSubscription(trx, id)
        if (!row) return
        await trx
          .updateTable('subscriptions')
          .set({ ended_at: instant(by.at) })
          .where('id', '=', id)
          .execute()
        const digests = trx.selectFrom('digests').select('id').where('subscription', '=', id)
        await trx
          .updateTable('deliveries')
          .set({ state: 'dead', reason: 'unsubscribed' })
          .where('digest', 'in', digests)
          .where('state', '=', 'waiting')
          .execute()
        await insertChange(trx, row, undefined, by)
      })
    },
  }
}

function inPlace(db: Kysely<Tables>, { platform, workspace, channel, thread }: Place) {
  const inWorkspace = liveSubscriptions(db)
    .where('platform', '=', platform)
    .where('workspace', '=', workspace)
    .orderBy('subscriptions.channel')
    .orderBy('number')
  if (channel === undefined) return inWorkspace
  return inWorkspace
    .where('channels.channel', '=', channel)
    .where('thread', thread === undefined ? 'is' : '=', thread ?? null)
}

function liveSubscription(trx: Transaction<Tables>, id: number) {
  return liveSubscriptions(trx).where('subscriptions.id', '=', id).executeTakeFirst()
}

function toKept(row: SubscriptionRow): KeptSubscription {
  return { ...toSubscription(row), number: row.number, pausedAt: optionalDate(row.paused_at) }
}

async function insertChange(
  trx: Transaction<Tables>,
  row: SubscriptionRow,
  after: KeptSubscription | undefined,
  { what, who, at }: ChangedBy,
): Promise<void> {
  await trx
    .insertInto('audit')
    .values({
      at: instant(at),
      who: who ?? null,
      channel: row.channel,
      what,
      before_json: auditJson(toKept(row)),
      after_json: after ? auditJson(after) : null,
    })
    .execute()
}

/** The place stands in the line itself. */
function auditJson({ destination: _where, createdAt: _when, ...subscription }: KeptSubscription): string {
  return JSON.stringify(subscription)
}
