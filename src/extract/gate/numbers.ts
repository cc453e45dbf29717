import type { EncounterWords } from '../../domain/encounter-words.ts'
import { compileScanner, type Scanner } from '../scan.ts'
import type { Span } from '../segment.ts'
import { findEnglish, findHan, plainNumber } from './number-words.ts'

/**
 * The numbers that a text states, each by one key whatever way it is written: `30000000` (30 million, 3000万), `5%`, `m4` (April), `d5`
 * (Friday), `~100` (hundreds of). Of what can be read in two ways (1.234) both are given.
 */
export type Numbers = ReadonlySet<string>

/** Finds the numbers of a text. */
export type NumberFinder = {
  /** Every number that a text of any language may mean. */
  readonly stated: (text: string) => Numbers
  /** What an English sentence says, and nothing that it does not. */
  readonly claimed: (sentence: string) => Numbers
  /** Each number that is written in digits, with all that it may mean. */
  readonly written: (text: string) => readonly (readonly string[])[]
  /** Where months and weekdays are named: they are numbers, and no names. */
  readonly days: (text: string) => readonly Span[]
}

type Add = (key: string) => void

/** Number words are read in English and Chinese, months and weekdays in every language that `words` has, digits and measures in all. */
export function compileNumbers(words: readonly Pick<EncounterWords, 'months' | 'weekdays'>[]): NumberFinder {
  const days = compileScanner(words.flatMap(({ months, weekdays }) => [...keyed(months, 'm'), ...keyed(weekdays, 'd')]))
  const find = (text: string, valuesOf: Values): Set<string> => {
    const numbers = new Set<string>()
    const plain = inAsciiDigits(text)
    const add = (key: string): void => void numbers.add(key)
    findDigits(plain, add, valuesOf)
    findEnglish(plain, add)
    findHan(plain, add)
    findDays(days, plain, add)
    return numbers
  }
  return {
    stated: (text) => find(text, everyReading),
    claimed: (sentence) => find(sentence, englishReading),
    days: (text) => days.scan(text),
    written: (text) => writtenNumbers(inAsciiDigits(text), everyReading).map(({ keys }) => keys),
  }
}

const keyed = (lists: EncounterWords['months'], sign: string) =>
  lists.flatMap((names, at) => names.map((phrase) => ({ phrase, value: `${sign}${at + 1}` })))

const HAN_MONTHS = '一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月'.split(' ')

/** "May" is a month only as written so, and "march" none. */
function findDays(scanner: Scanner<string>, text: string, add: Add): void {
  for (const { start, end, value } of scanner.scan(text)) {
    if (!/^(?:may|march)/.test(text.slice(start, end))) add(value)
  }
  for (const [month] of text.matchAll(/[一二三四五六七八九十]{1,2}月/g)) add(`m${HAN_MONTHS.indexOf(month) + 1}`)
}

/** Digits of every script, and full-width ones, as ASCII ones; everything else stays. */
function inAsciiDigits(text: string): string {
  return text.replace(/[\p{Nd}．，％]/gu, (sign) => {
    if (sign >= '0' && sign <= '9') return sign
    const other = { '．': '.', '，': '，', '％': '%' }[sign]
    return other ?? String(digitOf(sign))
  })
}

/** Digits of a script are ten neighbours, of which the zero is the first decimal digit after one that is none. */
function digitOf(sign: string): number {
  const point = sign.codePointAt(0) ?? 0
  let value = 0
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(point - value - 1))) value += 1
  return value
}

const DIGITS = /(?<![\d.,])(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*)/g

/** What multiplies the number before it, in lower case, by the languages that write it so. German and French billions are not English ones. */
const MULTIPLES: readonly (readonly [RegExp, number])[] = [
  [/^[ -]?(?:thousand|тыс|mille\b|mil\b|tausend|tusen|千)/, 1e3],
  [/^[ -]?万/, 1e4],
  [/^[ -]?(?:million|millón|millones|миллион|млн|miljon|百万)/, 1e6],
  [/^[ -]?千万/, 1e7],
  [/^[ -]?亿/, 1e8],
  [/^[ -]?(?:billion|milliard|миллиард|млрд|miljard|十亿|bn\b)/, 1e9],
  [/^[ -]?(?:trillion|billón|billones|триллион|трлн|biljon|万亿)/, 1e12],
]

