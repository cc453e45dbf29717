import type { Source } from '../domain/source.ts'
import { type Day, dayOf, realDay } from './calendars/day.ts'
import { namedDay, plainLetters } from './calendars/named-month.ts'
import { gregorianDay, type YearCount } from './calendars/year-count.ts'
import { westernDigits } from './digits.ts'
import { monthNamed } from './month-names.ts'
import { instantOfStamp } from './stamp.ts'
import { type TimeOfDay, timeNear } from './time-of-day.ts'
import { instantOf } from './zone.ts'

/** An instant of publication; `exact` where the text told the time of day, else it is midnight in the source's zone. */
export type Published = { readonly at: Date; readonly exact: boolean }

/** What a source says about the dates it shows. */
export type DateRules = Pick<Source, 'zone' | 'language' | 'dateOrder' | 'calendar'>

type Shape = readonly [pattern: RegExp, day: (match: RegExpExecArray, rules: DateRules) => Day | undefined]

/**
 * The shapes of a date, in the order in which they are tried; the first that is a real day counts.
 * ISO before all-number dates, which it looks like; eras before plain years; words before numbers.
 */
const SHAPES: readonly Shape[] = [
  [/(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/g, (m, rules) => counted(dayOf(m[1], m[2], m[3]), rules)],
  [
    /(令和|平成|民國|民国)\s*(\d{1,3}|元)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号號]/g,
    (m) => inEra(m[1], dayOf(m[2] === '元' ? 1 : m[2], m[3], m[4])),
  ],
  [
    /(\d{2,4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号號]/g,
    (m, rules) => counted(dayOf(m[1], m[2], m[3]), rules),
  ],
  [/(\d{1,2})\s*tháng\s*(\d{1,2})(?:\s*năm|,)?\s*(\d{4})/gi, (m) => realDay(dayOf(m[3], m[2], m[1]))],
  [
    /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|ème|º|ª|°)?[\s.\-–/]*(?:de\s+|of\s+|d')?(\p{L}[\p{L}\p{M}.]*)[\s.,\-–/]*(?:de\s+|del\s+|of\s+|(?:พ\.ศ\.|ค\.ศ\.)\s*)?(\d{4})(?!\d)/gu,
    (m, rules) => counted(dayOf(m[3], monthNamed(m[2], rules.language), m[1]), rules),
  ],
  [
    /(\p{L}[\p{L}\p{M}]*)[.\s]+(\d{1,2})(?:st|nd|rd|th)?[\s,.]+(\d{4})(?!\d)/gu,
    (m, rules) => counted(dayOf(m[3], monthNamed(m[1], rules.language), m[2]), rules),
  ],
  [
    /(\d{4})[.\s]+(\p{L}[\p{L}\p{M}]*)\.?\s+(\d{1,2})(?!\d)/gu,
    (m, rules) => counted(dayOf(m[1], monthNamed(m[2], rules.language), m[3]), rules),
  ],
  [
    /(?<![\d.])(\d{2,4})[./](\d{1,2})[./](\d{1,2})(?![\d/])/g,
    (m, rules) => (isYear(m[1], rules) ? counted(dayOf(m[1], m[2], m[3]), rules) : undefined),
  ],
  [/(?<![\d.])(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?!\d)/g, numberedDay],
  // Which of three short numbers is the year, only a declared order tells.
  [
    /(?<![\d./-])(\d{1,2})[./-](\d{1,2})[./-](\d{2})(?![\d./-])/g,
    (m, rules) => (rules.dateOrder ? numberedDay(m, rules) : undefined),
  ],
]

/** Finds the first date in a text and reads it by the source's order, calendar and zone. Nothing, where there is none. */
export function parseDate(text: string, rules: DateRules): Published | undefined {
  const line = westernDigits(text).slice(0, 1_000)
  const stamp = instantOfStamp(line, rules.zone)
  if (stamp) return { at: stamp, exact: true }
  for (const [pattern, toDay] of SHAPES) {
    for (const match of line.matchAll(pattern)) {
      const day = toDay(match, rules)
      if (day) return atTime(day, timeNear(line, match.index, match[0].length), rules.zone)
    }
  }
  return inOtherWords(line, rules)
}

/** The looks of a year that the calendars with words of their own write today. */
const OTHER_YEAR = /(?<!\d)1[345]\d\d(?!\d)/

/** Last, since whoever prints two calendars' dates side by side means the Gregorian one for those who count by it. */
function inOtherWords(line: string, { zone }: DateRules): Published | undefined {
  if (!OTHER_YEAR.test(line)) return undefined
  const plain = plainLetters(line)
  const named = namedDay(plain)
  const day = named && realDay(named.day)
  return day && atTime(day, timeNear(plain, named.start, named.length), zone)
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

function atTime(day: Day, time: TimeOfDay | undefined, zone: string): Published {
  return { at: instantOf({ ...day, ...(time ?? { hour: 0, minute: 0, second: 0 }) }, zone), exact: time !== undefined }
}

const ERAS: Readonly<Record<string, YearCount>> = { 令和: 'reiwa', 平成: 'heisei', 民國: 'roc', 民国: 'roc' }

/** A day whose years are counted as the era says that stands before them. */
function inEra(era: string | undefined, day: Day): Day | undefined {
  const count = ERAS[era ?? '']
  return realDayOf(count && gregorianDay(day, count))
}

/** A day by the source's calendar, as far as its year can be one of that; else by the Gregorian. */
function counted(day: Day, { calendar }: DateRules): Day | undefined {
  const { year } = day
  // No site shows a Gregorian year past 2400.
  if (year > 2400) return realDayOf(gregorianDay(day, 'buddhist'))
  if (calendar === 'roc' && year < 1000) return realDayOf(gregorianDay(day, 'roc'))
  const isOther = (calendar === 'persian' || calendar === 'hijri') && year > 1300 && year < 1600
  return isOther ? realDayOf(gregorianDay(day, calendar)) : realDay(day)
}

const realDayOf = (day: Day | undefined): Day | undefined => day && realDay(day)

/** Whether a number can stand for a year at the head of a date: four digits, or three where years are counted from 1912. */
const isYear = (text: string | undefined, { calendar }: DateRules): boolean =>
  text?.length === 4 || (calendar === 'roc' && text?.length === 3)

function numberedDay(match: RegExpExecArray, rules: DateRules): Day | undefined {
  const [, first, second, digits = ''] = match
  const year = digits.length === 2 ? `20${digits}` : digits
  const monthFirst = rules.dateOrder === 'month-first' ? Number(first) <= 12 : Number(second) > 12
  return counted(monthFirst ? dayOf(year, first, second) : dayOf(year, second, first), rules)
}
