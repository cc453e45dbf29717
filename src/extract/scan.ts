import { once } from '../domain/once.ts'
import type { Automaton } from './automaton.ts'
import { type Pattern, phrasesOf, plainPattern } from './pattern.ts'
import type { Span } from './segment.ts'
import { APOSTROPHE, behind, fold, SPACE } from './units.ts'
import { type Cut, END, isLetter, LABEL, OPENING, ROW, START, Vocabulary } from './vocabulary.ts'
import { Weaver } from './weaver.ts'

/** One phrase to look for, or all that a pattern stands for. Case is ignored unless `exact`; a space stands for any run of white space. */
export type Term<T> = {
  readonly phrase: string | Pattern
  readonly value: T
  readonly exact?: boolean | undefined
  /** The last word may go on (`invest`: investment, investors); a hit then reaches to the word's end. */
  readonly open?: boolean | undefined
}

/** A phrase found: UTF-16 offsets [start, end) into the text. */
export type Hit<T> = { readonly start: number; readonly end: number; readonly value: T }

/** Looks through texts, or parts of them, for the phrases that it was compiled from. */
export type Scanner<T> = {
  /** Every hit in order of start; of hits that overlap within one call, the longest from the leftmost start stands. */
  readonly scan: (text: string, within?: Span) => Hit<T>[]
  /** Every hit, overlapping ones included, in order of start, shorter ones first; of the whole text, or of what lies wholly within a part. */
  readonly scanAll: (text: string, within?: Span) => Hit<T>[]
  /** The hits of `scanAll`, told one by one. */
  readonly each: (text: string, visit: Visit<T>, within?: Span) => void
}

/** Hears of a hit. */
export type Visit<T> = (start: number, end: number, value: T) => void

/** What a text is looked through with. */
type Dictionary<T> = {
  readonly vocabulary: Vocabulary
  /** At its ends stand four times the place of a meaning, and what more is asked of the text: `REACHING`, `EXACT`. */
  readonly automaton: Automaton
  readonly meanings: readonly Meaning<T>[]
}

/** What the end of a phrase gives; of an exact one, also how it must be written. */
type Meaning<T> = { readonly value: T; readonly written: string }

/** The phrase ends in a mark, and the word right behind that belongs to the hit. */
const REACHING = 1
/** Capitals count. */
const EXACT = 2
const DEMANDS = 2

/**
 * Compiles phrases into one automaton over words, so that a text is read once however many phrases there are: from most words no phrase
 * goes on. A phrase that begins or ends with a letter or digit of a script with spaces matches whole words only; Han, Kana and Thai match
 * anywhere. Scanners of the same texts do well to share a vocabulary.
 */
export function compileScanner<T>(terms: readonly Term<T>[], vocabulary = new Vocabulary()): Scanner<T> {
  const dictionary = dictionaryOf(terms, vocabulary)
  const each = (text: string, visit: Visit<T>, within?: Span): void => visitHits(dictionary(), text, within, visit)
  const scanAll = (text: string, within?: Span): Hit<T>[] => {
    const hits: Hit<T>[] = []
    each(text, (start, end, value) => void hits.push({ start, end, value }), within)
    return hits
  }
  return { scan: (text, within) => longestOf(scanAll(text, within)), scanAll, each }
}

/** Woven at the first scan: most runs of the program read texts of one language, and none of the others'. The terms are not kept then. */
const dictionaryOf = <T>(terms: readonly Term<T>[], vocabulary: Vocabulary): (() => Dictionary<T>) =>
  once(() => weave(terms, vocabulary))

