import { type Kysely, type SqlBool, sql } from 'kysely'
import type { Delivery, DeliveryOutcome } from '../domain/digest.ts'
import { beneathOf, placeOf } from './beneath.ts'
import { claimedFor, failedBy } from './claims.ts'
import { type Handles, transact } from './handles.ts'
import { dateFrom, instant, optionalDate } from './rows.ts'
import type { Tables } from './tables.ts'

// A channel's open parts are delivered in the order in which they were written: only the first of them, its head, is ever tried.
// A head that is claimed or waits for its next try keeps the others back; one that is sent or given up makes way. What a person paused, or
// what was removed, is posted when a person resumes it, and keeps nothing back until then. What waits where its subscription has quiet hours
// may wait for the morning, and keeps back its own subscription alone.

/** Written out, not bound: only so can SQLite use the indexes of open deliveries. */
const isOpen = sql<SqlBool>`waiting.state in ('waiting', 'claimed')`
const isHead = (now: Date) => sql<SqlBool>`not ${isHeld('waiting')} and not exists (
  select 1 from deliveries as earlier
  where earlier.channel = waiting.channel and earlier.id < waiting.id and earlier.state in ('waiting', 'claimed')
    and not ${isHeld('earlier')} and not ${waitsAlone(now)}
)`

/** Whether an earlier part is of another subscription, which has quiet hours and a part that waits for its next try. */
function waitsAlone(now: Date) {
  return sql<SqlBool>`(earlier.state = 'waiting' and exists (
    select 1 from deliveries as late
      inner join digests as its on its.id = late.digest
      inner join subscriptions on subscriptions.id = its.subscription
    where late.channel = earlier.channel and late.id <= earlier.id and late.state in ('waiting', 'claimed')
      and late.state = 'waiting' and late.next_try_at > ${instant(now)} and quiet_hours_json is not null
      and its.subscription = (select subscription from digests where digests.id = earlier.digest)
      and its.subscription is not (select subscription from digests where digests.id = waiting.digest)
  ))`
}

function isHeld(row: 'waiting' | 'earlier') {
  return sql<SqlBool>`exists (
    select 1 from digests inner join subscriptions on subscriptions.id = digests.subscription
    where digests.id = ${sql.ref(`${row}.digest`)} and paused_reason in ('by-hand', 'removed')
  )`
}

/** What is to be delivered, and what came of it. */
export function outbox({ writer, reader, clock }: Pick<Handles, 'writer' | 'reader' | 'clock'>) {
  return {
    async claimDeliveries(now: Date, leaseMs: number, limit: number): Promise<readonly Delivery[]> {
      return await transact(writer, async (trx) => {
        const due = await dueHeads(trx, now, limit)
        if (due.length === 0) return []
        await trx
          .updateTable('deliveries')
          .set(claimedFor(now, leaseMs))
          .where(
            'id',
            'in',
            due.map(({ id }) => id),
          )
          .execute()
        return due.map((row) => toDelivery(row))
      })
    },

    /** A part that was sent is sent, whoever says so; a worker whose claim was taken over decides nothing else about it. */
    async recordOutcome(delivery: Delivery, outcome: DeliveryOutcome): Promise<void> {
      await transact(writer, async (trx) => {
        const change = changeBy(outcome, delivery.attempts)
        const row = trx.updateTable('deliveries').set(change).where('id', '=', delivery.id)
        if (outcome.kind === 'sent') await row.where('state', '!=', 'sent').execute()
        else await row.where('state', '=', 'claimed').where('attempts', '=', delivery.attempts).execute()
      })
    },

    async nextDeliveryAt(): Promise<Date | undefined> {
      const next = await reader
        .selectFrom('deliveries as waiting')
        .select('next_try_at')
        .where(isOpen)
        .where(isHead(clock.now()))
        .orderBy('next_try_at')
        .limit(1)
        .executeTakeFirst()
      return next && dateFrom(next.next_try_at)
    },
  }
}

/** Of the subscription that a part is for, or, of a correction, that was told; null where there are none. */
const quietHours = sql<string | null>`(
  select quiet_hours_json from digests inner join subscriptions on subscriptions.id = digests.subscription
  where digests.id = coalesce(waiting.digest, answered.digest)
)`.as('quiet_hours_json')

function dueHeads(trx: Kysely<Tables>, now: Date, limit: number) {
  return trx
    .selectFrom('deliveries as waiting')
    .innerJoin('channels', 'channels.id', 'waiting.channel')
    .innerJoin('contents', 'contents.id', 'waiting.content')
    .leftJoin('deliveries as answered', 'answered.id', 'waiting.reply_to')
    .select(quietHours)
    .select(['waiting.id as id', 'waiting.key as key', 'waiting.thread as thread', 'answered.message_id as reply_to'])
    .select('waiting.broadcast as broadcast')
    .select(beneathOf('waiting'))
    .select(['platform', 'workspace', 'channels.channel as channel'])
    .select(['contents.json as part_json', 'waiting.attempts as attempts'])
    .select('waiting.first_tried_at as first_tried_at')
    .where(isOpen)
    .where('waiting.next_try_at', '<=', instant(now))
    .where(isHead(now))
    .orderBy('waiting.next_try_at')
    .orderBy('waiting.id')
    .limit(limit)
    .execute()
}

function toDelivery(row: Awaited<ReturnType<typeof dueHeads>>[number]): Delivery {
  const { id, key, platform, workspace, channel, thread, beneath, reply_to: replyTo } = row
  const at = placeOf({ platform, workspace, channel, thread, beneath })
  return {
    id,
    key,
    destination: replyTo === null ? at : { ...at, replyTo, broadcast: row.broadcast === 1 },
    part: JSON.parse(row.part_json),
    attempts: row.attempts + 1,
    firstTriedAt: optionalDate(row.first_tried_at),
    quietHours: row.quiet_hours_json === null ? undefined : JSON.parse(row.quiet_hours_json),
  }
}

function changeBy(outcome: DeliveryOutcome, attempts: number) {
  switch (outcome.kind) {
    case 'put-off':
      // A claim by which no try was begun counts for none.
      return {
        state: 'waiting',
        next_try_at: instant(outcome.until),
        attempts: attempts - 1,
        reason: 'quiet hours',
        ...(attempts === 1 ? { first_tried_at: null } : {}),
      } as const
    case 'sent':
      return { state: 'sent', sent_at: instant(outcome.at), message_id: outcome.messageId, reason: null } as const
    case 'retry':
    case 'dead':
      return failedBy(outcome)
  }
}
