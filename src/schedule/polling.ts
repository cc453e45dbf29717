import type { SourceFailure } from '../domain/errors.ts'
import type { Source, SourceState } from '../domain/source.ts'

const MINUTE_MS = 60_000
const FIRST_BACK_OFF_MS = 30 * MINUTE_MS
const LONGEST_BACK_OFF_MS = 24 * 60 * MINUTE_MS

/** What came of a round, as far as it bears on when to come back. */
export type PollResult =
  | {
      readonly kind: 'read'
      readonly notBefore?: Date | undefined
      readonly newItems: number
      /** The newest day of publication listed. */
      readonly newestContent?: string | undefined
      /** As learned in this round, if anything was. */
      readonly longestGapDays?: number | undefined
      readonly unmatchedPages?: number | undefined
    }
  | {
      readonly kind: 'failed'
      readonly failure?: SourceFailure | undefined
      readonly reason: string
      readonly retryAfterMs?: number | undefined
    }

/**
 * The source's state after a round. A success comes back after the source's interval, never before the server's own word;
 * a failure backs off from 30 minutes, doubling to 24 hours. `jitter` in [0, 1) spreads both by a tenth.
 */
export function stateAfter(
  before: SourceState | undefined,
  source: Source,
  result: PollResult,
  now: Date,
  jitter: number,
): SourceState {
  const common = { ...before, source: source.id, lastTriedAt: now }
  if (result.kind === 'failed') {
    const failures = (before?.failures ?? 0) + 1
    const waitMs = Math.max(spread(backOffMs(failures), jitter), result.retryAfterMs ?? 0)
    const { reason: lastError, failure: lastFailure } = result
    return { ...common, failures, lastError, lastFailure, nextPollAt: later(now, waitMs) }
  }
  const due = later(now, spread(source.intervalMinutes * MINUTE_MS, jitter))
  return {
    ...common,
    failures: 0,
    lastError: undefined,
    lastFailure: undefined,
    lastSuccessAt: now,
    lastNewItemAt: result.newItems > 0 ? now : before?.lastNewItemAt,
    newestContent: newest(before?.newestContent, result.newestContent),
    longestGapDays: result.longestGapDays ?? before?.longestGapDays,
    unmatchedPages: result.unmatchedPages ?? before?.unmatchedPages,
    nextPollAt: result.notBefore && result.notBefore > due ? result.notBefore : due,
  }
}

/** 30 min, 1 h, 2 h … at most 24 h. */
const backOffMs = (failures: number): number => Math.min(FIRST_BACK_OFF_MS * 2 ** (failures - 1), LONGEST_BACK_OFF_MS)

const spread = (ms: number, jitter: number): number => Math.round(ms * (0.95 + jitter / 10))

const later = (from: Date, ms: number): Date => new Date(from.getTime() + ms)

const newest = (a: string | undefined, b: string | undefined): string | undefined =>
  a === undefined || (b !== undefined && b > a) ? b : a
