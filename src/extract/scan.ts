import { once } from '../domain/once.ts'
import { behind, buildTrie, findPhrases, type Trie } from './trie.ts'
import { APOSTROPHE, fold, isSpacedLetter, SPACE } from './units.ts'

/** One phrase to look for. Case is ignored unless `exact`; a space stands for any run of white space. */
export type Term<T> = {
  readonly phrase: string
  readonly value: T
  readonly exact?: boolean | undefined
  /** The last word may go on (`invest`: investment, investors); a hit then reaches to the word's end. */
  readonly open?: boolean | undefined
}

/** A phrase found: UTF-16 offsets [start, end) into the text. */
export type Hit<T> = { readonly start: number; readonly end: number; readonly value: T }

/** Finds the entries of a lexicon in a text. */
export type Scanner<T> = {
  /** Every hit in order of start; of hits that overlap within one call, the longest from the leftmost start stands. */
  readonly scan: (text: string) => Hit<T>[]
  /** Every hit, overlapping ones included, in order of start, shorter ones first. */
  readonly scanAll: (text: string) => Hit<T>[]
}

/** Terms, ready to be looked for. */
type Dictionary<T> = {
  readonly trie: Trie
  /** What phrase `p` of the trie gives: the rows from `firsts[p]` to before `firsts[p + 1]`. */
  readonly firsts: Int32Array
  /** Eight times a value's place, and what more is asked of the text: `OPEN`, `WHOLE`, `EXACT`. */
  readonly rows: Int32Array
  readonly values: readonly T[]
  /** Of a row that is `EXACT`: how the phrase must be written. */
  readonly written: ReadonlyMap<number, string>
}

/** The hit takes in the rest of the word. */
const OPEN = 1
/** No letter may follow. */
const WHOLE = 2
/** Capitals count. */
const EXACT = 4
const DEMANDS = 3

/**
 * Compiles phrases into one trie that is walked from every place where a word may begin, so that a text is read once however many
 * phrases there are: a walk ends at the first letter with which no phrase goes on, so most words cost a look-up or two.
 * A phrase that begins or ends with a letter or digit of a script with spaces matches whole words only; Han, Kana and Thai match anywhere.
 */
export function compileScanner<T>(terms: readonly Term<T>[]): Scanner<T> {
  const dictionary = dictionaryOf(terms)
  const scanAll = (text: string): Hit<T>[] => scan(dictionary(), text)
  return { scan: (text) => longestOf(scanAll(text)), scanAll }
}

/** Built at the first scan: most runs of the program read texts of one language, and none of the others'. The terms are not kept then. */
const dictionaryOf = <T>(terms: readonly Term<T>[]): (() => Dictionary<T>) => once(() => toDictionary(terms))

function toDictionary<T>(terms: readonly Term<T>[]): Dictionary<T> {
  const byPhrase = Map.groupBy(terms, ({ phrase }) => folded(phrase.trim()))
  byPhrase.delete('')
  const phrases = [...byPhrase.keys()].sort()
  const firsts = new Int32Array(phrases.length + 1)
  const rows: number[] = []
  const places = new Map<T, number>()
  const written = new Map<number, string>()
  for (const [at, phrase] of phrases.entries()) {
    for (const term of byPhrase.get(phrase) ?? []) {
      const place = places.get(term.value) ?? places.size
      places.set(term.value, place)
      if (term.exact === true) written.set(rows.length, collapsed(term.phrase))
      rows.push((place << DEMANDS) | demandsOf(term, phrase))
    }
    firsts[at + 1] = rows.length
  }
  return { trie: buildTrie(phrases), firsts, rows: Int32Array.from(rows), values: [...places.keys()], written }
}

function demandsOf({ exact, open }: Term<unknown>, phrase: string): number {
  const whole = isSpacedLetter(phrase.charCodeAt(phrase.length - 1)) ? WHOLE : 0
  return (open === true ? OPEN : whole) | (exact === true ? EXACT : 0)
}

function scan<T>(dictionary: Dictionary<T>, text: string): Hit<T>[] {
  const hits: Hit<T>[] = []
  const found: number[] = []
  let insideWord = false
  for (let start = 0; start < text.length; start += 1) {
    const spaced = isSpacedLetter(text.charCodeAt(start))
    const count = insideWord && spaced ? 0 : findPhrases(dictionary.trie, text, start, found)
    for (let at = 0; at < count; at += 2) addHits(dictionary, found[at] ?? 0, text, start, found[at + 1] ?? 0, hits)
    insideWord = spaced
  }
  return hits
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

function addHits<T>(
  { firsts, rows, values, written }: Dictionary<T>,
  phrase: number,
  text: string,
  start: number,
  end: number,
  hits: Hit<T>[],
): void {
  const to = firsts[phrase + 1] ?? 0
  for (let row = firsts[phrase] ?? 0; row < to; row += 1) {
    const given = rows[row] ?? 0
    if ((given & WHOLE) !== 0 && isSpacedLetter(text.charCodeAt(end))) continue
    if ((given & EXACT) !== 0 && !isWritten(text, start, written.get(row) ?? '')) continue
    const value = values[given >> DEMANDS]
    if (value !== undefined) hits.push({ start, end: (given & OPEN) === 0 ? end : endOfWord(text, end), value })
  }
}

function endOfWord(text: string, from: number): number {
  let end = from
  while (isSpacedLetter(text.charCodeAt(end))) end += 1
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

const collapsed = (text: string): string => text.trim().replace(/\s+/g, ' ').replace(/[’‘ʼ]/g, "'")

/** A phrase as compared: lower case, straight quotes, plain hyphens, runs of white space as one space. */
function folded(phrase: string): string {
  // Most phrases of the data files are written so.
  if (isFolded(phrase)) return phrase
  const units: number[] = []
  for (let at = 0; at < phrase.length; at = behind(phrase, at)) units.push(fold(phrase.charCodeAt(at)))
  return String.fromCharCode(...units)
}

function isFolded(phrase: string): boolean {
  for (let at = 0; at < phrase.length; at += 1) {
    if (fold(phrase.charCodeAt(at)) !== phrase.charCodeAt(at) || behind(phrase, at) > at + 1) return false
  }
  return true
}
