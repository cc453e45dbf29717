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

/** All other edges in one open-addressed table: slot by slot the node left, the folded unit, the node reached and whether a phrase ends there, side by side in one cache line. */
type Edges = { readonly mask: number; readonly table: Int32Array }
const SLOT = 4

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
  const root = newNode<T>()
  for (const term of terms) {
    const units = foldedUnits(term.phrase.trim())
    const last = units.at(-1)
    if (last !== undefined) units.reduce(follow, root).outputs.push({ term, last })
  }
  return packTrie(root)
}

type Node<T> = { readonly next: Map<number, Node<T>>; readonly outputs: Output<T>[] }

const newNode = <T>(): Node<T> => ({ next: new Map(), outputs: [] })

function follow<T>({ next }: Node<T>, unit: number): Node<T> {
  const node = next.get(unit) ?? newNode<T>()
  next.set(unit, node)
  return node
}

/** Nodes are numbered level by level: the first letters of words, which every scan looks up, then stand close together in memory. */
function packTrie<T>(root: Node<T>): Trie<T> {
  const nodes = [root]
  const numbers = new Map([[root, 0]])
  for (const node of nodes) {
    for (const child of node.next.values()) numbers.set(child, nodes.push(child) - 1)
  }
  const number = (node: Node<T> | undefined): number => (node && numbers.get(node)) ?? 0
  const size = 2 ** Math.ceil(Math.log2(nodes.length * 2 + 0x100))
  const edges = { mask: size - 1, table: new Int32Array(size * SLOT) }
  for (const node of nodes.slice(1)) {
    for (const [unit, to] of node.next) {
      edges.table.set(
        [number(node), unit, number(to), to.outputs.length > 0 ? 1 : 0],
        slotOf(edges, number(node), unit),
      )
    }
  }
  return {
    roots: Int32Array.from(FOLDED, (unit) => number(root.next.get(unit))),
    edges,
    outputs: nodes.map(({ outputs }) => (outputs.length > 0 ? outputs : undefined)),
  }
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
  return hits.sort((a, b) => a.end - b.end || a.start - b.start)
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
    node = edges.table[edge + 2] ?? 0
    if (node === 0) return
    ends = edges.table[edge + 3] === 1
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
const isSpacedLetter = (unit: number): boolean => SPACED[unit | 0] === 1
