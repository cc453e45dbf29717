import type { QuietHours } from '../domain/subscription.ts'
import { afterQuiet } from './quiet.ts'

const FIRST_WAIT_MS = 5_000
const LONGEST_WAIT_MS = 60 * 60_000

/** With the waits below, about three days of trying. */
const MOST_ATTEMPTS = 80

/**
 * When a delivery is tried again: after 5 s, doubling to an hour, never before the platform's own word nor in `quietHours`; nothing once it is
 * hopeless.
 */
export function retryAt(
  attempts: number,
  now: Date,
  retryAfterMs: number | undefined,
  quietHours?: QuietHours | undefined,
): Date | undefined {
  if (attempts >= MOST_ATTEMPTS) return undefined
  const waitMs = Math.max(Math.min(FIRST_WAIT_MS * 2 ** Math.max(0, attempts - 1), LONGEST_WAIT_MS), retryAfterMs ?? 0)
  return afterQuiet(quietHours, new Date(now.getTime() + waitMs))
}
