import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import { rowsBy, rowsInto } from './many-rows.ts'
import { chunksOf } from './rows.ts'
import type { Tables } from './tables.ts'

/** Numbers in one query: each is a parameter. */
const CHUNK = 200

const insertContents = rowsInto('contents')
const knownContents = rowsBy((db, hashes: readonly string[]) =>
  db.selectFrom('contents').select(['id', 'hash']).where('hash', 'in', hashes).$narrowType<{ hash: string }>(),
)

/**
 * Keeps what digests and outbox rows say, inside the caller's transaction, and gives the number of each in the same order. What many places are
 * told alike is kept once.
 */
export async function keepContents(trx: Kysely<Tables>, values: readonly object[]): Promise<readonly number[]> {
  const written = values.map(writtenOf)
  const jsons = new Map(written.map(({ hash, json }) => [hash, json]))
  const ids = new Map((await knownContents(trx, [...jsons.keys()])).map(({ id, hash }) => [hash, id]))
  const fresh = [...jsons].filter(([hash]) => !ids.has(hash))
  if (fresh.length > 0) {
    const last = await trx.selectFrom('contents').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst()
    const rows = fresh.map(([hash, json], index) => ({ id: (last?.id ?? 0) + index + 1, hash, json }))
    await insertContents(trx, rows)
    for (const { id, hash } of rows) ids.set(hash, id)
  }
  return written.flatMap(({ hash }) => ids.get(hash) ?? [])
}

/** Removes those of these contents that nothing says any more, inside the caller's transaction. */
export async function dropContents(trx: Kysely<Tables>, ids: readonly number[]): Promise<void> {
  for (const some of chunksOf(ids, CHUNK)) {
    await trx
      .deleteFrom('contents')
      .where('id', 'in', some)
      .where(({ exists, not, selectFrom }) =>
        not(exists(selectFrom('digests').select('id').whereRef('digests.content', '=', 'contents.id'))),
      )
      .where(({ exists, not, selectFrom }) =>
        not(exists(selectFrom('deliveries').select('id').whereRef('deliveries.content', '=', 'contents.id'))),
      )
      .execute()
  }
}

type Written = { readonly json: string; readonly hash: string }

const known = new WeakMap<object, Written>()

/** What many channels get is one value, and turned into text once. */
function writtenOf(value: object): Written {
  const before = known.get(value)
  if (before) return before
  const json = JSON.stringify(value)
  const written = { json, hash: createHash('sha256').update(json).digest('base64url') }
  known.set(value, written)
  return written
}
