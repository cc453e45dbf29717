import type { Kysely } from 'kysely'
import type { PlannedDigest } from '../domain/digest.ts'
import type { Destination } from '../domain/subscription.ts'
import { channelOf } from './channels.ts'
import { rowsInto } from './many-rows.ts'
import { chunksOf, instant } from './rows.ts'
import type { Tables } from './tables.ts'

/** Rows written by one statement, and ids asked for by one. */
const ROWS = 200

const insertItems = rowsInto('digest_items')
const insertOutbox = rowsInto('deliveries')

/**
 * Writes digests, their items and their outbox rows inside the caller's transaction. An item that a subscription already had is refused;
 * nothing is written of a subscription that was erased meanwhile.
 */
export async function insertDigests(trx: Kysely<Tables>, planned: readonly PlannedDigest[]): Promise<void> {
  const kept = await keptAmong(trx, planned)
  const written = await numberDigests(
    trx,
    planned.filter(({ digest }) => kept.has(digest.subscriptionId)),
  )
  const items = written.flatMap(({ id, digest: { subscriptionId: subscription, items } }) =>
    items.map((item, position) => ({ subscription, item, digest: id, position })),
  )
  await insertItems(trx, items)
  await insertParts(trx, written)
}

/** A planned digest with the number of its row. */
type Written = PlannedDigest & { readonly id: number }

/** Writes the digests alone. */
async function numberDigests(trx: Kysely<Tables>, planned: readonly PlannedDigest[]): Promise<Written[]> {
  const ordinals = await lastOrdinals(trx, planned)
  const written: Written[] = []
  for (const some of chunksOf(planned, ROWS)) {
    const rows = some.map(({ digest }) => {
      const ordinal = (ordinals.get(digest.subscriptionId) ?? 0) + 1
      ordinals.set(digest.subscriptionId, ordinal)
      return {
        subscription: digest.subscriptionId,
        ordinal,
        planned_at: instant(digest.plannedAt),
        due_at: instant(digest.dueAt),
        message_json: jsonOf(digest.message),
      }
    })
    const made = await trx.insertInto('digests').values(rows).returning(['id', 'subscription', 'ordinal']).execute()
    const ids = new Map(made.map(({ id, subscription, ordinal }) => [`${subscription} ${ordinal}`, id]))
    rows.forEach(({ subscription, ordinal }, index) => {
      const [digest, id] = [some[index], ids.get(`${subscription} ${ordinal}`)]
      if (digest && id !== undefined) written.push({ ...digest, id })
    })
  }
  return written
}

async function keptAmong(trx: Kysely<Tables>, planned: readonly PlannedDigest[]): Promise<ReadonlySet<number>> {
  const kept = new Set<number>()
  for (const some of chunksOf(planned, ROWS)) {
    const ids = some.map(({ digest }) => digest.subscriptionId)
    const rows = await trx.selectFrom('subscriptions').select('id').where('id', 'in', ids).execute()
    for (const { id } of rows) kept.add(id)
  }
  return kept
}

async function lastOrdinals(trx: Kysely<Tables>, planned: readonly PlannedDigest[]): Promise<Map<number, number>> {
  const last = new Map<number, number>()
  const subscriptions = [...new Set(planned.map(({ digest }) => digest.subscriptionId))]
  for (const ids of chunksOf(subscriptions, ROWS)) {
    const rows = await trx
      .selectFrom('digests')
      .where('subscription', 'in', ids)
      .groupBy('subscription')
      .select('subscription')
      .select(({ fn }) => fn.max('ordinal').as('ordinal'))
      .execute()
    for (const { subscription, ordinal } of rows) last.set(subscription, ordinal)
  }
  return last
}

/** Writes the outbox rows of digests. */
async function insertParts(trx: Kysely<Tables>, digests: readonly Written[]): Promise<void> {
  const channels = await channelsOf(trx, digests)
  const outbox = digests.flatMap(({ id, digest, destination, parts, answers }) =>
    parts.map(({ key, part }, index) => ({
      digest: id,
      part: index + 1,
      key,
      // Every destination has one by now.
      channel: channels.get(placeKey(destination)) ?? 0,
      thread: destination.thread ?? null,
      part_json: jsonOf(part),
      state: 'waiting' as const,
      attempts: 0,
      next_try_at: instant(digest.plannedAt),
      // Further parts stand below the first.
      reply_to: answers ?? null,
      broadcast: answers !== undefined && index === 0 && digest.broadcast === true ? 1 : 0,
    })),
  )
  await insertOutbox(trx, outbox)
}

/** The numbers of the channels that digests go to: those of their subscriptions, read at once; any other is looked up or made. */
async function channelsOf(trx: Kysely<Tables>, digests: readonly Written[]): Promise<Map<string, number>> {
  const channels = new Map<string, number>()
  for (const some of chunksOf(digests, ROWS)) {
    const ids = some.map(({ digest }) => digest.subscriptionId)
    const rows = await trx
      .selectFrom('subscriptions')
      .innerJoin('channels', 'channels.id', 'subscriptions.channel')
      .where('subscriptions.id', 'in', ids)
      .select(['channels.id as id', 'platform', 'workspace', 'channels.channel as channel'])
      .execute()
    for (const { id, ...place } of rows) channels.set(placeKey(place), id)
    for (const { destination, digest } of some) {
      const key = placeKey(destination)
      if (!channels.has(key)) channels.set(key, await channelOf(trx, destination, instant(digest.plannedAt)))
    }
  }
  return channels
}

const placeKey = ({ platform, workspace, channel }: Destination): string =>
  JSON.stringify([platform, workspace, channel])

const texts = new WeakMap<object, string>()

/** As `JSON.stringify`: what many channels get is one value, and turned into text once. */
function jsonOf(value: object): string {
  const json = texts.get(value) ?? JSON.stringify(value)
  texts.set(value, json)
  return json
}
