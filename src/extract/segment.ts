import { isNumber, isSpace, isWordUnit } from './units.ts'

/** A stretch of the text: UTF-16 offsets [start, end). */
export type Span = { readonly start: number; readonly end: number }

/** A paragraph, and the sentences in it. */
export type Paragraph = Span & { readonly sentences: readonly Span[] }

/** Paragraphs and their sentences, without surrounding white space, in order; linear in the text's length. */
export function segment(text: string): Paragraph[] {
  const paragraphs: Paragraph[] = []
  for (let from = 0; from < text.length; ) {
    const newline = text.indexOf('\n', from)
    const to = newline < 0 ? text.length : newline
    const span = trimmed(text, from, to)
    if (span) paragraphs.push({ ...span, sentences: sentencesOf(text, span) })
    from = to + 1
  }
  return paragraphs
}

function sentencesOf(text: string, paragraph: Span): Span[] {
  const sentences: Span[] = []
  let from = paragraph.start
  for (let at = paragraph.start; at < paragraph.end; at += 1) {
    if (TERMINALS[text.charCodeAt(at)] !== 1 || !endsSentence(text, at, paragraph)) continue
    let end = at + 1
    while (end < paragraph.end && isCloser(text, end)) end += 1
    const span = trimmed(text, from, end)
    if (span) sentences.push(span)
    from = end
    at = end - 1
  }
  const rest = trimmed(text, from, paragraph.end)
  if (rest) sentences.push(rest)
  return sentences
}

const TERMINALS = tableOf('.!?。！？；')
const CLOSERS = tableOf('"\'”’»)）]」』')

/** A table is asked several times as fast as a set, for every unit of a text. */
function tableOf(marks: string): Uint8Array {
  const table = new Uint8Array(0x1_0000)
  for (const mark of marks) table[mark.charCodeAt(0)] = 1
  return table
}

const isCloser = (text: string, at: number): boolean => CLOSERS[text.charCodeAt(at)] === 1

/** Whether the mark at `at` ends a sentence: always in Chinese; else before a space and a capital, and not after an abbreviation or initial. */
function endsSentence(text: string, at: number, paragraph: Span): boolean {
  const mark = text[at]
  if (mark === '。' || mark === '！' || mark === '？' || mark === '；') return true
  let next = at + 1
  while (next < paragraph.end && isCloser(text, next)) next += 1
  if (next >= paragraph.end) return true
  if (!isSpace(text.charCodeAt(next))) return false
  const following = text.slice(next, next + 8).trimStart()
  if (/^["'“‘«([]?[\p{Ll}]/u.test(following)) return false
  if (mark !== '.') return true
  const before = text.slice(Math.max(paragraph.start, at - 12), at)
  if (/(?:^|\D)\d{1,2}$/.test(before) && isOrdinal(before, following, at - paragraph.start)) return false
  return !isAbbreviation(lastWordOf(before))
}

/** The letters and full stops at the end. */
function lastWordOf(text: string): string {
  let from = text.length
  while (from > 0 && isLetterOrStop(text.charCodeAt(from - 1))) from -= 1
  return text.slice(from)
}

const isLetterOrStop = (unit: number): boolean => unit === FULL_STOP || (isWordUnit(unit) && !isNumber(unit))

const FULL_STOP = 0x2e

/** "12. September", and the number of a numbered paragraph. */
function isOrdinal(before: string, following: string, offset: number): boolean {
  return before.length === offset && /^\d+$/.test(before) ? true : MONTH.test(following)
}

const MONTH = /^(?:jan|jän|feb|mär|mar|apr|mai|maj|juni|juli|aug|sep|okt|nov|dez|dec)/i

const ABBREVIATIONS = new Set(
  'mr mrs ms dr prof sen rep gov gen brig sec min ret lt col maj capt adm amb st jr sr no vs inc ltd co jan feb mar apr jun jul aug sep sept oct nov dec hon messrs mt ft art'.split(
    ' ',
  ),
)

/** `U.S`, `J`, `Mr`: what a full stop follows without ending the sentence. */
function isAbbreviation(word: string): boolean {
  if (/^\p{Lu}$/u.test(word) || /^(\p{L}\.)+\p{L}$/u.test(word)) return true
  return ABBREVIATIONS.has(word.toLowerCase())
}

function trimmed(text: string, from: number, to: number): Span | undefined {
  let start = from
  let end = to
  while (start < end && isSpace(text.charCodeAt(start))) start += 1
  while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1
  return start < end ? { start, end } : undefined
}
