import type { Reading } from '../domain/reading.ts'

const DAY_MS = 86_400_000

/** Numbers of storage that a day has room for: a readout's own number, so four thousand million in all. */
const NUMBERS = 2 ** 32

/** More than any readout's. */
export const AFTER_ALL = Number.MAX_SAFE_INTEGER

/**
 * One whole number that orders readouts: by day, then by number of storage. Lists and the full-text index are walked along it from the
 * top, whatever order the texts came in: a backfill's land among their contemporaries. It needs 52 bits: days are counted from year 1.
 */
export function recencyOf(day: string, number: number): number {
  return firstOfDay(day) + number
}

/** Less than or equal to every readout's of that day, more than every earlier one's. Throws `RangeError` on what is no day. */
export function firstOfDay(day: string): number {
  const since = dayNumber(day)
  if (since === undefined) throw new RangeError(`not a day: ${day}`)
  return since * NUMBERS
}

/**
 * The day a readout is ordered by: of its encounter, else of publication, else of storage. Nobody reports an encounter of next year: a
 * day after the morrow of storage (zones differ by a day) is a misprint or misreading and must not head every list until then.
 */
export function orderingDay(reading: Pick<Reading, 'date'>, publishedAt: Date | undefined, storedAt: Date): string {
  const latest = dayOf(new Date(storedAt.getTime() + DAY_MS))
  const candidates = [reading.date ?? undefined, publishedAt && dayOf(publishedAt)]
  return candidates.find((day) => day !== undefined && dayNumber(day) !== undefined && day <= latest) ?? dayOf(storedAt)
}

function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10)
}

/** Days since 1 January of the year 1, or nothing for what is no day of the years 1 to 9999. */
function dayNumber(day: string): number | undefined {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(day) : Number.NaN
  const number = (ms - Date.parse('0001-01-01')) / DAY_MS
  return number >= 0 ? number : undefined
}
