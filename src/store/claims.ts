import { sql } from 'kysely'
import type { FailedTry } from '../domain/digest.ts'
import { instant } from './rows.ts'

/** What claiming a row writes: until its lease runs out nobody else tries it. */
export const claimedFor = (now: Date, leaseMs: number) => ({
  state: 'claimed' as const,
  attempts: sql<number>`attempts + 1`,
  next_try_at: instant(new Date(now.getTime() + leaseMs)),
  first_tried_at: sql<string>`coalesce(first_tried_at, ${instant(now)})`,
})

/** What a try that failed writes. */
export function failedBy(outcome: FailedTry) {
  return outcome.kind === 'retry'
    ? ({ state: 'waiting', next_try_at: instant(outcome.at), reason: outcome.reason } as const)
    : ({ state: 'dead', reason: outcome.reason } as const)
}
