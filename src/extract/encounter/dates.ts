import type { Span } from '../segment.ts'
import { CUE } from './cues.ts'
import { dayOf, latestDay, nearestDay, shiftDay, weekdayOf } from '../days.ts'
import { is, type Token } from './tokens.ts'

/** A day that a text names. */
export type NamedDay = Span & { readonly day: string; readonly token: number }

/** Every day that the tokens name, in order. `near` (the day of publication, or of a dateline) gives a missing year and what "today" means. */
export function findDays(tokens: readonly Token[], near: string | undefined): NamedDay[] {
  const days: NamedDay[] = []
  tokens.forEach((token, at) => {
    const day = dayAt(tokens, at, near)
    if (day !== undefined) days.push({ start: token.start, end: token.end, day, token: at })
  })
  return days
}

/** Words by which a text names a day. */
const DATED = CUE.month | CUE.day | CUE.weekday

function dayAt(tokens: readonly Token[], at: number, near: string | undefined): string | undefined {
  const token = tokens[at]
  if (token === undefined || !(token.shape === 'number' || is(token, DATED))) return undefined
  const value = (bit: number): number | undefined => token.cues.find((cue) => cue.bit === bit)?.value
  const month = value(CUE.month)
  if (month !== undefined) return monthDay(tokens, at, month, near)
  if (token.shape === 'number') return numericDay(token.text) ?? bareDay(tokens, at, near)
  if (near === undefined) return undefined
  const offset = value(CUE.day)
  if (offset !== undefined) return shiftDay(near, offset)
  const weekday = value(CUE.weekday)
  return weekday === undefined || namesDate(tokens, at) ? undefined : lastWeekday(weekday, near)
}

/** Month and day in either order, a range by its first day, the year after it if given: `July 9-10, 2023`, `31 August`, `den 2 februari`. */
function monthDay(tokens: readonly Token[], at: number, month: number, near: string | undefined): string | undefined {
  const before = dayNumber(tokens, at - 1, -1)
  const after = dayNumber(tokens, at + 1, 1)
  const day = before?.day ?? after?.day
  if (day === undefined) return undefined
  const year = before ? yearAt(tokens, at + 1) : yearAt(tokens, (after?.at ?? at) + 1)
  if (year !== undefined) return dayOf(year, month, day)
  return near === undefined ? undefined : nearestDay(month, day, near)
}

/** The day's number beside the month; of a range (`16-17`, `24 to 27`) the first. */
function dayNumber(tokens: readonly Token[], at: number, step: 1 | -1): { day: number; at: number } | undefined {
  let here = at
  // "the 2nd of February", "2 de febrero", "5. Mai", "Feb. 3"
  while (is(tokens[here], CUE.of | CUE.the) || tokens[here]?.text === '.') here += step
  const day = /^(\d{1,2})(?:st|nd|rd|th|er|º|:e)?\.?(?:[-–]\d{1,2})?$/.exec(tokens[here]?.text ?? '')?.[1]
  if (day === undefined || Number(day) < 1 || Number(day) > 31) return undefined
  if (step === -1) return { day: firstOfRange(tokens, here) ?? Number(day), at: here }
  return { day: Number(day), at: endOfRange(tokens, here) }
}

function firstOfRange(tokens: readonly Token[], at: number): number | undefined {
  const dash = tokens[at - 1]
  const first = tokens[at - 2]?.text ?? ''
  if (!/^(?:[-–]|to|and|till|bis|au|al|y|och|и)$/.test(dash?.text ?? '') || !/^\d{1,2}\.?$/.test(first))
    return undefined
  return Number.parseInt(first, 10)
}

function endOfRange(tokens: readonly Token[], at: number): number {
  const joined = /^(?:[-–]|to|and)$/.test(tokens[at + 1]?.text ?? '') && /^\d{1,2}$/.test(tokens[at + 2]?.text ?? '')
  return joined ? at + 2 : at
}

function yearAt(tokens: readonly Token[], at: number): number | undefined {
  let here = at
  while (tokens[here]?.text === ',' || tokens[here]?.text === '.' || is(tokens[here], CUE.of)) here += 1
  const text = tokens[here]?.text ?? ''
  return /^(?:19|20)\d{2}$/.test(text) ? Number(text) : undefined
}

/** `2025-04-23`, `23.04.2025`; `23/04/2025` only where the day cannot be a month. */
function numericDay(text: string): string | undefined {
  const iso = /^((?:19|20)\d{2})[-./](\d{1,2})[-./](\d{1,2})$/.exec(text)
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const dotted = /^(\d{1,2})\.(\d{1,2})\.((?:19|20)\d{2})$/.exec(text)
  return dotted ? dayOf(Number(dotted[3]), Number(dotted[2]), Number(dotted[1])) : undefined
}

/** "Friday, May 13" and "Onsdagen den 19 april" name the day by its date. */
const namesDate = (tokens: readonly Token[], at: number): boolean =>
  tokens.slice(at + 1, at + 5).some((token) => is(token, CUE.month)) &&
  tokens.slice(at + 1, at + 6).some((token) => token.shape === 'number')

/** "on the 23rd": the latest such day, where no month is named ("in June, on the 5th") and nothing is counted ("on the 10th anniversary"). */
function bareDay(tokens: readonly Token[], at: number, near: string | undefined): string | undefined {
  const number = Number(/^(\d{1,2})(?:st|nd|rd|th)$/.exec(tokens[at]?.text ?? '')?.[1])
  if (
    near === undefined ||
    !number ||
    !is(tokens[at - 1], CUE.the) ||
    !is(tokens[at - 2], CUE.for) ||
    tokens[at - 3]?.shape === 'mark'
  )
    return undefined
  const after = tokens[at + 1]
  const ends = after === undefined || after.shape === 'mark' || is(after, CUE.with | CUE.in | CUE.verb | CUE.light)
  return ends && !tokens.some((token) => is(token, CUE.month)) ? latestDay(number, near) : undefined
}

/** The latest such weekday that is not after `near`. */
function lastWeekday(weekday: number, near: string): string {
  return shiftDay(near, -((weekdayOf(near) - weekday + 7) % 7))
}
