import { type Kysely, sql } from 'kysely'
import type { LatestFilter } from '../domain/keeping.ts'
import type { KeptReading, Readout, Version } from '../domain/readout.ts'
import { facetsOfFilter } from './facets.ts'
import type { Handles } from './handles.ts'
import { keptUnder, readNewest, readOn, toKeptReading } from './kept-readings.ts'
import { firstOfDay } from './recency.ts'
import { dateFrom, instant } from './rows.ts'
import type { Tables } from './tables.ts'

/** A facet is counted up to here to find out which of several is the rarest. */
const COUNTED_AT_MOST = 1_000

/** What people and the planner look up. */
export function lookUps({ reader, fullText }: Pick<Handles, 'reader' | 'fullText'>) {
  const common: CommonFacets = new Set()
  return {
    async latest(filter: LatestFilter): Promise<readonly KeptReading[]> {
      const facets = await rarestFirst(reader, facetsOfFilter(filter), common)
      return readNewest(reader, filter.limit, (below, limit) => newestOf(reader, facets, filter, below, limit))
    },

    async search(words: string, limit: number): Promise<readonly KeptReading[]> {
      return readNewest(reader, limit, (below, size) => fullText.newest(reader, words, below, size))
    },

    async find(idOrUrl: string): Promise<KeptReading | undefined> {
      return findFirst(reader, [idOrUrl.trim()])
    },

    async findFirst(idsOrUrls: readonly string[]): Promise<KeptReading | undefined> {
      return findFirst(reader, idsOrUrls)
    },

    async versions(readoutId: string): Promise<readonly Version[]> {
      const rows = await reader
        .selectFrom('versions')
        .innerJoin('readouts', 'readouts.number', 'versions.readout')
        .where('readouts.id', '=', readoutId)
        .select(['versions.number', 'text_hash', 'text', 'fetched_at'])
        .orderBy('versions.number')
        .execute()
      return rows.map((row) => ({
        readoutId,
        number: row.number,
        textHash: row.text_hash,
        text: row.text,
        fetchedAt: dateFrom(row.fetched_at),
      }))
    },

    async batch(afterReadoutId: string | undefined, limit: number): Promise<readonly KeptReading[]> {
      if (afterReadoutId === undefined) return readOn(reader, 0, limit)
      const after = await reader
        .selectFrom('readouts')
        .select('number')
        .where('id', '=', afterReadoutId)
        .executeTakeFirst()
      return after ? readOn(reader, after.number, limit) : []
    },
  }
}

/** The first of the names under which something is kept. */
async function findFirst(db: Kysely<Tables>, names: readonly string[]): Promise<KeptReading | undefined> {
  const rows = names.length === 0 ? [] : await keptUnder(db, names).execute()
  const kept = rows.map(toKeptReading)
  return names.flatMap((name) => kept.find((one) => isCalled(name, one.readout)) ?? [])[0]
}

const isCalled = (name: string, { id, shortId, url }: Readout): boolean =>
  id === name || url === name || shortId === name.toLowerCase()

/** Facets of which a readout must have one. */
type AnyFacet = readonly string[]

/** Facets whose lists were found to be as long as they are counted. They only grow, and need not be counted again. */
type CommonFacets = Set<string>

/** Walks the rarest list of facets and looks each of its readouts up in the others': a common one's list may be the whole record. */
async function rarestFirst(
  db: Kysely<Tables>,
  wanted: readonly AnyFacet[],
  common: CommonFacets,
): Promise<readonly AnyFacet[]> {
  const [known, others] = [wanted.filter((any) => isAmong(any, common)), wanted.filter((any) => !isAmong(any, common))]
  if (wanted.length < 2 || others.length < 2) return [...others, ...known]
  const counts = await countUpTo(db, others)
  const counted = others.map((any, index) => ({ any, count: counts[index] ?? 0 })).sort((a, b) => a.count - b.count)
  for (const { any, count } of counted) {
    const [facet, ...more] = any
    if (count === COUNTED_AT_MOST && facet !== undefined && more.length === 0) common.add(facet)
  }
  return [...counted.map(({ any }) => any), ...known]
}

