import type { Subscription } from '../domain/subscription.ts'
import { lastDue } from './due.ts'
import { afterQuiet, isQuiet, lastQuietEnd } from './quiet.ts'

type Timing = Pick<Subscription, 'schedule' | 'quietHours'>

/**
 * When something was last due that may be posted by now; what falls into quiet hours is due at their end. Most channels share a few timings,
 * and each is worked out once.
 */
export function lastDueTimes(now: Date): (timing: Timing) => Date | undefined {
  const known = new Map<string, Date | undefined>()
  return ({ schedule, quietHours }) => {
    const key = JSON.stringify([schedule, quietHours])
    if (!known.has(key)) known.set(key, lastPostable({ schedule, quietHours }, now))
    return known.get(key)
  }
}

function lastPostable({ schedule, quietHours }: Timing, now: Date): Date | undefined {
  if (quietHours && isQuiet(quietHours, now)) return undefined
  const due = lastDue(schedule, new Date(0), now)
  return due && afterQuiet(quietHours, due)
}

/** Up to when an instant subscription had to wait, for the end of a pause or of quiet hours. */
export function waitedUntil(
  { quietHours, resumedAt }: Pick<Subscription, 'quietHours' | 'resumedAt'>,
  now: Date,
): Date | undefined {
  const ends = [resumedAt, quietHours && lastQuietEnd(quietHours, now)].filter((end) => end !== undefined)
  return ends.sort((a, b) => a.getTime() - b.getTime()).at(-1)
}
