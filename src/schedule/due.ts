import { Cron } from 'croner'
import type { Schedule } from '../domain/subscription.ts'

/**
 * When `schedule` is next due, strictly later than `after`; nothing where no such time ever comes (30 February), or for `instant`, which
 * waits for no time. In its zone: a time of day that a clock change leaves out is due right after the gap, one that comes twice is due once.
 */
export function nextDue(schedule: Schedule, after: Date): Date | undefined {
  if (schedule.kind === 'instant') return undefined
  return cronOf(schedule).nextRun(after) ?? undefined
}

/**
 * The latest due time in (from, to]: what was missed while nobody ran is caught up once, not once a time missed.
 * `instant` is due at `to`, whenever any time has passed.
 */
export function lastDue(schedule: Schedule, from: Date, to: Date): Date | undefined {
  if (to <= from) return undefined
  if (schedule.kind === 'instant') return to
  // Croner looks strictly before its reference, in whole seconds: the next second makes `to` itself count.
  const [last] = cronOf(schedule).previousRuns(1, new Date(Math.floor(to.getTime() / 1000) * 1000 + 1000))
  return last && last > from ? last : undefined
}

/** Whether `cron` has five fields that mean something: what this accepts, `nextDue` never throws on. */
export function isCron(cron: string): boolean {
  // Croner would also take `@daily`, and `?`, which stands for the time at which the pattern was made.
  if (!/^[\w*,/#-]+(?: [\w*,/#-]+){4}$/.test(cron)) return false
  try {
    cronOf({ cron, zone: 'UTC' })
    return true
  } catch {
    return false
  }
}

/** A pattern to ask for times; it is given no function, so nothing ever runs by it. */
function cronOf({ cron, zone }: { readonly cron: string; readonly zone: string }): Cron {
  return new Cron(cron, { mode: '5-part', timezone: zone, fixedTimeRule: 'no-wildcard' })
}
