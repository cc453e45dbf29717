import { type Kysely, sql } from 'kysely'
import type { PlannedDigest } from '../domain/digest.ts'
import type { KeptReading } from '../domain/readout.ts'
import type { Destination } from '../domain/subscription.ts'
import { insertDigests } from './digests.ts'
import { type Handles, transact } from './handles.ts'
import { inDigest } from './items.ts'
import { readAt } from './kept-readings.ts'
import { rowsBy } from './many-rows.ts'
import { chunksOf, dateFrom, instant } from './rows.ts'
import type { Tables } from './tables.ts'

/** Ids of one kind in one query: each is a parameter, and each pair of subscription and item is one look into an index. */
const CHUNK = 100

/** Rows looked through at a time for what polling found, and texts read at a time: others get their turn between. */
const PAGE = { rows: 1_000, texts: 50 } as const

/** What has been planned, and planning more. */
export function planning({ writer, reader }: Pick<Handles, 'writer' | 'reader'>) {
  return {
    async servedUntil(): Promise<ReadonlyMap<number, Date>> {
      const rows = await reader.selectFrom('subscriptions').select(['id', 'served_until']).execute()
      return new Map(
        rows.flatMap(({ id, served_until: until }) => (until === null ? [] : [[id, dateFrom(until)] as const])),
      )
    },

    async polled(since: Date, until: Date, limit: number): Promise<readonly KeptReading[]> {
      const recencies: number[] = []
      let rows = await storedAfter(reader, { stored_at: instant(since), recency: -1 }, until)
      while (rows.length > 0) {
        recencies.push(...rows.flatMap(({ arrival, recency }) => (arrival === 'poll' ? [recency] : [])))
        const last = rows.at(-1)
        rows = last && rows.length === PAGE.rows ? await storedAfter(reader, last, until) : []
      }
      const newest = recencies.sort((a, b) => b - a).slice(0, limit)
      const found: KeptReading[] = []
      for (const some of chunksOf(newest, PAGE.texts)) found.push(...(await readAt(reader, some)))
      return found
    },

    async lastDigests(subscriptionIds: readonly number[]): Promise<ReadonlyMap<number, Date>> {
      const last = new Map<number, Date>()
      for (const { id, planned_at: at } of await lastPlanned(reader, subscriptionIds)) {
        if (at !== null) last.set(id, dateFrom(at))
      }
      return last
    },

    async hadItems(
      subscriptionIds: readonly number[],
      itemIds: readonly string[],
    ): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
      const had = new Map<number, Set<string>>()
      for (const subscriptions of chunksOf(subscriptionIds, CHUNK)) {
        for (const items of chunksOf(itemIds, CHUNK)) {
          for (const { subscription, item } of await hadAmong(reader, subscriptions, items)) {
            const known = had.get(subscription)
            if (known) known.add(item)
            else had.set(subscription, new Set([item]))
          }
        }
      }
      return had
    },

    async firstTold(subscriptionIds: readonly number[], itemIds: readonly string[]) {
      const told = []
      for (const subscriptions of chunksOf(subscriptionIds, CHUNK)) {
        for (const items of chunksOf(itemIds, CHUNK)) told.push(...(await toldAmong(reader, subscriptions, items)))
      }
      return told
    },

    async instantPosts(since: Date): Promise<readonly { readonly place: Destination; readonly posts: number }[]> {
      // Digests are numbered as they are planned: those before are not looked at, however many there are.
      const before = await reader
        .selectFrom('digests')
        .select('id')
        .where('planned_at', '<=', instant(since))
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst()
      const rows = await reader
        .selectFrom('digests')
        .innerJoin('subscriptions', 'subscriptions.id', 'digests.subscription')
        .innerJoin('channels', 'channels.id', 'subscriptions.channel')
        .where('digests.id', '>', before?.id ?? 0)
        .where('cron', 'is', null)
        .groupBy('channels.id')
        .select(['platform', 'workspace', 'channels.channel as channel'])
        .select(({ fn }) => fn.countAll<number>().as('posts'))
        .execute()
      return rows.map(({ posts, ...place }) => ({ place, posts: Number(posts) }))
    },

    /** The event loop is held until all is written: give it a hundred digests or so at a time. */
    async writeDigests(planned: readonly PlannedDigest[], served: ReadonlyMap<number, Date>): Promise<void> {
      await transact(writer, async (trx) => {
        await insertDigests(trx, planned)
        const byInstant = Map.groupBy(served, ([, until]) => instant(until))
        for (const [until, of] of byInstant) {
          for (const some of chunksOf(of, CHUNK)) {
            const ids = some.map(([id]) => id)
            await trx.updateTable('subscriptions').set({ served_until: until }).where('id', 'in', ids).execute()
          }
        }
      })
    },
  }
}

type Stored = { readonly stored_at: string; readonly recency: number }

function storedAfter(db: Kysely<Tables>, after: Stored, until: Date) {
  return db
    .selectFrom('readouts')
    .select(['stored_at', 'recency', 'arrival'])
    .where(({ eb, refTuple, tuple }) =>
      eb(refTuple('stored_at', 'recency'), '>', tuple(after.stored_at, after.recency)),
    )
    .where('stored_at', '<=', instant(until))
    .orderBy('stored_at')
    .orderBy('recency')
    .limit(PAGE.rows)
    .execute()
}

const lastPlanned = rowsBy((db, subscriptions: readonly number[]) =>
  db
    .selectFrom('subscriptions')
    .where('id', 'in', subscriptions)
    .select('id')
    .select((of) =>
      of
        .selectFrom('digests')
        .select('planned_at')
        .whereRef('digests.subscription', '=', 'subscriptions.id')
        .orderBy('ordinal', 'desc')
        .limit(sql.lit(1))
        .as('planned_at'),
    ),
)

function toldAmong(db: Kysely<Tables>, subscriptions: readonly number[], items: readonly string[]) {
  return db
    .selectFrom('digest_items')
    .innerJoin('items', 'items.id', 'digest_items.item')
    .innerJoin('digests', inDigest)
    .innerJoin('deliveries', 'deliveries.digest', 'digests.id')
    .where('digest_items.subscription', 'in', subscriptions)
    .where('items.key', 'in', items)
    .where('part', '=', 1)
    .where('state', '!=', 'dead')
    .select(['digest_items.subscription as subscriptionId', 'items.key as item', 'deliveries.id as delivery'])
    .execute()
}

function hadAmong(db: Kysely<Tables>, subscriptions: readonly number[], items: readonly string[]) {
  return db
    .selectFrom('digest_items')
    .innerJoin('items', 'items.id', 'digest_items.item')
    .select(['subscription', 'items.key as item'])
    .where('subscription', 'in', subscriptions)
    .where('items.key', 'in', items)
    .execute()
}
