import type { Kysely } from 'kysely'
import type { Reading } from '../domain/reading.ts'
import type { KeptReading } from '../domain/readout.ts'
import { withoutRetracted } from '../domain/retraction.ts'
import { AFTER_ALL } from './recency.ts'
import { dateFrom, optionalDate } from './rows.ts'
import type { Tables } from './tables.ts'

/** Texts and readings are read so many in one query: between queries others get their turn at the event loop. */
const PAGE = 60

/** Finds the next page of readouts: the `limit` newest below a `recency`, newest first. */
export type NextPage = (below: number, limit: number) => Promise<readonly number[]>

/** Current readings of newest versions, newest first, at most `limit`; a long list is read page by page. */
export async function readNewest(db: Kysely<Tables>, limit: number, nextPage: NextPage): Promise<KeptReading[]> {
  const found: KeptReading[] = []
  let below = AFTER_ALL
  while (found.length < limit) {
    const size = Math.min(PAGE, limit - found.length)
    const page = await nextPage(below, size)
    found.push(...(await readAt(db, page)))
    const last = page.at(-1)
    if (last === undefined || page.length < size) break
    below = last
  }
  return found
}

/** The same in order of storage, after the readout of that number. */
export async function readOn(db: Kysely<Tables>, after: number, limit: number): Promise<KeptReading[]> {
  const found: KeptReading[] = []
  let last = after
  while (found.length < limit) {
    const size = Math.min(PAGE, limit - found.length)
    const page = await keptReadings(db)
      .where('readouts.number', '>', last)
      .orderBy('readouts.number')
      .limit(size)
      .execute()
    found.push(...page.map(toKeptReading))
    if (page.length < size) break
    last = page.at(-1)?.number ?? last
  }
  return found
}

/** Those of these `recency`s, newest first; give it some fifty at most. */
export async function readAt(db: Kysely<Tables>, recencies: readonly number[]): Promise<KeptReading[]> {
  if (recencies.length === 0) return []
  const rows = await keptReadings(db).where('recency', 'in', recencies).orderBy('recency', 'desc').execute()
  return rows.map(toKeptReading)
}

/** Those with one of these ids, short ids or addresses; each of the three columns has an index of its own, and SQLite asks all three. */
export function keptUnder(db: Kysely<Tables>, names: readonly string[]) {
  const shortIds = names.map((name) => name.toLowerCase())
  return keptReadings(db).where((or) =>
    or.or([or('readouts.id', 'in', names), or('short_id', 'in', shortIds), or('url', 'in', names)]),
  )
}

/** Every readout with its newest version and that version's current reading. */
export function keptReadings(db: Kysely<Tables>) {
  return db
    .selectFrom('readouts')
    .innerJoin('versions', (join) =>
      join.onRef('versions.readout', '=', 'readouts.number').onRef('versions.number', '=', 'readouts.newest_version'),
    )
    .innerJoin('readings', (join) =>
      // Written out, not bound: only so can SQLite use the index of current readings.
      join.onRef('readings.version', '=', 'versions.id').on((on) => on('readings.current', '=', on.lit(1))),
    )
    .select([
      'readouts.number as number',
      'readouts.id as id',
      'short_id',
      'source',
      'issuer',
      'body',
      'authority',
      'url',
    ])
    .select(['title', 'language', 'published_at', 'stored_at', 'arrival', 'gone_at'])
    .select(['newest_version', 'text_hash', 'text', 'fetched_at', 'reading_json', 'retracted_json'])
}

type KeptRow = Awaited<ReturnType<ReturnType<typeof keptReadings>['execute']>>[number]

/** A row of the readouts with its newest version and current reading, as the record it is. */
export function toKeptReading(row: KeptRow): KeptReading {
  return {
    readout: {
      id: row.id,
      shortId: row.short_id,
      sourceId: row.source,
      issuer: row.issuer,
      body: row.body,
      authority: row.authority,
      url: row.url,
      title: row.title,
      language: row.language,
      publishedAt: optionalDate(row.published_at),
      storedAt: dateFrom(row.stored_at),
      arrival: row.arrival,
      goneAt: optionalDate(row.gone_at),
    },
    version: {
      readoutId: row.id,
      number: row.newest_version,
      textHash: row.text_hash,
      text: row.text,
      fetchedAt: dateFrom(row.fetched_at),
    },
    reading: standingReading(JSON.parse(row.reading_json), row),
  }
}

/** A newest version's reading as everybody sees it: without the key points that were found wrong. */
export function standingReading(
  reading: Reading,
  { newest_version: version, retracted_json: retracted }: Pick<KeptRow, 'newest_version' | 'retracted_json'>,
): Reading {
  return retracted === null ? reading : withoutRetracted(reading, version, JSON.parse(retracted))
}
