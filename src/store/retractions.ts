import type { Kysely, Transaction } from 'kysely'
import type { KeyPoint } from '../domain/key-point.ts'
import type { Retraction } from '../domain/retraction.ts'
import { saysOf } from '../domain/retraction.ts'
import { type Handles, transact } from './handles.ts'
import { reindex } from './indexing.ts'
import { standingReading } from './kept-readings.ts'
import { chunksOf, dateFrom, instant, optionalDate, optionalInstant } from './rows.ts'
import type { Tables } from './tables.ts'

/** Ids that are looked for at once: each is a parameter of the query. */
const CHUNK = 500

/** Key points that were found wrong. */
export function retracting({ writer, reader, fullText }: Pick<Handles, 'writer' | 'reader' | 'fullText'>) {
  /** What look-ups and lists see of the readout follows from its retractions. */
  const derive = async (trx: Transaction<Tables>, readout: number): Promise<void> => {
    const retracted = await trx
      .selectFrom('retractions')
      .where('readout', '=', readout)
      .where('undone_at', 'is', null)
      .select(['version', 'point_json'])
      .orderBy('number')
      .execute()
    const points = retracted.map(({ version, point_json }) => ({ version, point: JSON.parse(point_json) }))
    await trx
      .updateTable('readouts')
      .set({ retracted_json: points.length === 0 ? null : JSON.stringify(points) })
      .where('number', '=', readout)
      .execute()
    const row = await newestReading(trx, readout)
    await reindex(trx, fullText, row.recency, { ...row, reading: standingReading(JSON.parse(row.reading_json), row) })
  }
  return {
    async retract({ readout, at, ...retraction }: Omit<Retraction, 'number' | 'undoneAt'>): Promise<Retraction> {
      return await transact(writer, async (trx) => {
        const of = await trx
          .selectFrom('readouts')
          .select('number')
          .where('id', '=', readout)
          .executeTakeFirstOrThrow(() => new Error(`no readout ${readout} is kept`))
        const { number } = await trx
          .insertInto('retractions')
          .values({
            readout: of.number,
            version: retraction.version,
            point_json: JSON.stringify(retraction.point),
            reason: retraction.reason,
            says: retraction.says ?? null,
            who: retraction.who ?? null,
            at: instant(at),
            undone_at: null,
            due_at: instant(at),
          })
          .returning('number')
          .executeTakeFirstOrThrow()
        await derive(trx, of.number)
        const whole = { ...retraction, number, readout, at }
        await insertAudit(trx, 'retract', whole, at)
        return whole
      })
    },

    async undoRetraction(number: number, at: Date): Promise<Retraction | undefined> {
      return await transact(writer, async (trx) => {
        const row = await retractions(trx).where('retractions.number', '=', number).executeTakeFirst()
        if (!row || row.undone_at !== null) return undefined
        await trx
          .updateTable('retractions')
          .set({ undone_at: instant(at), due_at: instant(at) })
          .where('number', '=', number)
          .execute()
        await derive(trx, row.readout_number)
        const undone = { ...toRetraction(row), undoneAt: at }
        await insertAudit(trx, 'restore', undone, at)
        return undone
      })
    },

    async retractions(limit: number): Promise<readonly Retraction[]> {
      const rows = await retractions(reader).orderBy('retractions.number', 'desc').limit(limit).execute()
      return rows.map(toRetraction)
    },

    async retractionsOf(readoutIds: readonly string[]): Promise<readonly Retraction[]> {
      const found: Retraction[] = []
      for (const ids of chunksOf(readoutIds, CHUNK)) {
        const rows = await retractions(reader)
          .where('readouts.id', 'in', ids)
          .where('undone_at', 'is', null)
          .orderBy('retractions.number')
          .execute()
        found.push(...rows.map(toRetraction))
      }
      return found
    },

    async dueRetractions(now: Date): Promise<readonly Retraction[]> {
      const rows = await retractions(reader).where('due_at', '<=', instant(now)).orderBy('retractions.number').execute()
      return rows.map(toRetraction)
    },

    /** One that was undone meanwhile stays due: that is to be told too. */
    async settleRetraction({ number, undoneAt }: Retraction, nextAt: Date | undefined): Promise<void> {
      await transact(writer, (trx) =>
        trx
          .updateTable('retractions')
          .set({ due_at: optionalInstant(nextAt) })
          .where('number', '=', number)
          .where('undone_at', undoneAt ? '=' : 'is', optionalInstant(undoneAt))
          .execute(),
      )
    },

    async pointOnceRead(readoutId: string, version: number, says: string): Promise<KeyPoint | undefined> {
      const rows = await reader
        .selectFrom('readings')
        .innerJoin('versions', 'versions.id', 'readings.version')
        .innerJoin('readouts', 'readouts.number', 'versions.readout')
        .where('readouts.id', '=', readoutId)
        .where('versions.number', '=', version)
        .select('reading_json')
        .orderBy('readings.id', 'desc')
        .execute()
      for (const { reading_json: json } of rows) {
        const { keyPoints }: { readonly keyPoints: readonly KeyPoint[] } = JSON.parse(json)
        const point = keyPoints.find((one) => saysOf(one) === says)
        if (point) return point
      }
      return undefined
    },
  }
}

function retractions(db: Kysely<Tables>) {
  return db
    .selectFrom('retractions')
    .innerJoin('readouts', 'readouts.number', 'retractions.readout')
    .select(['retractions.number as number', 'readouts.number as readout_number', 'readouts.id as readout'])
    .select(['version', 'point_json', 'reason', 'says', 'who', 'at', 'undone_at'])
}

function toRetraction(row: Awaited<ReturnType<ReturnType<typeof retractions>['execute']>>[number]): Retraction {
  return {
    number: row.number,
    readout: row.readout,
    version: row.version,
    point: JSON.parse(row.point_json),
    reason: row.reason,
    says: row.says ?? undefined,
    who: row.who ?? undefined,
    at: dateFrom(row.at),
    undoneAt: optionalDate(row.undone_at),
  }
}

function newestReading(trx: Kysely<Tables>, readout: number) {
  return trx
    .selectFrom('readouts')
    .innerJoin('versions', (join) =>
      join.onRef('versions.readout', '=', 'readouts.number').onRef('versions.number', '=', 'readouts.newest_version'),
    )
    .innerJoin('readings', (join) =>
      join.onRef('readings.version', '=', 'versions.id').on((on) => on('readings.current', '=', on.lit(1))),
    )
    .where('readouts.number', '=', readout)
    .select(['recency', 'issuer', 'title', 'text', 'newest_version', 'reading_json', 'retracted_json'])
    .executeTakeFirstOrThrow()
}

async function insertAudit(
  trx: Transaction<Tables>,
  what: 'retract' | 'restore',
  { number, readout, version, point, reason, who }: Retraction,
  at: Date,
): Promise<void> {
  const after = { retraction: number, readout, version, point: saysOf(point), reason }
  await trx
    .insertInto('audit')
    .values({ at: instant(at), who: who ?? null, channel: null, what, after_json: JSON.stringify(after) })
    .execute()
}
