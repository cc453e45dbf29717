import type { Kysely } from 'kysely'
import type { Subscription } from '../domain/subscription.ts'
import { channelOf } from './channels.ts'
import { type Handles, transact } from './handles.ts'
import { dateFrom, instant, optionalDate, optionalInstant } from './rows.ts'
import type { Tables } from './tables.ts'

/** Subscriptions are read so many at a time, and others get their turn between. */
const PAGE = 500

/** Who wants what, where, how often. */
export function subscribing({ writer, reader, clock }: Pick<Handles, 'writer' | 'reader' | 'clock'>) {
  return {
    /** In the order in which they were made, paused ones too. */
    async subscriptions(): Promise<readonly Subscription[]> {
      const found: Subscription[] = []
      let rows = await pageAfter(reader, 0)
      while (rows.length > 0) {
        found.push(...rows.map(toSubscription))
        rows = await pageAfter(reader, rows.at(-1)?.id ?? 0)
      }
      return found
    },

    async addSubscription(subscription: Omit<Subscription, 'id'>, who?: string): Promise<Subscription> {
      const id = await transact(writer, (trx) => insertSubscription(trx, subscription, who, clock.now()))
      return { ...subscription, id }
    },
  }
}

async function insertSubscription(
  trx: Kysely<Tables>,
  subscription: Omit<Subscription, 'id'>,
  who: string | undefined,
  now: Date,
): Promise<number> {
  const channel = await channelOf(trx, subscription.destination, instant(now))
  const last = await trx
    .selectFrom('subscriptions')
    .select('number')
    .where('channel', '=', channel)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const { id } = await trx
    .insertInto('subscriptions')
    .values({ channel, number: (last?.number ?? 0) + 1, ...columnsOf(subscription) })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { destination: _where, createdAt: _when, ...after } = subscription
  await trx
    .insertInto('audit')
    .values({
      at: instant(now),
      who: who ?? null,
      channel,
      what: 'subscribe',
      after_json: JSON.stringify({ id, ...after }),
    })
    .execute()
  return id
}

/** What a subscription is, in the columns of its row. */
export function columnsOf(subscription: Omit<Subscription, 'id'>) {
  const { schedule } = subscription
  return {
    thread: subscription.destination.thread ?? null,
    countries_json: JSON.stringify(subscription.countries),
    topics_json: JSON.stringify(subscription.topics),
    sources_json: JSON.stringify(subscription.sources),
    phrases_json: JSON.stringify(subscription.phrases),
    cron: schedule.kind === 'cron' ? schedule.cron : null,
    zone: schedule.kind === 'cron' ? schedule.zone : null,
    when_quiet: subscription.whenQuiet,
    changes_only: subscription.changesOnly ? 1 : 0,
    quiet_hours_json: subscription.quietHours ? JSON.stringify(subscription.quietHours) : null,
    locale: subscription.locale,
    created_at: instant(subscription.createdAt),
    paused_reason: subscription.pausedReason ?? null,
    resumed_at: optionalInstant(subscription.resumedAt),
  }
}

function pageAfter(db: Kysely<Tables>, id: number) {
  return liveSubscriptions(db).where('subscriptions.id', '>', id).orderBy('subscriptions.id').limit(PAGE).execute()
}

/** Subscriptions that were not ended, each with its place. */
export function liveSubscriptions(db: Kysely<Tables>) {
  return db
    .selectFrom('subscriptions')
    .innerJoin('channels', 'channels.id', 'subscriptions.channel')
    .where('ended_at', 'is', null)
    .selectAll('subscriptions')
    .select(['platform', 'workspace', 'channels.channel as channel_name'])
}

/** A row of `liveSubscriptions`. */
export type SubscriptionRow = Awaited<ReturnType<typeof pageAfter>>[number]

/** The subscription in a row. */
export function toSubscription(row: SubscriptionRow): Subscription {
  const { platform, workspace, channel_name: channel, thread } = row
  return {
    id: row.id,
    destination: { platform, workspace, channel, thread: thread ?? undefined },
    countries: JSON.parse(row.countries_json),
    topics: JSON.parse(row.topics_json),
    sources: JSON.parse(row.sources_json),
    phrases: JSON.parse(row.phrases_json),
    schedule:
      row.cron === null || row.zone === null ? { kind: 'instant' } : { kind: 'cron', cron: row.cron, zone: row.zone },
    whenQuiet: row.when_quiet,
    changesOnly: row.changes_only === 1,
    quietHours: row.quiet_hours_json === null ? undefined : JSON.parse(row.quiet_hours_json),
    locale: row.locale,
    createdAt: dateFrom(row.created_at),
    pausedReason: row.paused_reason ?? undefined,
    resumedAt: optionalDate(row.resumed_at),
  }
}
