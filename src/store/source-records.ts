import type { PartyCode } from '../domain/key-point.ts'
import type { Backfill } from '../domain/source.ts'
import { type Handles, transact } from './handles.ts'
import { optionalDate, optionalInstant } from './rows.ts'

/** More than the days that a habit is learned from, several texts a day. */
const DAYS_FROM = 400

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
      if (parties.length === 0) return new Set()
      const rows = await reader
        .selectFrom('facets')
        .innerJoin('readouts', 'readouts.recency', 'facets.recency')
        .where(
          'facet',
          'in',
          parties.map((party) => `party:${party}`),
        )
        .select('source')
        .distinct()
        .execute()
      return new Set(rows.map(({ source }) => source))
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
