/** English number words up to ninety; tens and units may stand together ("twenty-five"). */
export const NUMBER_WORDS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
}
/** Numbers in words from two to twelve, in order, in languages whose accounts hardly ever write higher ones out. */
const OTHER_NUMBERS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries({
    ru: 'два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать',
    sv: 'två tre fyra fem sex sju åtta nio tio elva tolv',
    de: 'zwei drei vier fünf sechs sieben acht neun zehn elf zwölf',
    fr: 'deux trois quatre cinq six sept huit neuf dix onze douze',
    es: 'dos tres cuatro cinco seis siete ocho nueve diez once doce',
  }).map(([language, words]) => [language, words.split(' ')]),
)

const MULTIPLES: Readonly<Record<string, number>> = { dozen: 12, score: 20, hundred: 100 }
const HAN_DIGITS = '零一二三四五六七八九'

/** How many words may stand between a number and what it counts: "24 intergovernmental, interagency and commercial documents". */
const MOST_ADJECTIVES = 6

/** The number of what `noun` names, as the words right before it state it: digits or words, "over 40" is 40; `null` where they state none. */
export function countBefore(text: string, nounStart: number, language = 'en'): number | null {
  const before = text.slice(Math.max(0, nounStart - 90), nounStart)
  return /\p{Script=Han}\s*$/u.test(before) || /\p{Script=Han}/u.test(text[nounStart] ?? '')
    ? hanCount(before)
    : wordCount(before, language)
}

function wordCount(before: string, language: string): number | null {
  const tokens = before.toLowerCase().match(/\d+(?:,\d{3})*|[\p{L}'’]+|[^\s\p{L}\d]/gu) ?? []
  for (let i = tokens.length - 1, words = 0; i >= 0 && words <= MOST_ADJECTIVES; i -= 1) {
    const token = tokens[i] ?? ''
    const value = numberAt(tokens, i) ?? otherNumberAt(tokens, i, language)
    if (value !== undefined) return value
    if (/^[-,–]$/.test(token) || token === 'and') continue
    if (!/^[\p{L}'’]+$/u.test(token) || (STOPS.has(token) && !isBehindNumber(tokens, i))) return null
    words += 1
  }
  return null
}

/** "девять", "dix-huit". */
function otherNumberAt(tokens: readonly string[], i: number, language: string): number | undefined {
  const place = OTHER_NUMBERS[language]?.indexOf(tokens[i] ?? '') ?? -1
  if (place < 0) return undefined
  const joined = tokens[i - 1] === '-'
  if (!joined) return place + 2
  return tokens[i - 2] === 'dix' ? place + 12 : undefined
}

/** Words that a number before them does not reach past. */
const STOPS = new Set(
  'a an ministers presidents leaders sides initialled inked concluded adopted exchanged of on in to for the these those from by at with that which as signed signing witnessed issued its their between after before including were was several some many various ряд несколько и och und et y flera mehrere plusieurs varios number package series first second third'.split(
    ' ',
  ),
)

/** "36 signed texts": what was done with them stands between. */
const isBehindNumber = (tokens: readonly string[], i: number): boolean =>
  /(?:ed|written)$/.test(tokens[i] ?? '') && numberAt(tokens, i - 1) !== undefined

/** "from 2031 to 2035". */
const isYear = (token: string): boolean => /^(?:19|20)\d\d$/.test(token)

function numberAt(tokens: readonly string[], i: number): number | undefined {
  const token = tokens[i] ?? ''
  const previous = tokens[i - 1] ?? ''
  if (/^\d/.test(token))
    return /^(?:[-–$€£])$/.test(previous) || isYear(token) ? undefined : Number(token.replaceAll(',', ''))
  const multiple = MULTIPLES[token]
  if (multiple !== undefined && tokens[i - 2] === 'half') return multiple / 2
  if (multiple !== undefined) return multiple * (NUMBER_WORDS[previous] ?? 1)
  const value = NUMBER_WORDS[token]
  if (value === undefined || token === 'a' || token === 'an') return undefined
  const tens = NUMBER_WORDS[tokens[i - 2] ?? ''] ?? 0
  return previous === '-' && tens >= 20 && value < 10 ? tens + value : value
}

/** `20余份`, `30多项`, `二十余份`, `十几项`, `45份双边`: digits or numerals with a measure word. */
function hanCount(before: string): number | null {
  const match =
    /(?:(\d+)|(?<![数几])([零一二三四五六七八九十百两]+))\s*(?:余|多|几)?\s*(?:个|份|项|件|篇)(?:余|多)?[^，。；、]{0,16}$/u.exec(
      before,
    )
  if (!match) return null
  return match[1] === undefined ? hanNumber(match[2] ?? '') : Number(match[1])
}

function hanNumber(numeral: string): number | null {
  const [, hundreds, tens, units] = /^(?:(.)?百)?零?(?:(.)?十)?(.)?$/u.exec(numeral.replaceAll('两', '二')) ?? []
  const digit = (c: string | undefined, otherwise: number): number =>
    c === undefined ? otherwise : HAN_DIGITS.indexOf(c)
  const value =
    (numeral.includes('百') ? digit(hundreds, 1) * 100 : 0) +
    (numeral.includes('十') ? digit(tens, 1) * 10 : 0) +
    digit(units, 0)
  return value > 0 ? value : null
}
