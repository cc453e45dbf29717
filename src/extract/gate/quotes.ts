import type { Evidence } from '../../domain/key-point.ts'
import { isNumber, isSpace, isSpacedLetter } from '../units.ts'

/** A text in the form in which quotes are looked for, with where each of its units stands in the text. */
export type Folding = { readonly text: string; readonly folded: string; readonly places: Int32Array }

const STRAIGHT = new Map([
  ...[...'“”„‟«»「」『』〝〞＂'].map((mark) => [mark, '"'] as const),
  ...[...'‘’‚‛ʼ＇'].map((mark) => [mark, "'"] as const),
])

/** Folds what a quote may differ in: a run of white space is one space, quote marks of every kind are straight. Linear. */
export function foldQuotes(text: string): Folding {
  const places = new Int32Array(text.length + 1)
  const units: string[] = []
  for (let at = 0; at < text.length; at += 1) {
    const isBlank = isSpace(text.charCodeAt(at))
    if (isBlank && at > 0 && isSpace(text.charCodeAt(at - 1))) continue
    places[units.length] = at
    const unit = text.charAt(at)
    units.push(isBlank ? ' ' : (STRAIGHT.get(unit) ?? unit))
  }
  return { text, folded: units.join(''), places }
}

/**
 * The first place where a quote stands in whole words and numbers, letter for letter but for white space and quote marks. What is given
 * back is the text's own words; `undefined` where they are not there.
 */
export function findQuote({ text, folded, places }: Folding, quote: string): Evidence | undefined {
  const wanted = quote.trim()
  const alike = foldQuotes(wanted).folded
  const found =
    firstWhole(text, text, wanted, (at) => at) ?? firstWhole(text, folded, alike, (at) => places[at] ?? text.length)
  return found && { ...found, quote: text.slice(found.start, found.end) }
}

function firstWhole(
  text: string,
  within: string,
  sought: string,
  placeOf: (at: number) => number,
): { readonly start: number; readonly end: number } | undefined {
  if (sought === '') return undefined
  for (let at = within.indexOf(sought); at >= 0; at = within.indexOf(sought, at + 1)) {
    const start = placeOf(at)
    // Behind the last unit of the quote, before the white space that may follow it.
    const end = placeOf(at + sought.length - 1) + 1
    if (!isTorn(text, start) && !isTorn(text, end)) return { start, end }
  }
  return undefined
}

const HAN_NUMERALS = '〇零一二三四五六七八九十百千万亿两'
const MEASURES = `${HAN_NUMERALS}%％‰`

/** Whether a cut at `at` goes through a word, a number with its sign and measure, a character, or comes between a Chinese denial and what it denies. */
function isTorn(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false
  const [before, after] = [text.charCodeAt(at - 1), text.charCodeAt(at)]
  if ((isSpacedLetter(before) && isSpacedLetter(after)) || (after >= 0xdc00 && after < 0xe000)) return true
  const [left, right] = [text.charAt(at - 1), text.charAt(at)]
  if ('不未没非无勿莫'.includes(left)) return true
  if (HAN_NUMERALS.includes(left) && HAN_NUMERALS.includes(right)) return true
  if (isNumber(before)) return MEASURES.includes(right) || ('.,'.includes(right) && isNumber(text.charCodeAt(at + 1)))
  return isNumber(after) && ('$€£¥'.includes(left) || ('.,'.includes(left) && isNumber(text.charCodeAt(at - 2))))
}

/** How many paragraphs a quote runs through. */
export const paragraphsIn = ({ quote }: Evidence): number =>
  quote.split('\n').filter((line) => line.trim() !== '').length
