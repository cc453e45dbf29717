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

type Output<T> = { readonly length: number; readonly term: Term<T>; readonly first: number; readonly last: number }

/** The automaton while it grows: one map of followers a state, and what ends there. */
type Trie<T> = { readonly next: Map<number, number>[]; readonly outputs: Output<T>[][] }

/** The automaton as walked: flat arrays, states are numbers, 0 is the root. */
type Automaton<T> = {
  /** Unit of the text → its column; 0 stands for every unit that no phrase holds. */
  readonly columns: Uint16Array
  readonly step: (state: number, column: number) => number
  readonly outputs: readonly Output<T>[][]
  /** The nearest state with outputs that ends a shorter phrase here. */
  readonly outputLinks: Int32Array
}

/**
 * Compiles phrases into one automaton (Aho and Corasick, 1975), so that a text is read once however many phrases there are.
 * A phrase that begins or ends with a letter or digit of a script with spaces matches whole words only; Han, Kana and Thai match anywhere.
 */
export function compileScanner<T>(terms: readonly Term<T>[]): Scanner<T> {
  const automaton = buildAutomaton(terms)
  const scanAll = (text: string): Hit<T>[] => walk(automaton, text)
  return { scanAll, scan: (text) => leftmostLongest(scanAll(text)) }
}

function buildAutomaton<T>(terms: readonly Term<T>[]): Automaton<T> {
  const columnOf = new Map<number, number>()
  const trie: Trie<T> = { next: [new Map()], outputs: [[]] }
  for (const term of terms) addTerm(trie, columnOf, term)
  const columns = new Uint16Array(0x1_0000)
  for (let unit = 0; unit < columns.length; unit += 1) columns[unit] = columnOf.get(fold(unit)) ?? 0
  return { columns, outputs: trie.outputs, ...linkStates(trie, columnOf.size + 1) }
}

function addTerm<T>({ next, outputs }: Trie<T>, columnOf: Map<number, number>, term: Term<T>): void {
  const units = foldedUnits(term.phrase.trim())
  let at = 0
  for (const unit of units) {
    const column = columnOf.get(unit) ?? columnOf.size + 1
    columnOf.set(unit, column)
    let to = next[at]?.get(column)
    if (to === undefined) {
      to = next.push(new Map()) - 1
      outputs.push([])
      next[at]?.set(column, to)
    }
    at = to
  }
  const first = units[0]
  const last = units.at(-1)
  if (first !== undefined && last !== undefined) outputs[at]?.push({ length: units.length, term, first, last })
}

/** Failure links, breadth first; a step follows them until some state has the column. */
function linkStates<T>({ next, outputs }: Trie<T>, width: number): Pick<Automaton<T>, 'step' | 'outputLinks'> {
  const follow = compileFollowers(next, width)
  const fails = new Int32Array(next.length)
  const outputLinks = new Int32Array(next.length)
  const step = (from: number, column: number): number => {
    for (let at = from; ; at = fails[at] ?? 0) {
      const to = follow(at, column)
      if (to !== 0 || at === 0) return to
    }
  }
  const queue = [...(next[0]?.values() ?? [])]
  for (const at of queue) {
    for (const [column, to] of next[at] ?? []) {
      const fail = step(fails[at] ?? 0, column)
      fails[to] = fail
      outputLinks[to] = (outputs[fail]?.length ?? 0) > 0 ? fail : (outputLinks[fail] ?? 0)
      queue.push(to)
    }
  }
  return { step, outputLinks }
}

/** All edges in one open-addressed table of numbers: a map a state costs five times as much to walk. */
function compileFollowers(next: readonly Map<number, number>[], width: number): (at: number, column: number) => number {
  const bits = Math.max(4, Math.ceil(Math.log2(next.length * 2 + 2)))
  const mask = (1 << bits) - 1
  const keys = new Int32Array(1 << bits).fill(-1)
  const targets = new Int32Array(1 << bits)
  const slotOf = (key: number): number => {
    let slot = Math.imul(key, 0x9e3779b1) >>> (32 - bits)
    while (keys[slot] !== key && keys[slot] !== -1) slot = (slot + 1) & mask
    return slot
  }
  for (const [at, followers] of next.entries()) {
    for (const [column, to] of followers) {
      const slot = slotOf(at * width + column)
      keys[slot] = at * width + column
      targets[slot] = to
    }
  }
  return (at, column) => targets[slotOf(at * width + column)] ?? 0
}

function walk<T>({ columns, step, outputs, outputLinks }: Automaton<T>, text: string): Hit<T>[] {
  const hits: Hit<T>[] = []
  // Offsets of the folded units read so far, so that a run of white space counts as one.
  const starts = new Int32Array(text.length)
  let count = 0
  let at = 0
  for (let i = 0; i < text.length; ) {
    const unit = text.charCodeAt(i)
    starts[count] = i
    count += 1
    i += 1
    if (fold(unit) === SPACE) while (i < text.length && fold(text.charCodeAt(i)) === SPACE) i += 1
    const column = columns[unit] ?? 0
    at = column === 0 ? 0 : step(at, column)
    for (let o = at; o !== 0; o = outputLinks[o] ?? 0) {
      for (const output of outputs[o] ?? []) {
        const start = starts[count - output.length] ?? 0
        if (!isWhole(text, start, i, output)) continue
        hits.push({ start, end: output.term.open === true ? endOfWord(text, i) : i, value: output.term.value })
      }
    }
  }
  return hits
}

function endOfWord(text: string, from: number): number {
  let end = from
  while (end < text.length && isSpacedLetter(text.charCodeAt(end))) end += 1
  return end
}

function isWhole<T>(text: string, start: number, end: number, output: Output<T>): boolean {
  if (isSpacedLetter(output.first) && isSpacedLetter(text.charCodeAt(start - 1))) return false
  if (output.term.open !== true && isSpacedLetter(output.last) && isSpacedLetter(text.charCodeAt(end))) return false
  return output.term.exact !== true || collapsed(text.slice(start, end)) === collapsed(output.term.phrase)
}

const collapsed = (text: string): string => text.trim().replace(/\s+/g, ' ').replace(/[’‘ʼ]/g, "'")

function leftmostLongest<T>(hits: readonly Hit<T>[]): Hit<T>[] {
  const ordered = [...hits].sort((a, b) => a.start - b.start || b.end - a.end)
  const kept: Hit<T>[] = []
  let lastStart = -1
  let lastEnd = 0
  for (const hit of ordered) {
    // Two values of the very same phrase are both kept.
    const same = hit.start === lastStart && hit.end === lastEnd
    if (hit.start < lastEnd && !same) continue
    kept.push(hit)
    lastStart = hit.start
    lastEnd = hit.end
  }
  return kept
}

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
