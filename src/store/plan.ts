import type { Kysely } from 'kysely'
import type { PlannedDigest } from '../domain/digest.ts'
import type { Destination } from '../domain/subscription.ts'
import { channelOf } from './channels.ts'
import { type Handles, transact } from './handles.ts'
import { dateFrom, instant } from './rows.ts'
import type { Tables } from './tables.ts'

/** Ids of one kind in one query: each is a parameter, and each pair of subscription and item is one look into an index. */
const CHUNK = 200

/** What has been planned, and planning more. */
export function planning({ writer, reader }: Pick<Handles, 'writer' | 'reader'>) {
  return {
    async servedUntil(): Promise<ReadonlyMap<number, Date>> {
      const rows = await reader.selectFrom('subscriptions').select(['id', 'served_until']).execute()
      return new Map(
        rows.flatMap(({ id, served_until: until }) => (until === null ? [] : [[id, dateFrom(until)] as const])),
      )
    },

    async hadItems(
      subscriptionIds: readonly number[],
      itemIds: readonly string[],
    ): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
      const had = new Map<number, Set<string>>()
      for (const subscriptions of chunksOf(subscriptionIds)) {
        for (const items of chunksOf(itemIds)) {
          for (const { subscription, item } of await hadAmong(reader, subscriptions, items)) {
            const known = had.get(subscription)
            if (known) known.add(item)
            else had.set(subscription, new Set([item]))
          }
        }
      }
      return had
    },

    async instantPosts(since: Date): Promise<readonly { readonly place: Destination; readonly posts: number }[]> {
      const rows = await reader
        .selectFrom('digests')
        .innerJoin('subscriptions', 'subscriptions.id', 'digests.subscription')
        .innerJoin('channels', 'channels.id', 'subscriptions.channel')
        .where('digests.planned_at', '>', instant(since))
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
        for (const digest of planned) await writeDigest(trx, digest)
        for (const [id, until] of served) {
          await trx
            .updateTable('subscriptions')
            .set({ served_until: instant(until) })
            .where('id', '=', id)
            .execute()
        }
      })
    },
  }
}

function chunksOf<T>(ids: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(ids.length / CHUNK) }, (_, index) =>
    ids.slice(index * CHUNK, (index + 1) * CHUNK),
  )
}

function hadAmong(db: Kysely<Tables>, subscriptions: readonly number[], items: readonly string[]) {
  return db
    .selectFrom('digest_items')
    .select(['subscription', 'item'])
    .where('subscription', 'in', subscriptions)
    .where('item', 'in', items)
    .execute()
}

async function writeDigest(trx: Kysely<Tables>, { digest, destination, parts }: PlannedDigest): Promise<void> {
  const { subscriptionId: subscription, items } = digest
  const plannedAt = instant(digest.plannedAt)
  const { id } = await trx
    .insertInto('digests')
    .values({
      subscription,
      ordinal: await nextOrdinal(trx, subscription),
      planned_at: plannedAt,
      due_at: instant(digest.dueAt),
      message_json: JSON.stringify(digest.message),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (items.length > 0) {
    const rows = items.map((item, position) => ({ subscription, item, digest: id, position }))
    await trx.insertInto('digest_items').values(rows).execute()
  }
  if (parts.length === 0) return
  const channel = await channelOf(trx, destination, plannedAt)
  const outbox = parts.map(({ key, part }, index) => ({
    digest: id,
    part: index + 1,
    key,
    channel,
    thread: destination.thread ?? null,
    part_json: JSON.stringify(part),
    state: 'waiting' as const,
    attempts: 0,
    next_try_at: plannedAt,
  }))
  await trx.insertInto('deliveries').values(outbox).execute()
}

async function nextOrdinal(trx: Kysely<Tables>, subscription: number): Promise<number> {
  const last = await trx
    .selectFrom('digests')
    .select('ordinal')
    .where('subscription', '=', subscription)
    .orderBy('ordinal', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (last?.ordinal ?? 0) + 1
}
