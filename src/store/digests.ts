import type { Kysely } from 'kysely'
import type { PlannedDigest } from '../domain/digest.ts'
import type { Destination } from '../domain/subscription.ts'
import { channelOf } from './channels.ts'
import { keepContents } from './contents.ts'
import { numberItems } from './items.ts'
import { rowsBy, rowsInto } from './many-rows.ts'
import { instant } from './rows.ts'
import type { Tables } from './tables.ts'

const insertDigestRows = rowsInto('digests')
const insertItemRows = rowsInto('digest_items')
const insertOutboxRows = rowsInto('deliveries')

/**
 * Writes digests, their items and their outbox rows inside the caller's transaction. An item that a subscription already had is refused;
 * nothing is written of a subscription that was erased meanwhile.
 */
export async function insertDigests(trx: Kysely<Tables>, planned: readonly PlannedDigest[]): Promise<void> {
  const subscribers = await subscribersOf(trx, planned)
  const numbered = await numberDigests(trx, planned, subscribers)
  await insertDigestsAlone(trx, numbered)
  await insertItems(trx, numbered)
  await insertParts(trx, numbered, await channelsOf(trx, numbered, subscribers))
}

/** What is known of a subscription before anything is written. */
type Subscriber = { readonly channel: number; readonly place: string; readonly lastOrdinal: number }

async function subscribersOf(
  trx: Kysely<Tables>,
  planned: readonly PlannedDigest[],
): Promise<ReadonlyMap<number, Subscriber>> {
  const rows = await subscriberRows(trx, [...new Set(planned.map(({ digest }) => digest.subscriptionId))])
  return new Map(
    rows.map(({ subscription, number, ordinal, ...place }) => [
      subscription,
      { channel: number, place: placeKey(place), lastOrdinal: ordinal ?? 0 },
    ]),
  )
}

const subscriberRows = rowsBy((db, ids: readonly number[]) =>
  db
    .selectFrom('subscriptions')
    .innerJoin('channels', 'channels.id', 'subscriptions.channel')
    .where('subscriptions.id', 'in', ids)
    .select(['subscriptions.id as subscription', 'channels.id as number'])
    .select(['platform', 'workspace', 'channels.channel as channel'])
    .select((of) =>
      of
        .selectFrom('digests')
        .whereRef('digests.subscription', '=', 'subscriptions.id')
        .select(({ fn }) => fn.max('ordinal').as('last'))
        .as('ordinal'),
    ),
)

/** A planned digest with the number of its row, and which of its subscription's it is. */
type Numbered = PlannedDigest & { readonly id: number; readonly ordinal: number }

/** Digests are numbered as they are planned. */
async function numberDigests(
  trx: Kysely<Tables>,
  planned: readonly PlannedDigest[],
  subscribers: ReadonlyMap<number, Subscriber>,
): Promise<Numbered[]> {
  const last = await trx.selectFrom('digests').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst()
  const ordinals = new Map<number, number>()
  let id = last?.id ?? 0
  return planned.flatMap((one) => {
    const { subscriptionId } = one.digest
    const subscriber = subscribers.get(subscriptionId)
    if (!subscriber) return []
    const ordinal = (ordinals.get(subscriptionId) ?? subscriber.lastOrdinal) + 1
    ordinals.set(subscriptionId, ordinal)
    id += 1
    return [{ ...one, id, ordinal }]
  })
}

async function insertDigestsAlone(trx: Kysely<Tables>, numbered: readonly Numbered[]): Promise<void> {
  const contents = await keepContents(
    trx,
    numbered.map(({ digest }) => digest.message),
  )
  const rows = numbered.map(({ id, ordinal, digest }, index) => ({
    id,
    subscription: digest.subscriptionId,
    ordinal,
    planned_at: instant(digest.plannedAt),
    due_at: instant(digest.dueAt),
    content: contents[index] ?? 0,
  }))
  await insertDigestRows(trx, rows)
}

async function insertItems(trx: Kysely<Tables>, numbered: readonly Numbered[]): Promise<void> {
  const numbers = await numberItems(
    trx,
    numbered.flatMap(({ digest }) => digest.items),
  )
  const rows = numbered.flatMap(({ ordinal, digest: { subscriptionId: subscription, items } }) =>
    items.map((item, position) => ({ subscription, item: numbers.get(item) ?? 0, ordinal, position })),
  )
  await insertItemRows(trx, rows)
}

/** Writes the outbox rows of digests. */
async function insertParts(
  trx: Kysely<Tables>,
  numbered: readonly Numbered[],
  channels: ReadonlyMap<string, number>,
): Promise<void> {
  const contents = await keepContents(
    trx,
    numbered.flatMap(({ parts }) => parts.map(({ part }) => part)),
  )
  let written = 0
  const outbox = numbered.flatMap(({ id, digest, destination, parts, answers }) => {
    // Every destination has one by now.
    const channel = channels.get(placeKey(destination)) ?? 0
    const plannedAt = instant(digest.plannedAt)
    return parts.map(({ key }, index) => {
      written += 1
      return {
        digest: id,
        part: index + 1,
        key,
        channel,
        thread: destination.thread ?? null,
        content: contents[written - 1] ?? 0,
        state: 'waiting' as const,
        attempts: 0,
        next_try_at: plannedAt,
        // Further parts stand below the first.
        reply_to: answers ?? null,
        broadcast: answers !== undefined && index === 0 && digest.broadcast === true ? 1 : 0,
      }
    })
  })
  await insertOutboxRows(trx, outbox)
}

/** The numbers of the channels that digests go to: those of their subscriptions; any other is looked up or made. */
async function channelsOf(
  trx: Kysely<Tables>,
  numbered: readonly Numbered[],
  subscribers: ReadonlyMap<number, Subscriber>,
): Promise<ReadonlyMap<string, number>> {
  const channels = new Map([...subscribers.values()].map(({ place, channel }) => [place, channel]))
  for (const { destination, digest } of numbered) {
    const key = placeKey(destination)
    if (!channels.has(key)) channels.set(key, await channelOf(trx, destination, instant(digest.plannedAt)))
  }
  return channels
}

const placeKey = ({ platform, workspace, channel }: Destination): string =>
  JSON.stringify([platform, workspace, channel])
