import type { JoinBuilder, Kysely } from 'kysely'
import { rowsBy, rowsInto } from './many-rows.ts'
import type { Tables } from './tables.ts'

const insertItems = rowsInto('items')
const knownItems = rowsBy((db, keys: readonly string[]) =>
  db.selectFrom('items').select(['id', 'key']).where('key', 'in', keys),
)

/** The numbers of items, inside the caller's transaction; what no digest told of before gets one. */
export async function numberItems(trx: Kysely<Tables>, keys: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const distinct = [...new Set(keys)]
  const numbers = new Map((await knownItems(trx, distinct)).map(({ id, key }) => [key, id]))
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
