import { sql } from 'kysely'
import type { RecordFigures } from '../domain/figures.ts'
import type { Handles } from './handles.ts'

/** How much is kept and waits; each from an index, so that asking often costs nothing. */
export function figures({ reader }: Pick<Handles, 'reader'>) {
  return {
    async recordFigures(): Promise<RecordFigures> {
      const one = await reader
        .selectNoFrom(({ selectFrom }) => [
          // Written out, not bound: only so can SQLite use the indexes of open and dead ones.
          selectFrom('deliveries')
            .where(sql<boolean>`state in ('waiting', 'claimed')`)
            .select(({ fn }) => fn.countAll<number>().as('count'))
            .as('waiting'),
          selectFrom('deliveries')
            .where(sql<boolean>`state = 'dead'`)
            .select(({ fn }) => fn.countAll<number>().as('count'))
            .as('dead'),
          selectFrom('digests')
            .select(({ fn }) => fn.max('id').as('last'))
            .as('digests'),
          // Numbered without gaps, and none is ever deleted.
          selectFrom('readouts')
            .select(({ fn }) => fn.max('number').as('last'))
            .as('readouts'),
        ])
        .executeTakeFirstOrThrow()
      return {
        deliveriesWaiting: one.waiting ?? 0,
        deliveriesDead: one.dead ?? 0,
        digestsPlanned: one.digests ?? 0,
        readoutsKept: one.readouts ?? 0,
      }
    },
  }
}
