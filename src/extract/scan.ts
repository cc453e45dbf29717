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
  /** Every hit, overlapping ones included, in order of end. */
  readonly scanAll: (text: string) => Hit<T>[]
}

type Output<T> = { readonly term: Term<T>; readonly last: number }

/** A trie of phrases: nodes are numbers; what ends at a node stands in `outputs`. */
type Trie<T> = {
  /** The node after a phrase's first unit, for every unit of a text; 0 where no phrase begins with it. */
  readonly roots: Int32Array
  readonly edges: Edges
  readonly outputs: readonly (readonly Output<T>[] | undefined)[]
}

/** All other edges in one open-addressed table: slot by slot the node left, the folded unit and the node reached. */
type Edges = { readonly mask: number; readonly from: Int32Array; readonly unit: Uint16Array; readonly to: Int32Array }

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
  const nodes: Map<number, number>[] = [new Map()]
  const outputs: Output<T>[][] = []
  for (const term of terms) {
    const units = foldedUnits(term.phrase.trim())
    const last = units.at(-1)
    if (last === undefined) continue
    const node = units.reduce((at, unit) => follow(nodes, at, unit), 0)
    const here = outputs[node] ?? []
    here.push({ term, last })
    outputs[node] = here
  }
  const roots = Int32Array.from(FOLDED, (unit) => nodes[0]?.get(unit) ?? 0)
  return { roots, edges: packEdges(nodes), outputs: Array.from(outputs) }
}

function follow(nodes: Map<number, number>[], at: number, unit: number): number {
  const known = nodes[at]?.get(unit)
  if (known !== undefined) return known
  const made = nodes.push(new Map()) - 1
  nodes[at]?.set(unit, made)
  return made
}

/** A table of numbers is walked several times as fast as a map a node. */
function packEdges(nodes: readonly Map<number, number>[]): Edges {
  const size = 2 ** Math.ceil(Math.log2(nodes.length * 3))
  const edges = { mask: size - 1, from: new Int32Array(size), unit: new Uint16Array(size), to: new Int32Array(size) }
  for (const [node, followers] of nodes.entries()) {
    if (node === 0) continue
    for (const [unit, to] of followers) {
      const slot = slotOf(edges, node, unit)
      edges.from[slot] = node
      edges.unit[slot] = unit
      edges.to[slot] = to
    }
  }
  return edges
}

/** Where the edge stands, or the free slot (whose `to` is 0) where it would. */
function slotOf({ mask, from, unit }: Edges, node: number, wanted: number): number {
  let slot = (Math.imul(node, 0x9e3779b1) ^ Math.imul(wanted, 0x85ebca6b)) >>> 8
  for (slot &= mask; from[slot] !== 0 && (from[slot] !== node || unit[slot] !== wanted); ) slot = (slot + 1) & mask
  return slot
}

function scanLongest<T>(trie: Trie<T>, text: string): Hit<T>[] {
  const hits: Hit<T>[] = []
  const here: Hit<T>[] = []
  let insideWord = false
  for (let at = 0; at < text.length; ) {
    const unit = text.charCodeAt(at)
    const first = insideWord && isSpacedLetter(unit) ? 0 : (trie.roots[unit] ?? 0)
    insideWord = isSpacedLetter(unit)
    at += 1
    if (first === 0) continue
    walk(trie, text, at - 1, first, here)
    if (here.length === 0) continue
    for (const hit of here) at = Math.max(at, hit.end)
    // Two values of the very same phrase are both kept.
    for (const hit of here) if (hit.end === at) hits.push(hit)
    here.length = 0
    insideWord = isSpacedLetter(text.charCodeAt(at - 1))
  }
  return hits
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
  return hits.sort((a, b) => a.end - b.end || a.start - b.start)
}

/** Adds every phrase that begins at `start`, shorter ones first. */
function walk<T>({ edges, outputs }: Trie<T>, text: string, start: number, first: number, hits: Hit<T>[]): void {
  let node = first
  for (let at = start + 1; ; ) {
    const ending = outputs[node]
    if (ending) addHits(text, start, at, ending, hits)
    if (at >= text.length) return
    const unit = fold(text.charCodeAt(at))
    node = edges.to[slotOf(edges, node, unit)] ?? 0
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

/** Code units as compared: lower case, straight quotes, plain hyphens, runs of white space as one space. */
function foldedUnits(phrase: string): number[] {
  const folded: number[] = []
  for (let i = 0; i < phrase.length; i += 1) {
    const unit = fold(phrase.charCodeAt(i))
    if (unit !== SPACE || folded.at(-1) !== SPACE) folded.push(unit)
  }
  return folded
}

const SPACE = 0x20

const FOLDED = new Uint16Array(0x1_0000)
for (let unit = 0; unit < FOLDED.length; unit += 1) FOLDED[unit] = foldUnit(unit)

const fold = (unit: number): number => FOLDED[unit] ?? unit

function foldUnit(unit: number): number {
  const character = String.fromCharCode(unit)
  if (/\s/.test(character)) return SPACE
  if (/[’‘ʼ]/.test(character)) return 0x27
  if (/[“”«»]/.test(character)) return 0x22
  if (/[‐‑–—]/.test(character)) return 0x2d
  const lower = character.toLowerCase()
  // Offsets must stay those of the text: a letter whose lower case is longer stands as it is.
  return lower.length === 1 ? lower.charCodeAt(0) : unit
}

const SPACED = new Uint8Array(0x1_0000)
for (let unit = 0; unit < SPACED.length; unit += 1) {
  const character = String.fromCharCode(unit)
  const spaced =
    /[\p{L}\p{M}\p{N}]/u.test(character) && !/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u.test(character)
  SPACED[unit] = spaced ? 1 : 0
}

/** Whether `unit` is a letter or digit of a script that puts spaces between words; `NaN`, beyond the text, is not. */
const isSpacedLetter = (unit: number): boolean => SPACED[unit] === 1
