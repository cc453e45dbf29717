import type { Hit } from '../scan.ts'
import type { Span } from '../segment.ts'
import type { ListId } from './lexicon.ts'

/** The phrases found in one text, by list. */
export type HitIndex = {
  /** Every hit of every list, in order of end. */
  readonly all: readonly Hit<ListId>[]
  /** The hits of one list that lie wholly within `span`, in order of end; none for `undefined`. */
  readonly within: (list: ListId | undefined, span: Span) => readonly Hit<ListId>[]
  /** The first of them. */
  readonly first: (list: ListId | undefined, span: Span) => Hit<ListId> | undefined
  /** Of all lists, what ends or begins exactly there; up to `LONGEST` characters long. */
  readonly endingAt: (offset: number) => readonly Hit<ListId>[]
  readonly startingAt: (offset: number) => readonly Hit<ListId>[]
}

/** A name's part is no longer than this. */
const LONGEST = 60

/** Sorts hits into their lists; a look-up then costs the logarithm of a list's hits. */
export function indexHits(hits: readonly Hit<ListId>[], lists: number): HitIndex {
  const byList = new Array<Hit<ListId>[] | undefined>(lists)
  for (const hit of hits) {
    const list = byList[hit.value]
    if (list) list.push(hit)
    else byList[hit.value] = [hit]
  }
  const of = (list: ListId | undefined): readonly Hit<ListId>[] => (list === undefined ? [] : (byList[list] ?? []))
  return {
    all: hits,
    within: (list, span) => {
      const among = of(list)
      const found: Hit<ListId>[] = []
      for (let i = firstEndingAfter(among, span.start); i < among.length; i += 1) {
        const hit = among[i]
        if (!hit || hit.end > span.end) break
        if (hit.start >= span.start) found.push(hit)
      }
      return found
    },
    first: (list, span) => {
      const among = of(list)
      for (let i = firstEndingAfter(among, span.start); i < among.length; i += 1) {
        const hit = among[i]
        if (!hit || hit.end > span.end) return undefined
        if (hit.start >= span.start) return hit
      }
      return undefined
    },
    endingAt: (offset) => between(hits, offset - 1, offset).filter(({ end }) => end === offset),
    startingAt: (offset) => between(hits, offset, offset + LONGEST).filter(({ start }) => start === offset),
  }
}

/** The hits that end after `from` and not after `to`. */
function between(hits: readonly Hit<ListId>[], from: number, to: number): Hit<ListId>[] {
  const found: Hit<ListId>[] = []
  for (let i = firstEndingAfter(hits, from); i < hits.length; i += 1) {
    const hit = hits[i]
    if (!hit || hit.end > to) break
    found.push(hit)
  }
  return found
}

function firstEndingAfter(hits: readonly Span[], position: number): number {
  let low = 0
  let high = hits.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((hits[middle]?.end ?? 0) > position) high = middle
    else low = middle + 1
  }
  return low
}
