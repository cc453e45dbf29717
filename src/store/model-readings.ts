import type { Kysely } from 'kysely'
import type { Disputed, KeptModelReading } from '../domain/model-use.ts'
import { standingModelReading } from '../domain/retraction.ts'
import { type Handles, transact } from './handles.ts'
import { chunksOf, dateFrom, instant } from './rows.ts'
import type { Tables } from './tables.ts'

/** Ids that are looked for at once: each is a parameter of the query. */
const CHUNK = 500

/** What a model made of texts, beside the rules' readings. */
export function modelReadings({ writer, reader }: Pick<Handles, 'writer' | 'reader'>) {
  return {
    async unreadByModel(engine: string, since: Date, limit: number): Promise<readonly string[]> {
      const rows = await newestVersions(reader)
        .where('stored_at', '>=', instant(since))
        .where('arrival', '=', 'poll')
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('model_readings')
                .whereRef('model_readings.version', '=', 'versions.id')
                .where('engine', '=', engine)
                .select('engine'),
            ),
          ),
        )
        .select('readouts.id as id')
        .orderBy('stored_at', 'desc')
        .limit(limit)
        .execute()
      return rows.map(({ id }) => id)
    },

    /** A version that the engine has read already keeps that reading. */
    async keepModelReading({ readoutId, version, at, reading, basis }: KeptModelReading): Promise<void> {
      await transact(writer, async (trx) => {
        const row = await trx
          .selectFrom('versions')
          .innerJoin('readouts', 'readouts.number', 'versions.readout')
          .where('readouts.id', '=', readoutId)
          .where('versions.number', '=', version)
          .select('versions.id as id')
          .executeTakeFirstOrThrow(() => new Error(`no version ${version} of the readout ${readoutId} is kept`))
        await trx
          .insertInto('model_readings')
          .values({
            version: row.id,
            engine: reading.engine,
            at: instant(at),
            disagreements: reading.disagreements.length,
            basis_json: JSON.stringify(basis),
            reading_json: JSON.stringify(reading),
          })
          .onConflict((conflict) => conflict.doNothing())
          .execute()
      })
    },

    async modelReadingsOf(readoutIds: readonly string[]): Promise<ReadonlyMap<string, KeptModelReading>> {
      const found = new Map<string, KeptModelReading>()
      for (const ids of chunksOf(readoutIds, CHUNK)) {
        const rows = await newestVersions(reader)
          .innerJoin('model_readings', 'model_readings.version', 'versions.id')
          .where('readouts.id', 'in', ids)
          .select(['readouts.id as readoutId', 'versions.number as version', 'at', 'basis_json', 'reading_json'])
          .select('retracted_json')
          .orderBy('at')
          .execute()
        for (const { readoutId, version, at, ...row } of rows) {
          const [basis, retracted] = [JSON.parse(row.basis_json), JSON.parse(row.retracted_json ?? '[]')]
          const reading = standingModelReading(JSON.parse(row.reading_json), basis.length, version, retracted)
          found.set(readoutId, { readoutId, version, at: dateFrom(at), basis, reading })
        }
      }
      return found
    },

    async disputedReadings(limit: number): Promise<readonly Disputed[]> {
      const rows = await reader
        .selectFrom('model_readings')
        .innerJoin('versions', 'versions.id', 'model_readings.version')
        .innerJoin('readouts', 'readouts.number', 'versions.readout')
        // Written out, not bound: only so can SQLite use the index of these.
        .where((or) => or('disagreements', '>', or.lit(0)))
        .select(['readouts.id as readoutId', 'versions.number as version', 'engine', 'at', 'reading_json'])
        .orderBy('at', 'desc')
        .limit(limit)
        .execute()
      return rows.map(({ at, reading_json, ...of }) => ({
        ...of,
        at: dateFrom(at),
        disagreements: JSON.parse(reading_json).disagreements,
      }))
    },
  }
}

/** Every readout with its newest version. */
function newestVersions(db: Kysely<Tables>) {
  return db
    .selectFrom('readouts')
    .innerJoin('versions', (join) =>
      join.onRef('versions.readout', '=', 'readouts.number').onRef('versions.number', '=', 'readouts.newest_version'),
    )
}
