import { withRoom } from '../numbers.ts'
import type { Hit, Scanner } from '../scan.ts'
import type { Span } from '../segment.ts'

/** The number of a list of phrases within its language. */
export type ListId = number

/** Numbers a hit, in order of start: start, end and list; and by list: start and end. */
const [ROW, PAIR] = [3, 2]

/** A name's part is no longer than this. */
const LONGEST = 60

/**
 * The phrases found in one text, by list. They are kept as numbers, and only what is asked for becomes an object: most of what a text holds
 * is never asked for.
 */
export class HitIndex {
  readonly #all: Int32Array
  /** How many hits there are. */
  readonly size: number
  readonly #byList: Int32Array
  /** By list: where its hits begin in `#byList`, before those of the next. */
  readonly #from: Int32Array

  /** `lists`: how many there are; every list of the scanner is below it. */
  constructor(text: string, scanner: Scanner<ListId>, lists: number) {
    let all = new Int32Array(text.length)
    let length = 0
    const counts = new Int32Array(lists + 1)
    scanner.each(text, (start, end, list) => {
      all = withRoom(all, length + ROW)
      all[length] = start
      all[length + 1] = end
      all[length + 2] = list
      length += ROW
      counts[list] = (counts[list] ?? 0) + 1
    })
    let before = 0
    for (let list = 0; list <= lists; list += 1) {
      const count = counts[list] ?? 0
      counts[list] = before
      before += PAIR * count
    }
    this.#all = all
    this.size = length / ROW
    this.#from = counts
    this.#byList = this.#sorted(before)
  }

  /** Puts each hit behind those of its list: that counts every list's beginning up to its end, which is the next one's beginning. */
  #sorted(length: number): Int32Array {
    const places = this.#from.slice()
    const sorted = new Int32Array(length)
    for (let at = 0; at < ROW * this.size; at += ROW) {
      const list = this.#all[at + 2] ?? 0
      const place = places[list] ?? 0
      sorted[place] = this.#all[at] ?? 0
      sorted[place + 1] = this.#all[at + 1] ?? 0
      places[list] = place + PAIR
    }
    return sorted
  }

  /** The list of a hit, by its place in order of start. */
  listAt(place: number): ListId {
    return this.#all[ROW * place + 2] ?? 0
  }

  /** A hit by its place in order of start. */
  at(place: number): Hit<ListId> {
    return { start: this.#all[ROW * place] ?? 0, end: this.#all[ROW * place + 1] ?? 0, value: this.listAt(place) }
  }

  /** The hits of one list that lie wholly within `span`, in order of start; none for `undefined`. */
  within(list: ListId | undefined, span: Span): readonly Hit<ListId>[] {
    if (list === undefined) return NONE
    const to = this.#from[list + 1] ?? 0
    let found: Hit<ListId>[] | undefined
    for (let at = this.#firstFrom(list, span.start); at < to; at += PAIR) {
      const [start = 0, end = 0] = [this.#byList[at], this.#byList[at + 1]]
      if (start >= span.end) break
      if (end <= span.end) {
        found ??= []
        found.push({ start, end, value: list })
      }
    }
    return found ?? NONE
  }

  /** The first of them. */
  first(list: ListId | undefined, span: Span): Hit<ListId> | undefined {
    if (list === undefined) return undefined
    const to = this.#from[list + 1] ?? 0
    for (let at = this.#firstFrom(list, span.start); at < to; at += PAIR) {
      const [start = 0, end = 0] = [this.#byList[at], this.#byList[at + 1]]
      if (start >= span.end) return undefined
      if (end <= span.end) return { start, end, value: list }
    }
    return undefined
  }

  /** Of all lists, what ends exactly there; up to `LONGEST` characters long. */
  endingAt(offset: number): readonly Hit<ListId>[] {
    return this.#beginning(offset - LONGEST, offset).filter(({ end }) => end === offset)
  }

  /** Of all lists, what begins exactly there; up to `LONGEST` characters long. */
  startingAt(offset: number): readonly Hit<ListId>[] {
    return this.#beginning(offset, offset + 1).filter(({ end }) => end <= offset + LONGEST)
  }

  /** Of all lists, what begins at `from` or behind it, before `to`. */
  #beginning(from: number, to: number): Hit<ListId>[] {
    let [low, high] = [0, this.size]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#all[ROW * middle] ?? 0) >= from) high = middle
      else low = middle + 1
    }
    const found: Hit<ListId>[] = []
    for (let place = low; place < this.size && (this.#all[ROW * place] ?? 0) < to; place += 1)
      found.push(this.at(place))
    return found
  }

  /** The place of the list's first hit that begins at `offset` or behind it. */
  #firstFrom(list: ListId, offset: number): number {
    let low = (this.#from[list] ?? 0) / PAIR
    let high = (this.#from[list + 1] ?? 0) / PAIR
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#byList[PAIR * middle] ?? 0) >= offset) high = middle
      else low = middle + 1
    }
    return PAIR * low
  }
}

const NONE: readonly Hit<ListId>[] = []
