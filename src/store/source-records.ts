import type { PartyCode } from '../domain/key-point.ts'
import type { Backfill } from '../domain/source.ts'
import { type Handles, transact } from './handles.ts'
import { optionalDate, optionalInstant } from './rows.ts'

/** More than the days that a habit is learned from, several texts a day. */
const DAYS_FROM = 400

/** Who wrote about a party is known from so many of the newest texts about it. */
const TEXTS_OF_LATE = 1_000

/** What the record tells of a source, and how far it was read. */
export function sourceRecords({ writer, reader }: Pick<Handles, 'writer' | 'reader'>) {
  return {
    async publicationDays(sourceId: string): Promise<readonly string[]> {
      const rows = await reader
        .selectFrom('readouts')
        .where('source', '=', sourceId)
        .where('published_at', 'is not', null)
        .select('published_at')
        .orderBy('published_at', 'desc')
        .limit(DAYS_FROM)
        .execute()
      return [...new Set(rows.flatMap(({ published_at: at }) => (at === null ? [] : [at.slice(0, 10)])))]
    },

    async sourcesNaming(parties: readonly PartyCode[]): Promise<ReadonlySet<string>> {
      const found = new Set<string>()
      for (const party of parties) {
        const lately = reader
          .selectFrom('facets')
          .select('recency')
          .where('facet', '=', `party:${party}`)
          .orderBy('recency', 'desc')
          .limit(TEXTS_OF_LATE)
        const rows = await reader
          .selectFrom('readouts')
          .select('source')
          .distinct()
          .where('recency', 'in', lately)
          .execute()
        for (const { source } of rows) found.add(source)
      }
      return found
    },

    async firstListed(sourceId: string): Promise<ReadonlySet<string>> {
      const rows = await reader.selectFrom('first_listed').select('readout').where('source', '=', sourceId).execute()
      return new Set(rows.map(({ readout }) => readout))
    },

    async saveFirstListed(sourceId: string, readoutIds: readonly string[]): Promise<void> {
      await transact(writer, async (trx) => {
        await trx.deleteFrom('first_listed').where('source', '=', sourceId).execute()
        for (const readout of new Set(readoutIds)) {
          await trx.insertInto('first_listed').values({ source: sourceId, readout }).execute()
        }
      })
    },

    async backfillOf(sourceId: string): Promise<Backfill | undefined> {
      const row = await reader.selectFrom('backfills').selectAll().where('source', '=', sourceId).executeTakeFirst()
      return row && { since: row.since, nextPage: row.next_page, finishedAt: optionalDate(row.finished_at) }
    },

    async saveBackfill(sourceId: string, { since, nextPage, finishedAt }: Backfill): Promise<void> {
      const facts = { since, next_page: nextPage, finished_at: optionalInstant(finishedAt) }
      await transact(writer, (trx) =>
        trx
          .insertInto('backfills')
          .values({ source: sourceId, ...facts })
          .onConflict((conflict) => conflict.column('source').doUpdateSet(facts))
          .execute(),
      )
    },
  }
}
