/** A day as a calendar counts it; `month` and `day` from 1. */
export type Day = { readonly year: number; readonly month: number; readonly day: number }

/** The day that three pieces of a text name; what is no number makes a day that no calendar holds. */
export const dayOf = (
  year: string | number | undefined,
  month: string | number | undefined,
  day: string | number | undefined,
): Day => ({ year: Number(year), month: Number(month), day: Number(day) })

/** The day, where the Gregorian calendar holds it and a ministry's site can have published on it. */
export function realDay(day: Day): Day | undefined {
  const { year, month, day: date } = day
  if (!(year >= 1970 && year <= 2100 && month >= 1 && month <= 12 && date >= 1)) return undefined
  return date <= new Date(Date.UTC(year, month, 0)).getUTCDate() ? day : undefined
}