function weave<T>(terms: readonly Term<T>[], vocabulary: Vocabulary): Dictionary<T> {
  const weaver = new Weaver(vocabulary)
  const meanings: Meaning<T>[] = []
  const places = new Map<T, number>()
  const meaning = (value: T, written = ''): number => (meanings.push({ value, written }) - 1) << DEMANDS
  for (const { phrase, value, exact = false, open = false } of terms) {
    const pattern = typeof phrase === 'string' ? plainPattern(phrase, open) : phrase
    if (exact) {
      for (const { words, open: goesOn } of phrasesOf(pattern)) {
        const end = meaning(value, straight(words)) | EXACT
        weaver.add(plainPattern(words, goesOn), end, end | REACHING)
      }
      continue
    }
    const end = places.get(value) ?? meaning(value)
    places.set(value, end)
    weaver.add(pattern, end, end | REACHING)
  }
  return { vocabulary, automaton: weaver.weave(), meanings }
}

function visitHits<T>(dictionary: Dictionary<T>, text: string, within: Span | undefined, visit: Visit<T>): void {
  const { vocabulary, automaton } = dictionary
  const cut = vocabulary.cut(text)
  const last = within === undefined ? cut.length : firstRowFrom(cut, END, within.end + 1)
  for (let from = within === undefined ? 0 : firstRowFrom(cut, START, within.start); from < last; from += ROW) {
    const start = cut[from + START] ?? 0
    let end = cut[from + END] ?? 0
    for (let open = cut[from + OPENING] ?? 0; open !== 0; open = vocabulary.opening(open))
      visitEnds(dictionary, automaton.first(open), text, start, end, visit)
    let state = automaton.first((cut[from + LABEL] ?? 0) >> 1)
    for (let at = from; state !== 0; ) {
      visitEnds(dictionary, state, text, start, end, visit)
      at += ROW
      const label = at < last ? (cut[at + LABEL] ?? 0) : 0
      if (label < 2) break
      end = cut[at + END] ?? 0
      for (let open = cut[at + OPENING] ?? 0; open !== 0; open = vocabulary.opening(open))
        visitEnds(dictionary, automaton.next(state, 2 * open + (label & 1)), text, start, end, visit)
      state = automaton.next(state, label)
    }
  }
}

/** The first row of which that column is at or behind the offset. */
function firstRowFrom(cut: Cut, column: typeof START | typeof END, offset: number): number {
  let [low, high] = [0, cut.length / ROW]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((cut[ROW * middle + column] ?? 0) >= offset) high = middle
    else low = middle + 1
  }
  return ROW * low
}

function visitEnds<T>(
  { automaton, meanings }: Dictionary<T>,
  state: number,
  text: string,
  start: number,
  end: number,
  visit: Visit<T>,
): void {
  const to = automaton.endsFrom(state + 1)
  for (let at = automaton.endsFrom(state); at < to; at += 1) {
    const given = automaton.endAt(at)
    const meaning = meanings[given >> DEMANDS]
    if (meaning === undefined || ((given & EXACT) !== 0 && !isWritten(text, start, meaning.written))) continue
    visit(start, (given & REACHING) === 0 ? end : behindWord(text, end), meaning.value)
  }
}

/** Of hits in order of start that overlap, the longest from the leftmost start; several values of the very same phrase all stay. */
function longestOf<T>(hits: readonly Hit<T>[]): Hit<T>[] {
  const kept: Hit<T>[] = []
  let [start, end] = [-1, 0]
  for (const hit of hits) {
    if (hit.start < end && (hit.start > start || hit.end < end)) continue
    while (hit.end > end && kept.at(-1)?.start === hit.start) kept.pop()
    kept.push(hit)
    start = hit.start
    end = hit.end
  }
  return kept
}

function behindWord(text: string, from: number): number {
  let end = from
  while (isLetter(text.charCodeAt(end))) end += 1
  return end
}

/** Whether the phrase found at `start` is written so, capitals and all; runs of white space and curly apostrophes aside. */
function isWritten(text: string, start: number, phrase: string): boolean {
  let at = start
  for (let place = 0; place < phrase.length; place += 1) {
    const unit = phrase.charCodeAt(place)
    const found = text.charCodeAt(at)
    if (found !== unit && !((unit === SPACE || unit === APOSTROPHE) && fold(found) === unit)) return false
    at = behind(text, at)
  }
  return true
}

const straight = (phrase: string): string => phrase.replace(/[’‘ʼ]/g, "'")
