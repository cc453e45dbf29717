import type { JoinBuilder, Kysely } from 'kysely'
import { rowsInto } from './many-rows.ts'
import { chunksOf } from './rows.ts'
import type { Tables } from './tables.ts'

/** Keys in one query: each is a parameter. */
const CHUNK = 200

const insertItems = rowsInto('items')

/** The numbers of items, inside the caller's transaction; what no digest told of before gets one. */
export async function numberItems(trx: Kysely<Tables>, keys: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const distinct = [...new Set(keys)]
  const numbers = new Map<string, number>()
  for (const some of chunksOf(distinct, CHUNK)) {
    const rows = await trx.selectFrom('items').selectAll().where('key', 'in', some).execute()
    for (const { id, key } of rows) numbers.set(key, id)
  }
  const fresh = distinct.filter((key) => !numbers.has(key))
  if (fresh.length > 0) {
    const last = await trx.selectFrom('items').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst()
    const rows = fresh.map((key, index) => ({ id: (last?.id ?? 0) + index + 1, key }))
    await insertItems(trx, rows)
    for (const { id, key } of rows) numbers.set(key, id)
  }
  return numbers
}

/** Joins what subscriptions had with the digests that told them. */
export function inDigest(
  join: JoinBuilder<Tables, 'digest_items' | 'digests'>,
): JoinBuilder<Tables, 'digest_items' | 'digests'> {
  return join
    .onRef('digests.subscription', '=', 'digest_items.subscription')
    .onRef('digests.ordinal', '=', 'digest_items.ordinal')
}