const PERCENT = /^\s?(?:%|‰|per ?cent|percentage points?|pct|процент|pour cent|prozent|por ciento|procent|个百分点)/

/** What a run of digits may mean, with its marks. */
type Values = (written: string) => readonly string[]

function findDigits(text: string, add: Add, valuesOf: Values): void {
  for (const { digits, keys } of writtenNumbers(text, valuesOf)) {
    for (const key of keys) add(key)
    const parts = digits.split('.').map(Number)
    if (parts.length === 3) for (const part of parts.slice(0, 2)) if (part >= 1 && part <= 12) add(`m${part}`)
  }
  for (const [, month] of text.matchAll(/(?:19|20)\d\d-(\d{1,2})-\d{1,2}/g)) add(`m${Number(month)}`)
}

/** Every run of digits with what it may mean, its measure or percent sign taken with it. */
function writtenNumbers(
  text: string,
  valuesOf: Values,
): { readonly digits: string; readonly keys: readonly string[] }[] {
  return [...text.matchAll(DIGITS)].map(({ 0: digits, index }) => {
    const after = text.slice(index + digits.length, index + digits.length + 20).toLowerCase()
    const isShare = PERCENT.test(after) || /百分之$/.test(text.slice(Math.max(0, index - 3), index))
    const times = multipleOf(after)
    const keys = valuesOf(digits).map((value) => (isShare ? `${value}%` : scaled(value, times)))
    return { digits, keys: after.startsWith('月') ? [...keys, `m${Number(digits)}`] : keys }
  })
}

/** The longest that fits: 万亿 is no 万. */
function multipleOf(after: string): number {
  let longest = { length: 0, times: 1 }
  for (const [pattern, times] of MULTIPLES) {
    const { length } = pattern.exec(after)?.[0] ?? ''
    if (length > longest.length) longest = { length, times }
  }
  return longest.times
}

const LONGEST_EXACT = 15

/** Longer than a number can be told apart by, digits stand as they are. */
function scaled(value: string, times: number): string {
  return value.length > LONGEST_EXACT ? value : plainNumber(Number(value) * times)
}

/** 1,234 and 1.234 are one or a thousand, 23.04.2025 are three. */
const everyReading: Values = (written) => {
  const groups = written.split(/[ .,\u00a0\u202f]/)
  if (groups.length === 1) return [trimmed(written)]
  const whole = groups.slice(0, -1)
  const values = isGrouped(groups) ? [trimmed(groups.join(''))] : []
  if (/[.,]\d+$/.test(written) && (whole.length === 1 || isGrouped(whole)))
    values.push(plainDecimal(whole.join(''), groups.at(-1) ?? ''))
  return values.length > 0 ? values : groups.map(trimmed)
}

/** Commas part thousands, a full stop decimals. */
const englishReading: Values = (written) => {
  const [whole = '', decimals, ...more] = written.replace(/[, \u00a0\u202f](?=\d{3}(?!\d))/g, '').split('.')
  if (more.length > 0 || !/^\d+$/.test(whole)) return written.split(/[ .,\u00a0\u202f]/).map(trimmed)
  return [decimals === undefined ? trimmed(whole) : plainDecimal(whole, decimals)]
}

/** `1 234 567`: the first group is of one to three digits, every other of three. */
const isGrouped = ([first = '', ...others]: readonly string[]): boolean =>
  first.length <= 3 && others.every(({ length }) => length === 3)

const trimmed = (digits: string): string => digits.replace(/^0+(?=\d)/, '')
const plainDecimal = (whole: string, decimals: string): string =>
  whole.length + decimals.length > LONGEST_EXACT ? `${whole}.${decimals}` : plainNumber(Number(`${whole}.${decimals}`))
