type Pattern = { readonly pattern: RegExp; readonly day: (match: RegExpExecArray, today: string) => string | undefined }

const DAY_MS = 86_400_000
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const WEEKDAYS_ZH = '日一二三四五六'
const NUMBERS = ['a', 'one', 'two', 'three', 'four', 'five', 'six']
const NUMBERS_ZH = '零一二三四五六七八九十'
const MONTH = 'jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec'

/** Ways to name a day, each for the whole of what was typed; `today` is a day too. */
const PATTERNS: readonly Pattern[] = [
  { pattern: /^(?:today|今天|今日)$/, day: (_, today) => today },
  { pattern: /^(?:yesterday|昨天|昨日)$/, day: (_, today) => daysBefore(today, 1) },
  { pattern: /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/, day: ([, year, month, day]) => isoOf(year, month, day) },
  { pattern: /^(\d{4})[-/.年](\d{1,2})月?$/, day: ([, year, month]) => isoOf(year, month, 1) },
  { pattern: /^(\d{4})年?$/, day: ([, year]) => isoOf(year, 1, 1) },
  { pattern: /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/, day: ([, day, month, year]) => isoOf(year, month, day) },
  { pattern: /^(\d{1,2})月(\d{1,2})日?$/, day: ([, month, day], today) => lastOf(month, day, today) },
  {
    pattern: new RegExp(String.raw`^(\d{1,2})(?:st|nd|rd|th)? (?:of )?(${MONTH})[a-z]*\.?(?:,? (\d{4}))?$`),
    day: ([, day, month, year], today) => dated(day, month, year, today),
  },
  {
    pattern: new RegExp(String.raw`^(${MONTH})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?$`),
    day: ([, month, day, year], today) => dated(day, month, year, today),
  },
  {
    pattern: new RegExp(String.raw`^(${MONTH})[a-z]*\.?(?: (\d{4}))?$`),
    day: ([, month, year], today) => dated('1', month, year, today),
  },
  {
    pattern: /^(?:last |on )?(sun|mon|tue|wed|thu|fri|sat)(?:s|nes|rs|ur)?(?:days?)?$/,
    day: ([, day = ''], today) => lastWeekday(WEEKDAYS.indexOf(day), today),
  },
  {
    pattern: /^(?:上?(?:周|星期|週))([一二三四五六日天])$/,
    day: ([, day = ''], today) => lastWeekday(WEEKDAYS_ZH.indexOf(day === '天' ? '日' : day), today),
  },
  {
    pattern: /^(?:the )?(?:last |past )?(\d{1,3}|a|one|two|three|four|five|six) (day|week|month|year)s?(?: ago)?$/,
    day: ([, count = '', unit = ''], today) => before(today, countOf(count), unit),
  },
  {
    pattern: /^(\d{1,3}|[一两二三四五六七八九十])个?(天|日|周|星期|月|年)前$/,
    day: ([, count = '', unit = ''], today) => before(today, countOf(count), UNITS_ZH[unit] ?? 'day'),
  },
  { pattern: /^(?:the )?(?:last|past) (week|month|year)$/, day: ([, unit = ''], today) => before(today, 1, unit) },
  { pattern: /^(?:上周|上星期)$/, day: (_, today) => before(today, 1, 'week') },
  { pattern: /^上个?月$/, day: (_, today) => before(today, 1, 'month') },
  { pattern: /^(?:this week|本周|这周)$/, day: (_, today) => lastWeekday(1, daysBefore(today, -1)) },
  { pattern: /^(?:this month|本月|这个月)$/, day: (_, today) => `${today.slice(0, 7)}-01` },
  { pattern: /^(?:this year|今年)$/, day: (_, today) => `${today.slice(0, 4)}-01-01` },
]

const UNITS_ZH: Readonly<Record<string, string>> = { 周: 'week', 星期: 'week', 月: 'month', 年: 'year' }

/** The day (`YYYY-MM-DD`) that the words name, seen from `today`: the last one of that name. All-number dates are day first. */
export function dayNamed(words: string, today: string): string | undefined {
  const text = words.trim().toLowerCase().replace(/\s+/g, ' ')
  for (const { pattern, day } of PATTERNS) {
    const match = pattern.exec(text)
    const found = match && day(match, today)
    if (found) return found
  }
  return undefined
}

type Digits = string | number | undefined

function isoOf(year: Digits, month: Digits, day: Digits): string | undefined {
  const [y, m, d] = [Number(year), Number(month), Number(day)]
  const date = new Date(Date.UTC(y, m - 1, d))
  const exists = y >= 1000 && date.getUTCMonth() === m - 1 && date.getUTCDate() === d
  return exists ? date.toISOString().slice(0, 10) : undefined
}

function dated(day: Digits, month = '', year: Digits, today: string): string | undefined {
  const number = MONTHS.indexOf(month.slice(0, 3)) + 1
  return year === undefined ? lastOf(number, day, today) : isoOf(year, number, day)
}

/** That day of this year, or of the year before where it has not come yet. */
function lastOf(month: Digits, day: Digits, today: string): string | undefined {
  const year = Number(today.slice(0, 4))
  const found = isoOf(year, month, day)
  return found !== undefined && found > today ? isoOf(year - 1, month, day) : found
}

const daysBefore = (day: string, count: number): string =>
  new Date(Date.parse(day) - count * DAY_MS).toISOString().slice(0, 10)

function lastWeekday(weekday: number, today: string): string {
  const back = (new Date(today).getUTCDay() - weekday + 7) % 7
  return daysBefore(today, back === 0 ? 7 : back)
}

function countOf(word: string): number {
  const spelt = NUMBERS.indexOf(word)
  if (spelt >= 0) return Math.max(1, spelt)
  return word === '两' ? 2 : NUMBERS_ZH.includes(word) ? NUMBERS_ZH.indexOf(word) : Number(word)
}

function before(today: string, count: number, unit: string): string {
  if (unit === 'day') return daysBefore(today, count)
  if (unit === 'week') return daysBefore(today, 7 * count)
  const [year = 0, month = 0, day = 0] = today.split('-').map(Number)
  const months = year * 12 + month - 1 - count * (unit === 'year' ? 12 : 1)
  const lastDay = new Date(Date.UTC(Math.floor(months / 12), (months % 12) + 1, 0)).getUTCDate()
  const date = new Date(Date.UTC(Math.floor(months / 12), months % 12, Math.min(day, lastDay)))
  return date.toISOString().slice(0, 10)
}
