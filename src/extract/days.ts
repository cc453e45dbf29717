/** Arithmetic on days as `YYYY-MM-DD`; no clock, no zone. */
const DAY_MS = 86_400_000

/** The day, or undefined where there is no such one (30 February). */
export function dayOf(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  const fits = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1900 && year < 2200
  return fits ? date.toISOString().slice(0, 10) : undefined
}

/** Whether `text` is such a day, written so. */
export function isDay(text: string | undefined): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text ?? '') ?? []
  return text !== undefined && dayOf(Number(year), Number(month), Number(day)) === text
}

/** `days` later; earlier where negative. */
export function shiftDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** 1 (Monday) to 7. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

/** The latest day of that number in its month that is not after `near`. */
export function latestDay(number: number, near: string): string | undefined {
  const [year, month] = [Number(near.slice(0, 4)), Number(near.slice(5, 7))]
  const here = dayOf(year, month, number)
  if (here !== undefined && here <= near) return here
  return month === 1 ? dayOf(year - 1, 12, number) : dayOf(year, month - 1, number)
}

/** The month and day in the year that brings it nearest to `near`, at most a month after it: a text tells of what has been. */
export function nearestDay(month: number, day: number, near: string): string | undefined {
  const year = Number(near.slice(0, 4))
  const latest = shiftDay(near, 31)
  for (const possible of [year + 1, year, year - 1]) {
    const candidate = dayOf(possible, month, day)
    if (candidate !== undefined && candidate <= latest) return candidate
  }
  return undefined
}
