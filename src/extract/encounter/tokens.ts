import type { Span } from '../segment.ts'
import type { Cue, Cues } from './cues.ts'
import { CUE } from './cues.ts'
import { isNumber, isSpace, isUpper, isWordUnit } from '../units.ts'

/** A word, a phrase the lexicon knows, or a mark. */
export type Token = Span & {
  readonly text: string
  /** Bits of `CUE`: everything the word may be. */
  readonly bits: number
  readonly cues: readonly Cue[]
  readonly shape: 'name' | 'word' | 'number' | 'mark' | 'possessive'
}

const NO_CUES: readonly Cue[] = []

/** Cuts `text` from `span.start` to `span.end` into tokens; offsets count into the whole text. */
export function readTokens(text: string, span: Span, cues: Cues): Token[] {
  const tokens: Token[] = []
  let at = span.start
  const hits = cues.scanner.scan(text, span)
  for (let next = 0, first = hits[next]; first; first = hits[next]) {
    const { start, end, value } = first
    const meanings = [value]
    next += 1
    for (let hit = hits[next]; hit && hit.start === start && hit.end === end; hit = hits[next]) {
      meanings.push(hit.value)
      next += 1
    }
    if (isHalfOfWord(text, end, meanings)) continue
    readWords(text, at, start, tokens)
    tokens.push(cueToken(text.slice(start, end), start, meanings))
    at = end
  }
  readWords(text, at, span.end, tokens)
  tokens.forEach((token, index) => {
    if (isNameLikeMonth(tokens, index)) tokens[index] = plainToken(token)
  })
  return tokens
}

function plainToken({ start, text }: Token): Token {
  const name = text.replace(/\.$/, '')
  return { start, end: start + name.length, text: name, bits: 0, cues: NO_CUES, shape: 'name' }
}

/** "Jan de Witte", "Foreign Minister May": a month only with a number beside it. */
function isNameLikeMonth(tokens: readonly Token[], at: number): boolean {
  if (
    !is(tokens[at], CUE.month) ||
    is(tokens[at], ~(CUE.month | CUE.planned)) ||
    !isCapitalised(tokens[at]?.text ?? '')
  )
    return false
  return ![tokens[at - 2], tokens[at - 1], tokens[at + 1], tokens[at + 2]].some((token) => token?.shape === 'number')
}

const WHOLE = CUE.role | CUE.party | CUE.official | CUE.verb | CUE.weak | CUE.noun | CUE.light | CUE.company

/** `Jun-seok`, `al-Menfi`, `С.В.Лавров`: a month or small word that a mark binds to letters is part of a name. */
function isHalfOfWord(part: string, end: number, cues: readonly Cue[]): boolean {
  if (!JOINTS.has(part.charCodeAt(end)) || !isWordUnit(part.charCodeAt(end + 1))) return false
  const bound = isWordUnit(part.charCodeAt(end + 2)) || part[end + 2] === '.'
  return bound && cues.every(({ bit }) => (bit & WHOLE) === 0)
}

/** Whether the token may be any of the kinds whose bits are given. */
export const is = (token: Token | undefined, bits: number): boolean => token !== undefined && (token.bits & bits) !== 0

function cueToken(text: string, start: number, cues: readonly Cue[]): Token {
  let bits = 0
  for (const cue of cues) bits |= cue.bit
  const capital = isCapitalised(text)
  // "security", "an", "al": an office only in capitals, a small word of a name only without.
  if (!capital) bits &= ~CUE.office
  if (capital) bits &= ~CUE.particle
  const kept = cues.every(({ bit }) => (bit & bits) !== 0) ? cues : cues.filter(({ bit }) => (bit & bits) !== 0)
  const shape = capital && (bits & ~CUE.modifier) === 0 ? 'name' : 'word'
  return { start, end: start + text.length, text, bits, cues: kept, shape }
}

/** Cuts what no phrase of the lexicon covers into words and marks. */
function readWords(whole: string, from: number, to: number, tokens: Token[]): void {
  for (let at = from; at < to; ) {
    const unit = whole.charCodeAt(at)
    if (isSpace(unit) || unit === BACKSLASH) {
      at += 1
      continue
    }
    const end = Math.min(to, isWordUnit(unit) ? endOfWord(whole, at) : endOfMark(whole, at))
    const text = whole.slice(at, end)
    tokens.push({ start: at, end, text, bits: 0, cues: NO_CUES, shape: shapeOf(text) })
    at = end
  }
}

/** Some sites wrap a title with it. */
const BACKSLASH = 0x5c

/** What binds letters into one word: `Jun-seok`, `O’Brien`, `С.В.Лавров`, `卡内尔` after `迪亚斯－`. */
const JOINTS = new Set("'’.‑·•－-".split('').map((joint) => joint.charCodeAt(0)))

function endOfWord(part: string, from: number): number {
  let end = from + 1
  for (;;) {
    while (isWordUnit(part.charCodeAt(end))) end += 1
    if (!JOINTS.has(part.charCodeAt(end)) || !isWordUnit(part.charCodeAt(end + 1)) || isPossessive(part, end)) break
    end += 1
  }
  // "Jr." and "J." keep their full stop, the last word of a sentence does not.
  return part[end] === '.' && /^(?:\p{Lu}|Jr|Sr|St|Dr|Mr|Mrs|Ms)$/u.test(part.slice(from, end)) ? end + 1 : end
}

const endOfMark = (part: string, at: number): number => at + (isPossessive(part, at) ? 2 : 1)

/** The 's of `Japan's`, and the :s of `USA:s`. */
const isPossessive = (part: string, at: number): boolean =>
  (isApostrophe(part[at]) || part[at] === ':') && part[at + 1] === 's' && !isWordUnit(part.charCodeAt(at + 2))

const isApostrophe = (mark: string | undefined): boolean => mark === "'" || mark === '’'

function shapeOf(text: string): Token['shape'] {
  const first = text.charCodeAt(0)
  if (isApostrophe(text[0]) || text === ':s') return 'possessive'
  if (!isWordUnit(first)) return 'mark'
  if (isNumber(first)) return 'number'
  return isUpper(first) || /^(?:al|el|ul|ed|as|an|ar|d|l|o)[-'’]\p{Lu}/u.test(text) ? 'name' : 'word'
}

const isCapitalised = (text: string): boolean => isUpper(text.charCodeAt(0))

const FIRST_PERSON = /^(?:I|we|ich|wir|je|nous|jag|vi|я|мы)$/i

/** "I", "we": whoever writes or speaks. */
export const isFirstPerson = (token: Token | undefined): boolean => token !== undefined && FIRST_PERSON.test(token.text)