const isAmong = (any: AnyFacet, common: CommonFacets): boolean => any.some((facet) => common.has(facet))

async function countUpTo(db: Kysely<Tables>, wanted: readonly AnyFacet[]): Promise<readonly number[]> {
  const counts = wanted.map((any, index) => {
    const some = sql`select 1 from facets where facet in (${sql.join(any)}) limit ${COUNTED_AT_MOST}`
    return sql`(select count(*) from (${some})) as ${sql.ref(`list_${index}`)}`
  })
  const { rows } = await sql<Record<string, number>>`select ${sql.join(counts)}`.execute(db)
  return wanted.map((_, index) => Number(rows[0]?.[`list_${index}`]))
}

/** The part of the record that a page is taken from: `from` included, `to` left out. */
type Stretch = { readonly from: number; readonly to: number; readonly limit: number }

async function newestOf(
  db: Kysely<Tables>,
  wanted: readonly AnyFacet[],
  { since, before, storedSince }: LatestFilter,
  below: number,
  limit: number,
): Promise<readonly number[]> {
  const to = before === undefined ? below : Math.min(below, firstOfDay(before))
  const stretch = { from: since === undefined ? 0 : firstOfDay(since), to, limit }
  const [rarest, ...others] = wanted
  const rows = await (storedSince
    ? storedSinceThen(db, storedSince, wanted, stretch)
    : rarest === undefined
      ? alongReadouts(db, stretch)
      : alongFacets(db, rarest, others, stretch))
  return rows.map(({ recency }) => recency)
}

function alongReadouts(db: Kysely<Tables>, { from, to, limit }: Stretch) {
  return db
    .selectFrom('readouts')
    .select('recency')
    .where('recency', '>=', from)
    .where('recency', '<', to)
    .orderBy('recency', 'desc')
    .limit(limit)
    .execute()
}

/** Each facet's list gives its own newest, and of those the newest are taken: sorting whole lists would take as long as they are. */
async function alongFacets(db: Kysely<Tables>, any: AnyFacet, others: readonly AnyFacet[], stretch: Stretch) {
  const newest = any.map((facet) => sql`select recency from (${alongFacet(db, facet, others, stretch)})`)
  const all = sql`${sql.join(newest, sql` union `)} order by recency desc limit ${stretch.limit}`
  const { rows } = await sql<{ recency: number }>`${all}`.execute(db)
  return rows
}

function alongFacet(db: Kysely<Tables>, facet: string, others: readonly AnyFacet[], { from, to, limit }: Stretch) {
  const listed = db.selectFrom('facets as walked').select('recency').where('facet', '=', facet)
  return others
    .reduce((narrowed, any) => narrowed.where(hasFacet(any)), listed)
    .where('recency', '>=', from)
    .where('recency', '<', to)
    .orderBy('recency', 'desc')
    .limit(limit)
}

/** Little was stored since a recent instant: it is found by that and then sorted. The plus keeps the index of the order out of it. */
function storedSinceThen(
  db: Kysely<Tables>,
  storedSince: Date,
  wanted: readonly AnyFacet[],
  { from, to, limit }: Stretch,
) {
  const stored = db.selectFrom('readouts as walked').select('recency').where('stored_at', '>=', instant(storedSince))
  const order = sql<number>`+walked.recency`
  return wanted
    .reduce((narrowed, any) => narrowed.where(hasFacet(any)), stored)
    .where(order, '>=', from)
    .where(order, '<', to)
    .orderBy(order, 'desc')
    .limit(limit)
    .execute()
}

/** Whether the readout that is walked over has one of the facets. */
function hasFacet(any: AnyFacet) {
  return sql<boolean>`exists (select 1 from facets where facets.facet in (${sql.join(any)}) and facets.recency = walked.recency)`
}
