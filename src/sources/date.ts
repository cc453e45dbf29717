import type { Source } from '../domain/source.ts'
import { monthNamed } from './month-names.ts'
import { instantOf } from './zone.ts'

/** An instant of publication; `exact` where the text told the time of day, else it is midnight in the source's zone. */
export type Published = { readonly at: Date; readonly exact: boolean }

/** What a source says about the dates it shows. */
export type DateRules = Pick<Source, 'zone' | 'language' | 'dateOrder' | 'calendar'>

type Day = { readonly year: number; readonly month: number; readonly day: number }
type Shape = readonly [pattern: RegExp, day: (match: RegExpExecArray, rules: DateRules) => Day | undefined]

/**
 * The shapes of a date, in the order in which they are tried; the first that is a real day counts.
 * ISO before all-number dates, which it looks like; eras before plain years; words before numbers.
 */
const SHAPES: readonly Shape[] = [
  [/(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/g, (m) => dayOf(m[1], m[2], m[3])],
  [
    /(令和|平成|民國|民国|中華民國)\s*(\d{1,3}|元)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日/g,
    (m) => dayOf(eraYear(m[1], m[2]), m[3], m[4]),
  ],
  [/(\d{2,4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]/g, (m) => dayOf(m[1], m[2], m[3])],
  [/(\d{1,2})\s*tháng\s*(\d{1,2})(?:\s*năm|,)?\s*(\d{4})/gi, (m) => dayOf(m[3], m[2], m[1])],
  [
    /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|ème|º|ª|°)?[\s.\-–/]*(?:de\s+|of\s+|d')?(\p{L}[\p{L}\p{M}]*)[\s.,\-–/]*(?:de\s+|del\s+|of\s+)?(\d{4})(?!\d)/gu,
    (m, rules) => dayOf(m[3], monthNamed(m[2], rules.language), m[1]),
  ],
  [
    /(\p{L}[\p{L}\p{M}]*)[.\s]+(\d{1,2})(?:st|nd|rd|th)?[\s,.]+(\d{4})(?!\d)/gu,
    (m, rules) => dayOf(m[3], monthNamed(m[1], rules.language), m[2]),
  ],
  [
    /(\d{4})[.\s]+(\p{L}[\p{L}\p{M}]*)\.?\s+(\d{1,2})(?!\d)/gu,
    (m, rules) => dayOf(m[1], monthNamed(m[2], rules.language), m[3]),
  ],
  [
    /(?<![\d.])(\d{2,4})[./](\d{1,2})[./](\d{1,2})(?![\d/])/g,
    (m, rules) => (isYear(m[1], rules) ? dayOf(m[1], m[2], m[3]) : undefined),
  ],
  [/(?<![\d.])(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?!\d)/g, (m, rules) => numberedDay(m, rules)],
  // Which of three short numbers is the year, only a declared order tells.
  [
    /(?<![\d./-])(\d{1,2})[./-](\d{1,2})[./-](\d{2})(?![\d./-])/g,
    (m, rules) => (rules.dateOrder ? numberedDay(m, rules) : undefined),
  ],
]

/** Finds the first date in a text and reads it by the source's order, calendar and zone. Nothing, where there is none. */
export function parseDate(text: string, rules: DateRules): Published | undefined {
  const line = westernDigits(text).slice(0, 1_000)
  const stamp = parseStamp(line, rules.zone)
  if (stamp) return stamp
  for (const [pattern, toDay] of SHAPES) {
    for (const match of line.matchAll(pattern)) {
      const day = toDay(match, rules)
      const real = day && realDay({ ...day, year: commonYear(day.year, rules) })
      if (real) return atTime(real, timeNear(line, match.index, match[0].length), rules.zone)
    }
  }
  return undefined
}

/** The day that an address carries: `/2025/04/23/`, `/20250423/`, `t20250423_1`, `2025-04-23`, or `23042025` at the end of a name. */
export function dateInUrl(url: string, rules: Pick<DateRules, 'zone'>): Published | undefined {
  const path = URL.parse(url)?.pathname ?? ''
  const ymd =
    /[/_-](\d{4})[/-](\d{1,2})[/-](\d{1,2})(?=[/_.-]|$)/.exec(path) ??
    /[/_\-t](20\d{2})(\d{2})(\d{2})(?=[/_.-]|$)/.exec(path)
  const dmy = ymd ? undefined : /[a-z_-](\d{2})(\d{2})(20\d{2})(?=[/_.-]|$)/i.exec(path)
  const day = ymd ? dayOf(ymd[1], ymd[2], ymd[3]) : dmy ? dayOf(dmy[3], dmy[2], dmy[1]) : undefined
  const real = day && realDay(day)
  return real && atTime(real, undefined, rules.zone)
}

/** Machine-readable stamps, whose parts stand in a fixed order: ISO 8601 with a time, and RFC 822. */
function parseStamp(line: string, zone: string): Published | undefined {
  const iso = /(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2}(?!\d))?/.exec(
    line,
  )
  if (iso) return stamped(dayOf(iso[1], iso[2], iso[3]), iso[4], iso[5], iso[6], iso[7], zone)
  const rfc =
    /(\d{1,2})[\s-]+([A-Z][a-z]{2})[a-z]*[\s-]+(\d{4}),?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(GMT|UTC?|Z|[ECMP][SD]T|[+-]\d{4})?/.exec(
      line,
    )
  return rfc
    ? stamped(dayOf(rfc[3], monthNamed(rfc[2], 'en'), rfc[1]), rfc[4], rfc[5], rfc[6], rfc[7], zone)
    : undefined
}

type Part = string | undefined

function stamped(
  day: Day | undefined,
  hour: Part,
  minute: Part,
  second: Part,
  offset: Part,
  zone: string,
): Published | undefined {
  const real = day && realDay(day)
  if (!real || Number(hour) > 23 || Number(minute) > 59) return undefined
  const time = { hour: Number(hour), minute: Number(minute), second: Math.min(Number(second ?? 0), 59) }
  const offsetMinutes = offset === undefined ? undefined : minutesOf(offset)
  if (offsetMinutes === undefined) return atTime(real, time, zone)
  const { year, month, day: date } = real
  const utc = Date.UTC(year, month - 1, date, time.hour, time.minute - offsetMinutes, time.second)
  return { at: new Date(utc), exact: true }
}

/** RFC 822's names of zones, in hours. */
const NAMED_OFFSETS: Readonly<Record<string, number>> = {
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
}

function minutesOf(offset: string): number {
  const numbers = /([+-])(\d{2}):?(\d{2})/.exec(offset)
  if (!numbers) return (NAMED_OFFSETS[offset] ?? 0) * 60
  return (numbers[1] === '-' ? -1 : 1) * (Number(numbers[2]) * 60 + Number(numbers[3]))
}

type Time = { readonly hour: number; readonly minute: number; readonly second: number }

/** A time of day next to a date, behind it rather than before it. */
function timeNear(line: string, start: number, length: number): Time | undefined {
  return timeIn(line.slice(start + length, start + length + 30)) ?? timeIn(line.slice(Math.max(0, start - 20), start))
}

function timeIn(text: string): Time | undefined {
  const match = /(上午|下午|오전|오후)?\s*(?<!\d)(\d{1,2})[:：](\d{2})(?::(\d{2}))?(?!\d)(?:\s*([ap])\.?m\b)?/i.exec(
    text,
  )
  if (!match) return undefined
  const [, half, hours, minutes, seconds = '0', meridiem] = match
  const late = half === '下午' || half === '오후' || meridiem?.toLowerCase() === 'p'
  const early = meridiem?.toLowerCase() === 'a' && Number(hours) === 12
  const hour = early ? 0 : Number(hours) + (late && Number(hours) < 12 ? 12 : 0)
  return hour < 24 && Number(minutes) < 60
    ? { hour, minute: Number(minutes), second: Math.min(Number(seconds), 59) }
    : undefined
}

function atTime(day: Day, time: Time | undefined, zone: string): Published {
  return { at: instantOf({ ...day, ...(time ?? { hour: 0, minute: 0, second: 0 }) }, zone), exact: time !== undefined }
}

const dayOf = (year: Part | number, month: Part | number, day: Part): Day => ({
  year: Number(year),
  month: Number(month),
  day: Number(day),
})

/** What no calendar holds, and what no ministry's site can have published, is no date. */
function realDay(day: Day): Day | undefined {
  const { year, month, day: date } = day
  if (!(year >= 1970 && year <= 2100 && month >= 1 && month <= 12 && date >= 1)) return undefined
  return date <= new Date(Date.UTC(year, month, 0)).getUTCDate() ? day : undefined
}

/** The year before the first of each era. */
const ERAS: Readonly<Record<string, number>> = { 令和: 2018, 平成: 1988, 民國: 1911, 民国: 1911, 中華民國: 1911 }

const eraYear = (era: Part, year: Part): number => (ERAS[era ?? ''] ?? 0) + (year === '元' ? 1 : Number(year))

/** Buddhist years are 543 ahead; no site shows a Gregorian year past 2400. */
function commonYear(year: number, { calendar }: DateRules): number {
  if (calendar === 'roc' && year < 1000) return year + 1911
  return year > 2400 ? year - 543 : year
}

/** Whether a number can stand for a year at the head of a date: four digits, or three where years are counted from 1911. */
const isYear = (text: Part, { calendar }: DateRules): boolean =>
  text?.length === 4 || (calendar === 'roc' && text?.length === 3)

function numberedDay(match: RegExpExecArray, { dateOrder }: DateRules): Day {
  const [, first, second, digits = ''] = match
  const year = digits.length === 2 ? `20${digits}` : digits
  const monthFirst = dateOrder === 'month-first' ? Number(first) <= 12 : Number(second) > 12
  return monthFirst ? dayOf(year, first, second) : dayOf(year, second, first)
}

/** Arabic, Persian and full-width digits as ASCII ones, and every kind of space as a plain one. */
function westernDigits(text: string): string {
  return text
    .replace(/[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g, (digit) => String((digit.codePointAt(0) ?? 0) % 16))
    .replace(/[\s\p{Zs}]+/gu, ' ')
}
