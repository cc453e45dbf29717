import type { Kysely } from 'kysely'
import type { Reading } from '../domain/reading.ts'
import { type Handles, transact } from './handles.ts'
import { reindex } from './indexing.ts'
import { standingReading } from './kept-readings.ts'
import { orderingDay, recencyOf } from './recency.ts'
import { dateFrom, instant, optionalDate } from './rows.ts'
import type { Tables } from './tables.ts'

/** Reading kept texts anew. */
export function rereading({ writer, fullText }: Pick<Handles, 'writer' | 'fullText'>) {
  return {
    /** The same reading again changes nothing. */
    async replaceReading(readoutId: string, version: number, reading: Reading, at: Date): Promise<void> {
      await transact(writer, async (trx) => {
        const read = await readVersion(trx, readoutId, version)
        if (!read) throw new Error(`no version ${version} of the readout ${readoutId} is kept`)
        if (read.reading_json === JSON.stringify(reading)) return
        await trx.updateTable('readings').set({ current: 0 }).where('id', '=', read.reading).execute()
        await insertCurrentReading(trx, read.version, reading, at)
        if (version !== read.newest_version) return
        const day = orderingDay(reading, optionalDate(read.published_at), dateFrom(read.stored_at))
        const recency = recencyOf(day, read.number)
        await trx.updateTable('readouts').set({ recency }).where('number', '=', read.number).execute()
        await reindex(trx, fullText, read.recency, { ...read, recency, reading: standingReading(reading, read) })
      })
    },
  }
}

/** Keeps the current reading of a version that has none (any more). */
export async function insertCurrentReading(
  trx: Kysely<Tables>,
  version: number,
  reading: Reading,
  at: Date,
): Promise<void> {
  await trx
    .insertInto('readings')
    .values({
      version,
      engine: reading.engine,
      read_at: instant(at),
      current: 1,
      reading_json: JSON.stringify(reading),
    })
    .execute()
}

function readVersion(trx: Kysely<Tables>, readoutId: string, version: number) {
  return trx
    .selectFrom('readouts')
    .innerJoin('versions', 'versions.readout', 'readouts.number')
    .innerJoin('readings', (join) =>
      join.onRef('readings.version', '=', 'versions.id').on((on) => on('readings.current', '=', on.lit(1))),
    )
    .where('readouts.id', '=', readoutId)
    .where('versions.number', '=', version)
    .select(['readouts.number as number', 'newest_version', 'recency', 'issuer', 'title', 'published_at', 'stored_at'])
    .select(['versions.id as version', 'text', 'readings.id as reading', 'reading_json', 'retracted_json'])
    .executeTakeFirst()
}
