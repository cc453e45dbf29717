import type { Source, SourceState } from './source.ts'

/** How a source stands, for people: what is worst about it. */
export type Condition =
  | { readonly kind: 'disabled'; readonly reason: string }
  /** Not polled yet. */
  | { readonly kind: 'new' }
  | { readonly kind: 'well' }
  /** It could not be reached, or asked us to wait; `since` its last success. */
  | { readonly kind: 'unread'; readonly since: Date | undefined; readonly reason: string }
  /** Its site does not let us in. */
  | { readonly kind: 'refused'; readonly since: Date | undefined; readonly reason: string }
  /** It answers, but not with what is expected of it: its selectors match nothing, its feed is none. */
  | { readonly kind: 'broken'; readonly since: Date | undefined; readonly reason: string }
  /** It answers with nothing newer than `newest` (`YYYY-MM-DD`), which is unlike it. */
  | { readonly kind: 'frozen'; readonly newest: string; readonly longestGapDays: number }

const DAY_MS = 86_400_000

/** So many pages in a row without what the selectors look for, and it is not the pages that are odd. */
const UNMATCHED_TO_BE_BROKEN = 3

/** No source is called frozen before this, in days: weekends and holidays are everybody's habit. */
const PATIENCE_DAYS = 5

/** How a source stands at `now`, by its settings and its state. */
export function conditionOf(source: Pick<Source, 'disabled'>, state: SourceState | undefined, now: Date): Condition {
  if (source.disabled !== undefined) return { kind: 'disabled', reason: source.disabled }
  if (!state) return { kind: 'new' }
  const { failures, lastSuccessAt: since, lastError: reason = 'no reason is known', lastFailure } = state
  if (failures > 0) {
    const kind = lastFailure === 'refused' || lastFailure === 'broken' ? lastFailure : 'unread'
    return { kind, since, reason }
  }
  if ((state.unmatchedPages ?? 0) >= UNMATCHED_TO_BE_BROKEN) {
    return {
      kind: 'broken',
      since,
      reason: 'its article selectors match nothing any more; general rules read its pages',
    }
  }
  return frozen(state, now) ?? { kind: 'well' }
}

/** A source that was never read has been tried for longer than a day after so many failures in a row, with the waits between them. */
const FAILURES_OF_A_DAY = 7

/** How long a failing source has not been read, in milliseconds; 0 where it was read at its last poll, or tried for less than a day. */
export function unreadMs({ failures, lastSuccessAt }: SourceState, now: Date): number {
  if (failures === 0) return 0
  if (lastSuccessAt) return now.getTime() - lastSuccessAt.getTime()
  return failures >= FAILURES_OF_A_DAY ? Number.POSITIVE_INFINITY : 0
}

/** Without a new text for more than twice the longest that it ever went without one. */
function frozen({ newestContent: newest, longestGapDays }: SourceState, now: Date): Condition | undefined {
  if (newest === undefined || longestGapDays === undefined) return undefined
  const days = Math.floor((now.getTime() - Date.parse(newest)) / DAY_MS)
  return days > Math.max(PATIENCE_DAYS, 2 * longestGapDays) ? { kind: 'frozen', newest, longestGapDays } : undefined
}
