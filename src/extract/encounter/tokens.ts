import type { Span } from '../segment.ts'
import type { Cue, Cues } from './cues.ts'
import { CUE } from './cues.ts'

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
  const part = text.slice(span.start, span.end)
  const tokens: Token[] = []
  let at = 0
  const hits = cues.scanner.scan(part)
  for (let next = 0; next < hits.length; ) {
    const { start, end } = hits[next] ?? { start: 0, end: 0 }
    const meanings: Cue[] = []
    for (let hit = hits[next]; hit && hit.start === start && hit.end === end; hit = hits[next]) {
      meanings.push(hit.value)
      next += 1
    }
    if (isHalfOfWord(part, end, meanings)) continue
    readWords(part, at, start, span.start, tokens)
    tokens.push(cueToken(part.slice(start, end), start + span.start, meanings))
    at = end
  }
  readWords(part, at, part.length, span.start, tokens)
  return tokens.map((token, index) => (isNameLikeMonth(tokens, index) ? plainToken(token) : token))
}

function plainToken({ start, text }: Token): Token {
  const name = text.replace(/\.$/, '')
  return { start, end: start + name.length, text: name, bits: 0, cues: NO_CUES, shape: 'name' }
}

/** "Jan de Witte", "Foreign Minister May": a month only with a number beside it. */
function isNameLikeMonth(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.bits !== CUE.month || !isCapitalised(tokens[at]?.text ?? '')) return false
  return ![tokens[at - 2], tokens[at - 1], tokens[at + 1], tokens[at + 2]].some((token) => token?.shape === 'number')
}

const WHOLE = CUE.role | CUE.party | CUE.official | CUE.verb | CUE.weak | CUE.noun | CUE.light | CUE.company

/** `Jun-seok`, `al-Menfi`, `С.В.Лавров`: a month or small word that a mark binds to letters is part of a name. */
function isHalfOfWord(part: string, end: number, cues: readonly Cue[]): boolean {
  return (
    /[-'’‑.]/.test(part[end] ?? '') &&
    /\p{L}{2}|\p{Lu}\./u.test(part.slice(end + 1, end + 3)) &&
    cues.every(({ bit }) => (bit & WHOLE) === 0)
  )
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
  const kept = cues.filter((cue) => (cue.bit & bits) !== 0)
  const shape = capital && (bits & ~CUE.modifier) === 0 ? 'name' : 'word'
  return { start, end: start + text.length, text, bits, cues: kept, shape }
}

const WORD = /[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}]|['’.‑·•－-](?=[\p{L}\p{N}]))*\.?/uy
const POSSESSIVE = /['’]s(?![\p{L}])|(?<=s)['’](?![\p{L}])/uy

function readWords(part: string, from: number, to: number, offset: number, tokens: Token[]): void {
  for (let at = from; at < to; ) {
    if (isBlank(part.charCodeAt(at))) {
      at += 1
      continue
    }
    const end = Math.min(to, at + lengthAt(part, at))
    pushWord(part.slice(at, end), at + offset, tokens)
    at = end
  }
}

function lengthAt(part: string, at: number): number {
  for (const pattern of [POSSESSIVE, WORD]) {
    pattern.lastIndex = at
    const match = pattern.exec(part)
    if (match) return match[0].length
  }
  return 1
}

function pushWord(text: string, start: number, tokens: Token[]): void {
  const possessive = /['’]s?$/.exec(text)
  if (possessive && possessive.index > 0) {
    pushWord(text.slice(0, possessive.index), start, tokens)
    pushWord(possessive[0], start + possessive.index, tokens)
    return
  }
  // "Jr." and "J." keep their full stop, the last word of a sentence does not.
  if (text.length > 1 && text.endsWith('.') && !/^(?:\p{Lu}|Jr|Sr|St|Dr|Mr|Mrs|Ms)\.$/u.test(text)) {
    pushWord(text.slice(0, -1), start, tokens)
    pushWord('.', start + text.length - 1, tokens)
    return
  }
  tokens.push({ start, end: start + text.length, text, bits: 0, cues: NO_CUES, shape: shapeOf(text) })
}

function shapeOf(text: string): Token['shape'] {
  if (/^['’]s?$/.test(text)) return 'possessive'
  if (/^\p{N}/u.test(text)) return 'number'
  if (isCapitalised(text) || /^(?:al|el|ul|ed|as|an|ar|d|l|o)[-'’]\p{Lu}/u.test(text)) return 'name'
  return /^[\p{L}\p{M}]/u.test(text) ? 'word' : 'mark'
}

const isCapitalised = (text: string): boolean => /^\p{Lu}/u.test(text)

/** White space, and the backslash by which some sites wrap a title. */
const isBlank = (unit: number): boolean => unit <= 0x20 || unit === 0xa0 || unit === 0x3000 || unit === 0x5c
