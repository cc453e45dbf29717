import type { Hit } from '../scan.ts'
import type { Span } from '../segment.ts'
import { firstFrom, spansWithin } from './within.ts'

/** The number of a list of phrases within its language. */
export type ListId = number

/** The phrases found in one text, by list. */
export type HitIndex = {
  /** Every hit of every list, in order of start. */
  readonly all: readonly Hit<ListId>[]
  /** The hits of one list that lie wholly within `span`, in order of start; none for `undefined`. */
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
  const of = (list: ListId | undefined): readonly Hit<ListId>[] => (list === undefined ? NONE : (byList[list] ?? NONE))
  return {
    all: hits,
    within: (list, span) => spansWithin(of(list), span),
    first: (list, span) => {
      const among = of(list)
      for (let i = firstFrom(among, span.start); i < among.length; i += 1) {
        const hit = among[i]
        if (!hit || hit.start >= span.end) return undefined
        if (hit.end <= span.end) return hit
      }
      return undefined
    },
    endingAt: (offset) =>
      spansWithin(hits, { start: offset - LONGEST, end: offset }).filter(({ end }) => end === offset),
    startingAt: (offset) =>
      spansWithin(hits, { start: offset, end: offset + LONGEST }).filter(({ start }) => start === offset),
  }
}

const NONE: readonly Hit<ListId>[] = []
