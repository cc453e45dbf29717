import { Dictionary, type Entry, FOUND, type Found } from './dictionary.ts'
import { type Pattern, phrasesOf, plainPattern } from './pattern.ts'
import type { Span } from './segment.ts'

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

/**
 * Compiles phrases into a dictionary. Scanners of the same texts do well to share one: each text is gone through once for all of them. The
 * terms are taken in at the first scan, since most runs of the program read texts of one language, and are not kept then.
 */
export function compileScanner<T>(terms: readonly Term<T>[], dictionary = new Dictionary()): Scanner<T> {
  const values: T[] = []
  const owner = dictionary.add(entriesLater(terms, values))
  const each = (text: string, visit: Visit<T>, within: Span = { start: 0, end: text.length }): void => {
    const found = dictionary.lookUp(text, owner)
    for (let at = firstFrom(found, within.start); at < found.length; at += FOUND) {
      const [start = 0, end = 0, place = 0] = [found[at], found[at + 1], found[at + 2]]
      if (start >= within.end) return
      const value = values[place]
      if (end <= within.end && value !== undefined) visit(start, end, value)
    }
  }
  const scanAll = (text: string, within?: Span): Hit<T>[] => {
    const hits: Hit<T>[] = []
    each(text, (start, end, value) => void hits.push({ start, end, value }), within)
    return hits
  }
  return { scan: (text, within) => longestOf(scanAll(text, within)), scanAll, each }
}

/** Made apart, lest the scanner's own functions hold on to the terms. */
const entriesLater =
  <T>(terms: readonly Term<T>[], values: T[]) =>
  (): Entry[] =>
    entriesOf(terms, values)

/** The terms as a dictionary takes them: their values by place, which go into `values`. An exact phrase has a place of its own. */
function entriesOf<T>(terms: readonly Term<T>[], values: T[]): Entry[] {
  const places = new Map<T, number>()
  return terms.flatMap(({ phrase, value, exact = false, open = false }): Entry[] => {
    const pattern = typeof phrase === 'string' ? plainPattern(phrase, open) : phrase
    if (exact) {
      return phrasesOf(pattern).map((one) => {
        return {
          pattern: plainPattern(one.words, one.open),
          value: values.push(value) - 1,
          written: straight(one.words),
        }
      })
    }
    const place = places.get(value) ?? values.push(value) - 1
    places.set(value, place)
    return [{ pattern, value: place, written: undefined }]
  })
}

/** The place of the first row that starts at the offset or behind it. */
function firstFrom(found: Found, offset: number): number {
  let [low, high] = [0, found.length / FOUND]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((found[FOUND * middle] ?? 0) >= offset) high = middle
    else low = middle + 1
  }
  return FOUND * low
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

const straight = (phrase: string): string => phrase.replace(/[’‘ʼ]/g, "'")
