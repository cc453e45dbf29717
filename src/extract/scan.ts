import { FOLDED, fold, isSpacedLetter, SPACE } from './units.ts'

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

export type Scanner<T> = {
  /** Every hit in order of start; of hits that overlap within one call, the longest from the leftmost start stands. */
  readonly scan: (text: string) => Hit<T>[]
  /** Every hit, overlapping ones included, in order of start, shorter ones first. */
  readonly scanAll: (text: string) => Hit<T>[]
}

type Output<T> = { readonly term: Term<T>; readonly last: number }

/**
 * A trie of phrases, breadth first: nodes are numbers, 0 is the root, and a node's followers are neighbours. What a text meets most, the
 * nodes near the root, lies together and stays in the processor's cache.
 */
type Trie<T> = {
  /** The node after a phrase's first unit, for every unit of a text; 0 where no phrase begins with it. */
  readonly roots: Int32Array
  /** The unit that leads to each node. */
  readonly units: Uint16Array
  /** Node `n`'s followers are the nodes from `followers[n]` to before `followers[n + 1]`, in order of unit. */
  readonly followers: Int32Array
  /** What ends at each node. */
  readonly outputs: readonly (readonly Output<T>[] | undefined)[]
}

/**
 * Compiles phrases into one trie that is walked from every place where a word may begin, so that a text is read once however many
 * phrases there are: a walk ends at the first letter with which no phrase goes on, so most words cost one look-up.
 * A phrase that begins or ends with a letter or digit of a script with spaces matches whole words only; Han, Kana and Thai match anywhere.
 */
export function compileScanner<T>(terms: readonly Term<T>[]): Scanner<T> {
  // Built at the first scan: most runs of the program read texts of one language, and none of the others'.
  let built: Trie<T> | undefined
  const trie = (): Trie<T> => {
    built ??= buildTrie(terms)
    return built
  }
  return { scan: (text) => scanLongest(trie(), text), scanAll: (text) => scanEvery(trie(), text) }
}

/** Phrases in order of their units: those with one beginning are a stretch, and a node is such a stretch. */
type Stretch = { readonly from: number; readonly to: number; readonly depth: number }

function buildTrie<T>(terms: readonly Term<T>[]): Trie<T> {
  const phrases = terms
    .map((term) => ({ term, folded: folded(term.phrase.trim()) }))
    .filter((phrase) => phrase.folded !== '')
  phrases.sort((a, b) => (a.folded < b.folded ? -1 : Number(a.folded > b.folded)))
  const nodes: Stretch[] = [{ from: 0, to: phrases.length, depth: 0 }]
  const units: number[] = [0]
  const followers: number[] = []
  const outputs: (Output<T>[] | undefined)[] = []
  for (const { from, to, depth } of nodes) {
    followers.push(nodes.length)
    let at = from
    for (; at < to && phrases[at]?.folded.length === depth; at += 1);
    outputs.push(at > from ? phrases.slice(from, at).map(toOutput) : undefined)
    while (at < to) {
      const unit = phrases[at]?.folded.charCodeAt(depth)
      let next = at + 1
      while (next < to && phrases[next]?.folded.charCodeAt(depth) === unit) next += 1
      nodes.push({ from: at, to: next, depth: depth + 1 })
      units.push(unit ?? 0)
      at = next
    }
  }
  followers.push(nodes.length)
  const trie = { units: Uint16Array.from(units), followers: Int32Array.from(followers), outputs }
  return { ...trie, roots: FOLDED_UNITS.map((unit) => follow(trie, 0, unit)) }
}

const toOutput = <T>({ term, folded: units }: { term: Term<T>; folded: string }): Output<T> => ({
  term,
  last: units.charCodeAt(units.length - 1),
})

const FOLDED_UNITS = Int32Array.from(FOLDED)

/** The follower of `node` by `unit`; 0 where there is none. */
function follow({ units, followers }: Pick<Trie<unknown>, 'units' | 'followers'>, node: number, unit: number): number {
  const end = followers[node + 1] ?? 0
  for (let at = followers[node] ?? 0; at < end; at += 1) {
    if (units[at] === unit) return at
  }
  return 0
}

function scanLongest<T>(trie: Trie<T>, text: string): Hit<T>[] {
  const hits: Hit<T>[] = []
  let insideWord = false
  for (let at = 0; at < text.length; ) {
    const unit = text.charCodeAt(at)
    const spaced = isSpacedLetter(unit)
    const first = insideWord && spaced ? 0 : (trie.roots[unit] ?? 0)
    insideWord = spaced
    const kept = hits.length
    if (first !== 0) walk(trie, text, at, first, hits)
    at += 1
    if (hits.length === kept) continue
    at = keepLongest(hits, kept)
    insideWord = isSpacedLetter(text.charCodeAt(at - 1))
  }
  return hits
}

/** Of the hits from `kept` on, which begin at one place, leaves the longest; two values of the very same phrase both stay. Gives their end. */
function keepLongest<T>(hits: Hit<T>[], kept: number): number {
  let end = 0
  for (let at = kept; at < hits.length; at += 1) end = Math.max(end, hits[at]?.end ?? 0)
  let free = kept
  for (let at = kept; at < hits.length; at += 1) {
    const hit = hits[at]
    if (hit?.end !== end) continue
    hits[free] = hit
    free += 1
  }
  hits.length = free
  return end
}

function scanEvery<T>(trie: Trie<T>, text: string): Hit<T>[] {
  const hits: Hit<T>[] = []
  let insideWord = false
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    const first = insideWord && isSpacedLetter(unit) ? 0 : (trie.roots[unit] ?? 0)
    insideWord = isSpacedLetter(unit)
    if (first !== 0) walk(trie, text, at, first, hits)
  }
  return hits
}

/** Adds every phrase that begins at `start`, shorter ones first. */
function walk<T>(trie: Trie<T>, text: string, start: number, first: number, hits: Hit<T>[]): void {
  let node = first
  for (let at = start + 1; ; ) {
    const ending = trie.outputs[node]
    if (ending) addHits(text, start, at, ending, hits)
    if (at >= text.length) return
    const unit = fold(text.charCodeAt(at))
    node = follow(trie, node, unit)
    if (node === 0) return
    at += 1
    if (unit === SPACE) while (at < text.length && fold(text.charCodeAt(at)) === SPACE) at += 1
  }
}

function addHits<T>(text: string, start: number, end: number, outputs: readonly Output<T>[], hits: Hit<T>[]): void {
  for (const output of outputs) {
    if (!isWhole(text, start, end, output)) continue
    hits.push({ start, end: output.term.open === true ? endOfWord(text, end) : end, value: output.term.value })
  }
}

function endOfWord(text: string, from: number): number {
  let end = from
  while (end < text.length && isSpacedLetter(text.charCodeAt(end))) end += 1
  return end
}

function isWhole<T>(text: string, start: number, end: number, output: Output<T>): boolean {
  if (output.term.open !== true && isSpacedLetter(output.last) && isSpacedLetter(text.charCodeAt(end))) return false
  return output.term.exact !== true || collapsed(text.slice(start, end)) === collapsed(output.term.phrase)
}

const collapsed = (text: string): string => text.trim().replace(/\s+/g, ' ').replace(/[’‘ʼ]/g, "'")

/** A phrase as compared: lower case, straight quotes, plain hyphens, runs of white space as one space. */
function folded(phrase: string): string {
  let units = ''
  for (let i = 0; i < phrase.length; i += 1) {
    const unit = fold(phrase.charCodeAt(i))
    if (unit !== SPACE || !units.endsWith(' ')) units += String.fromCharCode(unit)
  }
  return units
}
