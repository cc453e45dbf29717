import type { EvidenceList } from '../domain/key-point.ts'

/** No message quotes more of a key point. */
export const MOST_QUOTED = 400

/** The quotes of a key point in order of the text, gaps shown by `…`, at most `most` characters in all; cut between words. */
export function quoteOf(evidence: EvidenceList, most = MOST_QUOTED): string {
  const inOrder = [...evidence].sort((a, b) => a.start - b.start)
  const distinct = inOrder.filter(
    (one, index) =>
      !inOrder.some((other, at) => at !== index && covers(other, one) && (at < index || !covers(one, other))),
  )
  return cut(distinct.map(({ quote }) => quote.replace(/\s+/g, ' ').trim()).join(' … '), most)
}

type Stretch = { readonly start: number; readonly end: number }
const covers = (a: Stretch, b: Stretch): boolean => a.start <= b.start && a.end >= b.end

/** `text` within `most` characters: cut after a word where there is one, never inside a character, and ended by `…`. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const head = text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')
  const space = head.lastIndexOf(' ')
  return `${(space > most / 2 ? head.slice(0, space) : head).trimEnd()}…`
}
