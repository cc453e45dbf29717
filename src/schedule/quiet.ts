import type { QuietHours, Schedule } from '../domain/subscription.ts'
import { lastDue, nextDue } from './due.ts'

// Both ends are times of day in a zone, and go through its clock changes as due times do.

const LONG_AGO = new Date(0)

/** Whether `at` falls into the quiet hours: their beginning does, their end does not. */
export function isQuiet(hours: QuietHours, at: Date): boolean {
  const began = lastDue(daily(hours.from, hours.zone), LONG_AGO, at)
  const ended = lastQuietEnd(hours, at)
  return began !== undefined && (ended === undefined || began > ended)
}

/** The end of the quiet hours that came last, `at` included. */
export function lastQuietEnd(hours: QuietHours, at: Date): Date | undefined {
  return lastDue(daily(hours.to, hours.zone), LONG_AGO, at)
}

/** When something due at `due` may be posted: then, or at the end of the quiet hours into which it falls. */
export function afterQuiet(hours: QuietHours | undefined, due: Date): Date {
  if (!hours || !isQuiet(hours, due)) return due
  return nextDue(daily(hours.to, hours.zone), due) ?? due
}

function daily(time: string, zone: string): Schedule {
  const [hour, minute] = time.split(':').map(Number)
  return { kind: 'cron', cron: `${minute} ${hour} * * *`, zone }
}
