import { NUMBER_WORDS } from '../points/count.ts'

type Add = (key: string) => void

/** A number as a key. */
export const plainNumber = (value: number): string => String(Number(value.toPrecision(12)))

const counted = (words: string, from: number, step: number) =>
  words.split(' ').map((word, at) => [word, String(from + at * step)] as const)

/** Words that say a number without counting: ordinals, shares, multiples, and how many at least. */
const SAID = new Map<string, string>([
  ...counted('first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth', 1, 1),
  ...counted('twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth', 20, 10),
  ...'twice double doubled doubles doubling twofold'.split(' ').map((word) => [word, '2'] as const),
  ...'triple tripled triples tripling threefold'.split(' ').map((word) => [word, '3'] as const),
  ['half', '0.5'],
  ['dozens', '~10'],
  ['tens', '~10'],
  ['hundreds', '~100'],
  ['thousands', '~1000'],
  ['millions', '~1000000'],
  ['billions', '~1000000000'],
])

const MULTIPLES = new Map([
  ['dozen', 12],
  ['hundred', 100],
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
  ['trillion', 1e12],
])

/** What has been read of a number: "two hundred and fifty" is 250 in `current` before "thousand" moves it to `total`. */
type Run = { readonly total: number; readonly current: number; readonly isNumber: boolean }

/** Runs of number words: "twenty-five", "two hundred and fifty", "three million". "One", "a" and "an" alone count nothing. */
export function findEnglish(text: string, add: Add): void {
  let run: Run | undefined
  let previous = ''
  for (const [word] of `${text} .`.toLowerCase().matchAll(/[a-z]+|\d[\d.,]*|[^\sa-z\d-]/g)) {
    const next = continued(run, word, previous)
    if (next === undefined && run && word === 'and') continue
    if (next === undefined) {
      if (run?.isNumber === true)
        add(plainNumber(run.total + run.current) + (word === 'percent' || word === 'per' ? '%' : ''))
      const said = SAID.get(word)
      if (said !== undefined) add(said)
    }
    run = next ?? continued(undefined, word, previous)
    previous = word
  }
}

/** The run with this word added to it; `undefined` where the word does not go on with it. */
function continued(run: Run | undefined, word: string, previous: string): Run | undefined {
  const value = Object.hasOwn(NUMBER_WORDS, word) ? NUMBER_WORDS[word] : undefined
  if (value !== undefined) {
    if (!run) return { total: 0, current: value, isNumber: value > 1 }
    const fits = run.current > 0 && (value < 10 ? run.current % 10 === 0 : run.current % 100 === 0)
    return fits || run.current === 0 ? { ...run, current: run.current + value, isNumber: true } : undefined
  }
  const times = MULTIPLES.get(word)
  // "3 million": the digits have taken the measure with them.
  if (times === undefined || (!run && /^\d/.test(previous))) return undefined
  const { total, current } = run ?? { total: 0, current: 1 }
  if (times <= 100) return { total, current: Math.max(1, current) * times, isNumber: true }
  return { total: total + Math.max(1, current) * times, current: 0, isNumber: true }
}

const DIGITS = '〇一二三四五六七八九'
const UNITS = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1e3],
  ['万', 1e4],
  ['亿', 1e8],
])
const VAGUE: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1e3, 百万: 1e6, 十亿: 1e9, 亿: 1e9 }

/** Chinese numerals, and what says a number without one. */
export function findHan(text: string, add: Add): void {
  for (const { 0: numeral, index } of text.matchAll(/[〇零一二三四五六七八九十百千万亿两]+/g)) {
    // 3万: the digits before it have taken the measure with them.
    if (/\d/.test(text.charAt(index - 1))) continue
    const value = plainNumber(hanValue(numeral.replaceAll('零', '〇').replaceAll('两', '二')))
    add(/百分之$/.test(text.slice(Math.max(0, index - 3), index)) ? `${value}%` : value)
  }
  for (const [, measure = ''] of text.matchAll(/[数几上](百万|十亿|十|百|千|亿)/g)) add(`~${VAGUE[measure] ?? 10}`)
  if (/首|头一/.test(text)) add('1')
  if (/翻番|翻一番|一倍|双/.test(text)) add('2')
  if (text.includes('半')) add('0.5')
}

/** 二千零二十五, 一百二十, 十五, 二〇二五. */
function hanValue(numeral: string): number {
  if (/^[〇一二三四五六七八九]{2,}$/.test(numeral))
    return Number([...numeral].map((sign) => DIGITS.indexOf(sign)).join(''))
  let [total, section, digit] = [0, 0, 0]
  for (const sign of numeral) {
    const unit = UNITS.get(sign)
    if (unit === undefined) digit = DIGITS.indexOf(sign)
    else if (unit < 1e4) [section, digit] = [section + (digit || 1) * unit, 0]
    else [total, section, digit] = [(total + section + digit || 1) * unit, 0, 0]
  }
  return total + section + digit
}
