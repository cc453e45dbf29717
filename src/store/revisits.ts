import { type Kysely, sql } from 'kysely'
import type { DueRevisit, Known, Revisit } from '../domain/keeping.ts'
import { type Handles, transact } from './handles.ts'
import { dateFrom, instant, optionalDate, optionalInstant } from './rows.ts'
import type { Tables } from './tables.ts'

/** Ids that are looked for at once: each is a parameter of the query. */
const CHUNK = 500

/** When pages were looked at, and are to be looked at again. */
export function revisiting({ writer, reader }: Pick<Handles, 'writer' | 'reader'>) {
  return {
    async knownPages(readoutIds: readonly string[]): Promise<ReadonlyMap<string, Known>> {
      const known = new Map<string, Known>()
      for (let from = 0; from < readoutIds.length; from += CHUNK) {
        for (const row of await knownAmong(reader, readoutIds.slice(from, from + CHUNK))) {
          known.set(row.id, {
            sourceId: row.source,
            number: row.number,
            textHash: row.text_hash,
            fetchedAt: dateFrom(row.fetched_at),
            seenAt: dateFrom(row.seen_at ?? row.fetched_at),
            foundBy: row.found_by ?? undefined,
          })
        }
      }
      return known
    },

    async dueRevisits(sourceIds: readonly string[], now: Date, limit: number): Promise<readonly DueRevisit[]> {
      if (sourceIds.length === 0) return []
      const rows = await dueRows(reader, sourceIds, now, limit)
      return rows.map((row) => ({
        readoutId: row.id,
        sourceId: row.source,
        url: row.url,
        title: row.title,
        publishedAt: optionalDate(row.published_at),
        storedAt: dateFrom(row.stored_at),
        goneAt: optionalDate(row.gone_at),
        textHash: row.text_hash,
        foundBy: row.found_by,
        seenAt: dateFrom(row.seen_at),
        dueAt: optionalDate(row.due_at),
        misses: row.misses,
        missingSince: optionalDate(row.missing_since),
      }))
    },

    async saveRevisit({ readoutId, ...revisit }: Revisit, goneAt: Date | undefined): Promise<void> {
      await transact(writer, async (trx) => {
        const readout = await trx
          .updateTable('readouts')
          .set({ gone_at: optionalInstant(goneAt) })
          .where('id', '=', readoutId)
          .returning('number')
          .executeTakeFirst()
        if (readout) await writeRevisit(trx, readout.number, revisit)
      })
    },

    async revisitSooner(readoutIds: readonly string[], at: Date): Promise<void> {
      if (readoutIds.length === 0) return
      await transact(writer, async (trx) => {
        const due = instant(at)
        for (let from = 0; from < readoutIds.length; from += CHUNK) {
          const numbers = trx
            .selectFrom('readouts')
            .select('number')
            .where('id', 'in', readoutIds.slice(from, from + CHUNK))
          await trx
            .updateTable('revisits')
            .set({ due_at: due })
            .where('readout', 'in', numbers)
            .where((or) => or.or([or('due_at', 'is', null), or('due_at', '>', due)]))
            .execute()
        }
      })
    },

    async postponeRevisits(sourceId: string, until: Date): Promise<void> {
      await transact(writer, (trx) =>
        trx
          .updateTable('revisits')
          .set({ due_at: instant(until) })
          .where('due_at', '<', instant(until))
          .where(({ exists, selectFrom }) =>
            exists(
              selectFrom('readouts')
                .select('number')
                .whereRef('number', '=', 'revisits.readout')
                .where('source', '=', sourceId),
            ),
          )
          .execute(),
      )
    },

    async missingPages(since: Date): Promise<ReadonlyMap<string, number>> {
      const rows = await reader
        .selectFrom('revisits')
        .innerJoin('readouts', 'readouts.number', 'revisits.readout')
        .where('missing_since', '>=', instant(since))
        .groupBy('source')
        .select(['source'])
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .execute()
      return new Map(rows.map(({ source, count }) => [source, Number(count)]))
    },
  }
}

/** Writes what is known of a page's revisits, in the place of what was known before. */
export async function writeRevisit(
  trx: Kysely<Tables>,
  readout: number,
  revisit: Omit<Revisit, 'readoutId'>,
): Promise<void> {
  const facts = {
    found_by: revisit.foundBy,
    seen_at: instant(revisit.seenAt),
    due_at: optionalInstant(revisit.dueAt),
    misses: revisit.misses,
    missing_since: optionalInstant(revisit.missingSince),
  }
  await trx
    .insertInto('revisits')
    .values({ readout, ...facts })
    .onConflict((conflict) => conflict.column('readout').doUpdateSet(facts))
    .execute()
}

function newestVersions(db: Kysely<Tables>) {
  return db
    .selectFrom('readouts')
    .innerJoin('versions', (join) =>
      join.onRef('versions.readout', '=', 'readouts.number').onRef('versions.number', '=', 'readouts.newest_version'),
    )
}

function knownAmong(db: Kysely<Tables>, readoutIds: readonly string[]) {
  return newestVersions(db)
    .leftJoin('revisits', 'revisits.readout', 'readouts.number')
    .where('readouts.id', 'in', readoutIds)
    .select(['readouts.id as id', 'source', 'versions.number as number', 'text_hash', 'fetched_at'])
    .select(['seen_at', 'found_by'])
    .execute()
}

/** Few are due, whatever their sources have published. The plus keeps the index of sources out of it. */
function dueRows(db: Kysely<Tables>, sourceIds: readonly string[], now: Date, limit: number) {
  return newestVersions(db)
    .innerJoin('revisits', 'revisits.readout', 'readouts.number')
    .where('due_at', '<=', instant(now))
    .where(sql<string>`+readouts.source`, 'in', sourceIds)
    .orderBy('due_at')
    .limit(limit)
    .select(['readouts.id as id', 'source', 'url', 'title', 'published_at', 'stored_at', 'gone_at', 'text_hash'])
    .select(['found_by', 'seen_at', 'due_at', 'misses', 'missing_since'])
    .execute()
}
