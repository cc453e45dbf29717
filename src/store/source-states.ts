import type { SourceState } from '../domain/source.ts'
import { type Handles, transact } from './handles.ts'
import { dateFrom, instant, optionalDate, optionalInstant } from './rows.ts'

/** How each source is doing. */
export function sourceStates({ writer, reader }: Pick<Handles, 'writer' | 'reader'>) {
  return {
    async sourceStates(): Promise<ReadonlyMap<string, SourceState>> {
      const rows = await reader.selectFrom('source_states').selectAll().execute()
      return new Map(
        rows.map((row) => [
          row.source,
          {
            source: row.source,
            nextPollAt: dateFrom(row.next_poll_at),
            failures: row.failures,
            lastTriedAt: optionalDate(row.last_tried_at),
            lastSuccessAt: optionalDate(row.last_success_at),
            lastNewItemAt: optionalDate(row.last_new_item_at),
            newestContent: row.newest_content ?? undefined,
            lastError: row.last_error ?? undefined,
            lastFailure: row.last_failure ?? undefined,
            longestGapDays: row.longest_gap_days ?? undefined,
            unmatchedPages: row.unmatched_pages ?? undefined,
          },
        ]),
      )
    },

    async saveSourceState(state: SourceState): Promise<void> {
      const facts = {
        next_poll_at: instant(state.nextPollAt),
        failures: state.failures,
        last_tried_at: optionalInstant(state.lastTriedAt),
        last_success_at: optionalInstant(state.lastSuccessAt),
        last_new_item_at: optionalInstant(state.lastNewItemAt),
        newest_content: state.newestContent ?? null,
        last_error: state.lastError ?? null,
        last_failure: state.lastFailure ?? null,
        longest_gap_days: state.longestGapDays ?? null,
        unmatched_pages: state.unmatchedPages ?? null,
      }
      await transact(writer, (trx) =>
        trx
          .insertInto('source_states')
          .values({ source: state.source, ...facts })
          .onConflict((conflict) => conflict.column('source').doUpdateSet(facts))
          .execute(),
      )
    },
  }
}
