import type { Kysely } from 'kysely'
import type { KeepInput, KeepOutcome } from '../domain/keeping.ts'
import type { FullText } from './full-text.ts'
import { type Handles, transact } from './handles.ts'
import { addToIndexes, removeFromIndexes } from './indexing.ts'
import { standingReading } from './kept-readings.ts'
import { insertCurrentReading } from './readings.ts'
import { orderingDay, recencyOf } from './recency.ts'
import { dateFrom, instant, optionalDate, optionalInstant } from './rows.ts'
import { shortIdCandidates } from './short-id.ts'
import type { Tables } from './tables.ts'
import { writeRevisit } from './revisits.ts'

/** Keeping what was fetched and read. */
export function keeping({ writer, fullText, clock }: Pick<Handles, 'writer' | 'fullText' | 'clock'>) {
  return {
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
  const known = await newestVersionOf(trx, input.readoutId)
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
      changes_json: known ? JSON.stringify(input.changes ?? []) : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await insertCurrentReading(trx, version, input.reading, now)
  const reading = standingReading(input.reading, readout)
  await addToIndexes(trx, fullText, { ...readout, text: input.fetched.text, reading })
  const { fetched, fetchedAt: seenAt, revisitAt: dueAt } = input
  if (fetched.foundBy) await writeRevisit(trx, readout.number, { foundBy: fetched.foundBy, seenAt, dueAt, misses: 0 })
  return known ? 'new-version' : 'new'
}

function newestVersionOf(trx: Kysely<Tables>, readoutId: string) {
  return trx
    .selectFrom('readouts')
    .innerJoin('versions', (join) =>
      join.onRef('versions.readout', '=', 'readouts.number').onRef('versions.number', '=', 'readouts.newest_version'),
    )
    .where('readouts.id', '=', readoutId)
    .select(['readouts.number as number', 'published_at', 'stored_at', 'newest_version', 'recency', 'text_hash'])
    .executeTakeFirst()
}

type Known = NonNullable<Awaited<ReturnType<typeof newestVersionOf>>>

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
    .returning(['number', 'newest_version', 'recency', 'issuer', 'title', 'retracted_json'])
    .executeTakeFirstOrThrow()
}

/** Title and language follow the newest text, and a page that brings one is at its address. When and from where the readout first came stays: it decides what is news. */
function updateReadout(trx: Kysely<Tables>, known: Known, { fetched, reading }: KeepInput) {
  const publishedAt = optionalDate(known.published_at) ?? fetched.publishedAt
  return trx
    .updateTable('readouts')
    .set({
      title: fetched.title,
      language: fetched.language,
      published_at: optionalInstant(publishedAt),
      gone_at: null,
      newest_version: known.newest_version + 1,
      recency: recencyOf(orderingDay(reading, publishedAt, dateFrom(known.stored_at)), known.number),
    })
    .where('number', '=', known.number)
    .returning(['number', 'newest_version', 'recency', 'issuer', 'title', 'retracted_json'])
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
