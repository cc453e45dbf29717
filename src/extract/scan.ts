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

/** A trie of phrases. Nodes are numbers from 1, the root; 0 is no node. */
type Trie<T> = {
  /** The node after a phrase's first unit, for every unit of a text. */
  readonly roots: Int32Array
  readonly edges: Edges
  /** What ends at each node. */
  readonly outputs: readonly (readonly Output<T>[] | undefined)[]
}

/** All edges in one open-addressed table: slot by slot the node left, the folded unit, the node reached, and whether a phrase ends there. */
type Edges = { readonly mask: number; readonly table: Int32Array }
const [SLOT, TO, ENDS] = [4, 2, 3]
const ROOT = 1

/**
 * Compiles phrases into one trie that is walked from every place where a word may begin, so that a text is read once however many
 * phrases there are: a walk ends at the first letter with which no phrase goes on, so most words cost one look-up.
 * A phrase that begins or ends with a letter or digit of a script with spaces matches whole words only; Han, Kana and Thai match anywhere.
 */
export function compileScanner<T>(terms: readonly Term<T>[]): Scanner<T> {
  const trie = buildTrie(terms)
  return { scan: (text) => scanLongest(trie, text), scanAll: (text) => scanEvery(trie, text) }
}

function buildTrie<T>(terms: readonly Term<T>[]): Trie<T> {
  const phrases = terms.map((term) => ({ term, units: foldedUnits(term.phrase.trim()) }))
  const most = phrases.reduce((sum, { units }) => sum + units.length, 1)
  const size = 2 ** Math.ceil(Math.log2(most * 2))
  const edges = { mask: size - 1, table: new Int32Array(size * SLOT) }
  const outputs: (Output<T>[] | undefined)[] = [undefined, undefined]
  for (const { term, units } of phrases) {
    const node = addPath(edges, units, outputs)
    if (node === ROOT) continue
    const here = outputs[node] ?? []
    here.push({ term, last: units.at(-1) ?? 0 })
    outputs[node] = here
  }
  const packed = repacked(edges, outputs.length)
  return { roots: rootsOf(packed), edges: packed, outputs }
}

/** Phrases share beginnings, so there are far fewer edges than units: a table that fits them stays in the processor's cache. */
function repacked({ table }: Edges, nodes: number): Edges {
  const size = 2 ** Math.ceil(Math.log2(nodes * 2))
  const edges = { mask: size - 1, table: new Int32Array(size * SLOT) }
  for (let at = 0; at < table.length; at += SLOT) {
    const node = table[at] ?? 0
    if (node !== 0) edges.table.set(table.subarray(at, at + SLOT), slotOf(edges, node, table[at + 1] ?? 0))
  }
  return edges
}

/** Makes the nodes that a phrase needs and are not there yet; gives its last. */
function addPath(edges: Edges, units: readonly number[], outputs: unknown[]): number {
  const { table } = edges
  let node = ROOT
  units.forEach((unit, at) => {
    const slot = slotOf(edges, node, unit)
    if (table[slot] === 0) table.set([node, unit, outputs.push(undefined) - 1, 0], slot)
    if (at === units.length - 1) table[slot + ENDS] = 1
    node = table[slot + TO] ?? 0
  })
  return node
}

function rootsOf(edges: Edges): Int32Array {
  const roots = new Int32Array(FOLDED.length)
  for (let unit = 0; unit < roots.length; unit += 1) {
    roots[unit] = edges.table[slotOf(edges, ROOT, FOLDED[unit] ?? 0) + TO] ?? 0
  }
  return roots
}

/** Where the edge stands, or the free slot (all zeros) where it would. A node's followers lie side by side. */
function slotOf({ mask, table }: Edges, node: number, unit: number): number {
  for (let slot = Math.imul(node, 37) + unit; ; slot += 1) {
    const at = (slot & mask) * SLOT
    if (table[at] === 0 || (table[at] === node && table[at + 1] === unit)) return at
  }
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
function walk<T>({ edges, outputs }: Trie<T>, text: string, start: number, first: number, hits: Hit<T>[]): void {
  let node = first
  let ends = true
  for (let at = start + 1; ; ) {
    const ending = ends ? outputs[node] : undefined
    if (ending) addHits(text, start, at, ending, hits)
    if (at >= text.length) return
    const unit = fold(text.charCodeAt(at))
    const edge = slotOf(edges, node, unit)
    node = edges.table[edge + TO] ?? 0
    if (node === 0) return
    ends = edges.table[edge + ENDS] === 1
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

/** Code units as compared: lower case, straight quotes, plain hyphens, runs of white space as one space. */
function foldedUnits(phrase: string): number[] {
  const folded: number[] = []
  for (let i = 0; i < phrase.length; i += 1) {
    const unit = fold(phrase.charCodeAt(i))
    if (unit !== SPACE || folded.at(-1) !== SPACE) folded.push(unit)
  }
  return folded
}
