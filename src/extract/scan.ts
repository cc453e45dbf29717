/** One phrase to look for. Case is ignored unless `exact`; a space stands for any run of white space. */
export type Term<T> = { readonly phrase: string; readonly value: T; readonly exact?: boolean | undefined }

/** A phrase found: UTF-16 offsets [start, end) into the text. */
export type Hit<T> = { readonly start: number; readonly end: number; readonly value: T }

export type Scanner<T> = {
  /** Every hit in order of start; of hits that overlap within one call, the longest from the leftmost start stands. */
  readonly scan: (text: string) => Hit<T>[]
  /** Every hit, overlapping ones included, in order of end. */
  readonly scanAll: (text: string) => Hit<T>[]
}

type State<T> = { readonly next: Map<number, number>; fail: number; readonly outputs: Output<T>[]; outputLink: number }
type Output<T> = { readonly length: number; readonly term: Term<T>; readonly first: number; readonly last: number }

/**
 * Compiles phrases into one automaton (Aho and Corasick, 1975), so that a text is read once however many phrases there are.
 * A phrase that begins or ends with a letter or digit of a script with spaces matches whole words only; Han, Kana and Thai match anywhere.
 */
export function compileScanner<T>(terms: readonly Term<T>[]): Scanner<T> {
  const states = buildStates(terms)
  const scanAll = (text: string): Hit<T>[] => walk(states, text)
  return { scanAll, scan: (text) => leftmostLongest(scanAll(text)) }
}

function buildStates<T>(terms: readonly Term<T>[]): State<T>[] {
  const states: State<T>[] = [newState()]
  for (const term of terms) addTerm(states, term)
  linkFailures(states)
  return states
}

const newState = <T>(): State<T> => ({ next: new Map(), fail: 0, outputs: [], outputLink: 0 })

function addTerm<T>(states: State<T>[], term: Term<T>): void {
  const units = [...foldedUnits(term.phrase.trim())]
  let at = 0
  for (const [unit] of units) {
    let to = states[at]?.next.get(unit)
    if (to === undefined) {
      to = states.push(newState()) - 1
      states[at]?.next.set(unit, to)
    }
    at = to
  }
  const first = units[0]?.[0]
  const last = units.at(-1)?.[0]
  if (first !== undefined && last !== undefined) states[at]?.outputs.push({ length: units.length, term, first, last })
}

function linkFailures<T>(states: State<T>[]): void {
  const queue = [...(states[0]?.next.values() ?? [])]
  for (const at of queue) {
    const state = states[at]
    if (!state) continue
    for (const [unit, to] of state.next) {
      const target = states[to]
      if (!target) continue
      target.fail = step(states, state.fail, unit)
      const failed = states[target.fail]
      target.outputLink = failed && failed.outputs.length > 0 ? target.fail : (failed?.outputLink ?? 0)
      queue.push(to)
    }
  }
}

function step<T>(states: readonly State<T>[], from: number, unit: number): number {
  for (let at = from; ; at = states[at]?.fail ?? 0) {
    const to = states[at]?.next.get(unit)
    if (to !== undefined) return to
    if (at === 0) return 0
  }
}

function walk<T>(states: readonly State<T>[], text: string): Hit<T>[] {
  const hits: Hit<T>[] = []
  // Offsets of the folded units read so far, so that a run of white space counts as one.
  const starts: number[] = []
  let at = 0
  for (const [unit, start, end] of foldedUnits(text)) {
    starts.push(start)
    at = step(states, at, unit)
    for (let o = at; o !== 0; o = states[o]?.outputLink ?? 0) {
      for (const output of states[o]?.outputs ?? []) {
        const from = starts[starts.length - output.length]
        if (from !== undefined && isWhole(text, from, end, output))
          hits.push({ start: from, end, value: output.term.value })
      }
    }
  }
  return hits
}

function isWhole<T>(text: string, start: number, end: number, output: Output<T>): boolean {
  if (isSpacedLetter(output.first) && isSpacedLetter(text.charCodeAt(start - 1))) return false
  if (isSpacedLetter(output.last) && isSpacedLetter(text.charCodeAt(end))) return false
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

/** Code units as compared: lower case, straight quotes, plain hyphens, runs of white space as one space; with their offsets. */
function* foldedUnits(text: string): Generator<[unit: number, start: number, end: number]> {
  for (let i = 0; i < text.length; ) {
    const start = i
    const unit = fold(text.charCodeAt(i))
    i += 1
    if (unit === SPACE) while (i < text.length && fold(text.charCodeAt(i)) === SPACE) i += 1
    yield [unit, start, i]
  }
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
