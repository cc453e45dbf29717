import { FOLDED, fold, isSpace, UNLIKE } from './units.ts'

/**
 * Phrases to walk through letter by letter: a double-array trie (Aoe, 1989). A step costs one addition and one comparison, however many
 * phrases go on from there; where only one does, its rest is compared as it stands. All of it lies in a few rows of numbers, since what a
 * text costs is mostly the memory that is touched.
 */
export type Trie = {
  /** Each unit of a text as a letter of the phrases' own alphabet, its case aside; 0 where no phrase holds it. */
  readonly letters: Uint16Array
  /**
   * Two numbers a node. At `2 * n + 1` stands the node that `n` follows. At `2 * n` stands of a leaf `-1 - phrase`, by the phrase's place;
   * of another node twice the base from which its followers are counted by letter, and one more where a phrase ends at it: that is then
   * the leaf which follows by `END`.
   */
  readonly nodes: Int32Array
  /** The units that follow a leaf in its phrase: those of phrase `p` from `rests[p]` to before `rests[p + 1]`. */
  readonly rests: Int32Array
  readonly units: Uint16Array
}

/** The node at which every walk begins. */
const ROOT = 1

/** The letter that ends a phrase with which others begin. */
const END = 1

/**
 * Finds every phrase that begins at `start`, shorter ones first, and leaves its place and where it ends in `found`, one behind the other.
 * Gives how many numbers those are: what `found` holds beyond is of an earlier search.
 */
export function findPhrases(trie: Trie, text: string, start: number, found: number[]): number {
  const { letters, nodes } = trie
  let count = 0
  let node = ROOT
  let base = nodes[2 * ROOT] ?? 0
  for (let at = start; at < text.length; ) {
    const next = (base >> 1) + (letters[text.charCodeAt(at)] ?? 0)
    if (nodes[2 * next + 1] !== node) return count
    node = next
    base = nodes[2 * node] ?? 0
    at = behind(text, at)
    const isLeaf = base < 0
    if (!isLeaf && (base & 1) === 0) continue
    const phrase = -1 - (isLeaf ? base : (nodes[2 * ((base >> 1) + END)] ?? 0))
    const end = isLeaf ? endOfRest(trie, phrase, text, at) : at
    if (end >= 0) {
      found[count] = phrase
      found[count + 1] = end
      count += 2
    }
    if (isLeaf) return count
  }
  return count
}

/** Where the text, from `at`, has gone through the rest of the phrase; -1 where it is another. */
function endOfRest({ rests, units }: Trie, phrase: number, text: string, at: number): number {
  let end = at
  const to = rests[phrase + 1] ?? 0
  for (let place = rests[phrase] ?? 0; place < to; place += 1) {
    if (end >= text.length || fold(text.charCodeAt(end)) !== units[place]) return -1
    end = behind(text, end)
  }
  return end
}

/** The place behind the unit at `at`; a run of white space counts as one. */
export function behind(text: string, at: number): number {
  let next = at + 1
  if (isSpace(text.charCodeAt(at))) while (next < text.length && isSpace(text.charCodeAt(next))) next += 1
  return next
}

/** Phrases with one beginning of `depth` units: those from `from` to before `to`, which are neighbours in order. */
type Stretch = { readonly node: number; readonly from: number; readonly to: number; readonly depth: number }

/** Builds the trie of phrases that are folded, distinct, not empty and in order. Breadth first: the nodes that texts meet most lie together. */
export function buildTrie(phrases: readonly string[]): Trie {
  const { letters, last } = alphabetOf(phrases)
  const nodes = new Nodes(last)
  const depths = new Uint32Array(phrases.length)
  const letterAt = (phrase: number, depth: number): number => letters[phrases[phrase]?.charCodeAt(depth) ?? -1] ?? END
  const stretches: Stretch[] = [{ node: ROOT, from: 0, to: phrases.length, depth: 0 }]
  for (const { node, from, to, depth } of stretches) {
    const parting = partingOf(phrases, from, to, depth)
    let parent = node
    for (let at = depth; at < parting; at += 1) parent = nodes.lead(parent, [letterAt(from, at)]) + letterAt(from, at)
    const starts = startsIn(phrases, from, to, parting)
    const base = nodes.lead(
      parent,
      starts.map((start) => letterAt(start, parting)),
    )
    starts.forEach((start, at) => {
      const follower = base + letterAt(start, parting)
      const end = starts[at + 1] ?? to
      if (end - start > 1) stretches.push({ node: follower, from: start, to: end, depth: parting + 1 })
      else {
        nodes.close(follower, start)
        depths[start] = parting + 1
      }
    })
  }
  const rests = phrases.map((phrase, at) => phrase.slice(depths[at]))
  return { letters, nodes: nodes.all(), ...asUnits(rests) }
}

