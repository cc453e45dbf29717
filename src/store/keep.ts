import type { Kysely } from 'kysely'
import type { KeepInput, KeepOutcome } from '../domain/keeping.ts'
import type { Version } from '../domain/readout.ts'
import type { FullText } from './full-text.ts'
import { type Handles, transact } from './handles.ts'
import { addToIndexes, removeFromIndexes } from './indexing.ts'
import { insertCurrentReading } from './readings.ts'
import { orderingDay, recencyOf } from './recency.ts'
import { dateFrom, instant, optionalDate, optionalInstant } from './rows.ts'
import { shortIdCandidates } from './short-id.ts'
import type { Tables } from './tables.ts'

/** Ids that are looked for at once: each is a parameter of the query. */
const CHUNK = 500

/** Keeping what was fetched and read. */
export function keeping({ writer, reader, fullText, clock }: Handles) {
  return {
    async newestVersions(
      readoutIds: readonly string[],
    ): Promise<ReadonlyMap<string, Pick<Version, 'textHash' | 'fetchedAt'>>> {
      const newest = new Map<string, Pick<Version, 'textHash' | 'fetchedAt'>>()
      for (let from = 0; from < readoutIds.length; from += CHUNK) {
        for (const row of await newestVersionsOf(reader, readoutIds.slice(from, from + CHUNK))) {
          newest.set(row.id, { textHash: row.text_hash, fetchedAt: dateFrom(row.fetched_at) })
        }
      }
      return newest
    },

    async keep(input: KeepInput): Promise<KeepOutcome> {
      return await transact(writer, (trx) => keepOne(trx, fullText, input, clock.now()))
    },
  }
}

/** Keeps one document inside the caller's transaction. */
export async function keepOne(
  trx: Kysely<Tables>,
  fullText: FullText,
  input: KeepInput,
  now: Date,
): Promise<KeepOutcome> {
  const [known] = await newestVersionsOf(trx, [input.readoutId])
  if (known?.text_hash === input.textHash) return 'unchanged'
  if (known) await removeFromIndexes(trx, fullText, known.recency)
  const readout = known ? await updateReadout(trx, known, input) : await insertReadout(trx, input, now)
  const { id: version } = await trx
    .insertInto('versions')
    .values({
      readout: readout.number,
      number: readout.newest_version,
      text_hash: input.textHash,
      text: input.fetched.text,
      fetched_at: instant(input.fetchedAt),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await insertCurrentReading(trx, version, input.reading, now)
  await addToIndexes(trx, fullText, { ...readout, text: input.fetched.text, reading: input.reading })
  return known ? 'new-version' : 'new'
}

function newestVersionsOf(db: Kysely<Tables>, readoutIds: readonly string[]) {
  return db
    .selectFrom('readouts')
    .innerJoin('versions', (join) =>
      join.onRef('versions.readout', '=', 'readouts.number').onRef('versions.number', '=', 'readouts.newest_version'),
    )
    .where('readouts.id', 'in', readoutIds)
    .select([
      'readouts.id as id',
      'readouts.number as number',
      'published_at',
      'stored_at',
      'newest_version',
      'recency',
    ])
    .select(['text_hash', 'fetched_at'])
    .execute()
}

type Known = Awaited<ReturnType<typeof newestVersionsOf>>[number]

async function insertReadout(
  trx: Kysely<Tables>,
  { readoutId, source, fetched, arrival, reading }: KeepInput,
  now: Date,
) {
  const number = await nextNumber(trx)
  return trx
    .insertInto('readouts')
    .values({
      number,
      id: readoutId,
      short_id: await freeShortId(trx, readoutId),
      source: source.id,
      issuer: source.issuer,
      body: source.body,
      authority: source.authority,
      url: fetched.url,
      title: fetched.title,
      language: fetched.language,
      published_at: optionalInstant(fetched.publishedAt),
      stored_at: instant(now),
      arrival,
      gone_at: null,
      newest_version: 1,
      recency: recencyOf(orderingDay(reading, fetched.publishedAt, now), number),
    })
    .returning(['number', 'newest_version', 'recency', 'issuer', 'title'])
    .executeTakeFirstOrThrow()
}

/** Title and language follow the newest text. When and from where the readout first came stays: it decides what is news. */
function updateReadout(trx: Kysely<Tables>, known: Known, { fetched, reading }: KeepInput) {
  const publishedAt = optionalDate(known.published_at) ?? fetched.publishedAt
  return trx
    .updateTable('readouts')
    .set({
      title: fetched.title,
      language: fetched.language,
      published_at: optionalInstant(publishedAt),
      newest_version: known.newest_version + 1,
      recency: recencyOf(orderingDay(reading, publishedAt, dateFrom(known.stored_at)), known.number),
    })
    .where('number', '=', known.number)
    .returning(['number', 'newest_version', 'recency', 'issuer', 'title'])
    .executeTakeFirstOrThrow()
}

async function nextNumber(trx: Kysely<Tables>): Promise<number> {
  const last = await trx.selectFrom('readouts').select('number').orderBy('number', 'desc').limit(1).executeTakeFirst()
  return (last?.number ?? 0) + 1
}

async function freeShortId(trx: Kysely<Tables>, readoutId: string): Promise<string> {
  const candidates = shortIdCandidates(readoutId)
  const rows = await trx.selectFrom('readouts').select('short_id').where('short_id', 'in', candidates).execute()
  const taken = new Set(rows.map(({ short_id }) => short_id))
  const free = candidates.find((candidate) => !taken.has(candidate))
  if (free === undefined) throw new Error(`every short id for the readout ${readoutId} is taken`)
  return free
}