/** How deep the phrases of a stretch go on alike: they are in order, so that those between its first and its last go on as both do. */
function partingOf(phrases: readonly string[], from: number, to: number, depth: number): number {
  const [first = '', last = ''] = [phrases[from], phrases[to - 1]]
  let at = depth
  while (at < first.length && first.charCodeAt(at) === last.charCodeAt(at)) at += 1
  return at
}

/** Where in the stretch another letter follows the common beginning; a phrase that has ended comes first. */
function startsIn(phrases: readonly string[], from: number, to: number, depth: number): number[] {
  const starts: number[] = []
  let last: number | undefined
  for (let at = from; at < to; at += 1) {
    const unit = phrases[at]?.charCodeAt(depth) || -1
    if (unit !== last) starts.push(at)
    last = unit
  }
  return starts
}

/** Letters by frequency, from the one behind `END`: frequent ones lie close together then, and leave few gaps. */
function alphabetOf(phrases: readonly string[]): { readonly letters: Uint16Array; readonly last: number } {
  const counts = new Map<number, number>()
  for (const phrase of phrases) {
    for (let at = 0; at < phrase.length; at += 1) {
      const unit = phrase.charCodeAt(at)
      counts.set(unit, (counts.get(unit) ?? 0) + 1)
    }
  }
  const letters = new Uint16Array(FOLDED.length)
  let last = END
  for (const [unit] of [...counts].sort(([, a], [, b]) => b - a)) {
    last += 1
    letters[unit] = last
  }
  for (const unit of UNLIKE) letters[unit] = letters[fold(unit)] ?? 0
  return { letters, last }
}

/** Texts one behind the other, and where each of them begins. */
function asUnits(texts: readonly string[]): Pick<Trie, 'rests' | 'units'> {
  const rests = new Int32Array(texts.length + 1)
  for (const [at, text] of texts.entries()) rests[at + 1] = (rests[at] ?? 0) + text.length
  const all = texts.join('')
  const units = new Uint16Array(all.length)
  for (let at = 0; at < units.length; at += 1) units[at] = all.charCodeAt(at)
  return { rests, units }
}

/** The nodes of a trie while it is built. */
class Nodes {
  #cells = new Int32Array(64)
  /** Of a place that is taken: one behind it, before which all are taken too. */
  #behind = new Int32Array(32)
  /** The base from which there may be room for several letters. */
  #roomy = ROOT
  /** Behind every place to which a letter may lead. */
  #end = ROOT + 1
  /** The last letter. */
  readonly #last: number

  constructor(last: number) {
    this.#last = last
  }

  /** Finds places for those that follow `node` by `letters`; gives the base from which they count. */
  lead(node: number, letters: readonly number[]): number {
    const base = this.#baseFor(letters)
    this.#reserve(base + this.#last)
    this.#cells[2 * node] = 2 * base + (letters[0] === END ? 1 : 0)
    for (const letter of letters) {
      this.#cells[2 * (base + letter) + 1] = node
      this.#behind[base + letter] = base + letter + 1
    }
    return base
  }

  /** Makes `node` the leaf of a phrase. */
  close(node: number, phrase: number): void {
    this.#cells[2 * node] = -1 - phrase
  }

  all(): Int32Array {
    return this.#cells.slice(0, 2 * this.#end)
  }

  /** A base with which the places of all letters are free. What is left behind is filled by nodes that have one follower. */
  #baseFor(letters: readonly number[]): number {
    const [first = 0] = letters
    if (letters.length === 1) return this.#freeFrom(ROOT + first) - first
    for (let place = this.#freeFrom(this.#roomy + first); ; place = this.#freeFrom(place + 1)) {
      const base = place - first
      if (letters.some((letter) => this.#behind[base + letter])) continue
      this.#roomy = base
      return base
    }
  }

  /** The first free place from `from` on. The way there is made short for the next who goes it. */
  #freeFrom(from: number): number {
    let free = from
    for (let next = this.#behind[free]; next; next = this.#behind[free]) free = next
    for (let place = from; place < free; ) {
      const next = this.#behind[place] ?? free
      this.#behind[place] = free
      place = next
    }
    return free
  }

  #reserve(place: number): void {
    this.#end = Math.max(this.#end, place + 1)
    if (this.#end < this.#behind.length) return
    this.#cells = grown(this.#cells, 4 * this.#end)
    this.#behind = grown(this.#behind, 2 * this.#end)
  }
}

function grown(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(length)
  longer.set(array)
  return longer
}
