import type { Wanted } from '../domain/command.ts'
import { type Key, type Lexeme, lexemesOf } from './lexemes.ts'
import { flagAt, flagOf } from './flags.ts'
import { foldWidth, isJoined } from './text.ts'
import { type TimeWord, timeAt, zoneCalled } from './times.ts'
import { type Accepts, type Meaning, meaningsOf, type Vocabulary } from './vocabulary.ts'

/** What stands in the typed words at [start, end). */
export type Thing = {
  readonly start: number
  readonly end: number
} /** At least one meaning; several are to be asked about. `key`: what it stands within, as in `party:…`. */ & (
  | { readonly kind: 'meaning'; readonly meanings: readonly Meaning[]; readonly key: Key | undefined }
  | { readonly kind: 'phrase'; readonly phrase: string }
  | { readonly kind: 'time'; readonly word: TimeWord }
  | { readonly kind: 'flag'; readonly flag: Wanted }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'marker'; readonly marker: 'with' | 'about' }
  | { readonly kind: 'unknown'; readonly key: Key | undefined }
)

/** What a command can do with words, those about a subscription included. */
export type Taken = Accepts & { readonly subscription: boolean; readonly number: boolean }

/** Names are at most so many words long, or Chinese characters. */
const LONGEST_NAME = 12

const MARKERS = [
  ['with', /(?:with|between|versus|与|和|同|跟)(?![a-z])/y],
  ['about', /(?:about|on|regarding|concerning|topics?|关于|有关|主题|涉及)(?![a-z])/y],
] as const

/** Words that carry nothing. Codes of states among them (`in`, `is`, `no` …) are taken as codes in capitals or after `party:`. */
const FILLERS = new Set(
  (
    'a an the and or of in to for from at by as is are be do it no so me my i we you any some all please show give tell want see get post ' +
    'readout readouts account accounts meeting meetings call calls what new its their this that here channel country countries party ' +
    'parties source sources when only & + - – — / 的 在 请 我 要 看 对 给 把 将 了 及 或 之 间 通 稿 会 谈 新 闻 摘 要 国 家 方 每 频 道 本 到 有'
  ).split(' '),
)

/** Everything in `text` from `from` on, in order; the longest name at each place wins, and what carries nothing is left out. */
export function scan(text: string, from: number, vocabulary: Vocabulary, taken: Taken): Thing[] {
  return thingsOf({ text, folded: foldWidth(text), lexemes: lexemesOf(text, from), vocabulary, taken, key: undefined })
}

type Scene = {
  readonly text: string
  readonly folded: string
  readonly lexemes: readonly Lexeme[]
  readonly vocabulary: Vocabulary
  readonly taken: Taken
  readonly key: Key | undefined
}

function thingsOf(scene: Scene): Thing[] {
  const things: Thing[] = []
  for (let at = 0; at < scene.lexemes.length; ) {
    const found = thingAt(scene, at)
    things.push(...found.things)
    at = found.next
  }
  return things
}

type Found = { readonly things: readonly Thing[]; readonly next: number }

function thingAt(scene: Scene, at: number): Found {
  const lexeme = scene.lexemes[at]
  if (!lexeme) return { things: [], next: at + 1 }
  if (lexeme.kind === 'keyed') return { things: keyedThings(scene, lexeme), next: at + 1 }
  if (lexeme.kind === 'quoted') return { things: [quotedThing(scene, lexeme)], next: at + 1 }
  const readers = [timeThing, flagThing, namedThing, numberThing, markerThing]
  const found = readers.flatMap((read) => read(scene, at) ?? [])
  const [first, ...others] = found
  if (first) return others.reduce((best, other) => (other.next > best.next ? other : best), first)
  const { start, end } = lexeme
  const isFiller = FILLERS.has(scene.folded.slice(start, end))
  return { things: isFiller ? [] : [{ kind: 'unknown', key: scene.key, start, end }], next: at + 1 }
}

function timeThing({ text, folded, lexemes, taken }: Scene, at: number): Found | undefined {
  if (!taken.subscription) return undefined
  const { start = 0, end = 0 } = lexemes[at] ?? {}
  const zone = zoneCalled(text.slice(start, end))
  if (zone !== undefined) return { things: [{ kind: 'time', word: { kind: 'zone', zone }, start, end }], next: at + 1 }
  const found = timeAt(folded, start)
  const next = found && endingAt(lexemes, at, found.end)
  return found && next ? { things: [{ kind: 'time', word: found.word, start, end: found.end }], next } : undefined
}

function flagThing({ folded, lexemes, taken }: Scene, at: number): Found | undefined {
  if (!taken.subscription) return undefined
  const start = lexemes[at]?.start ?? 0
  const found = flagAt(folded, start)
  const next = found && endingAt(lexemes, at, found.end)
  return found && next ? { things: [{ kind: 'flag', flag: found.flag, start, end: found.end }], next } : undefined
}

/** The place after the lexeme that ends where a pattern did; nothing where the pattern ended inside a word. */
function endingAt(lexemes: readonly Lexeme[], from: number, end: number): number | undefined {
  const at = lexemes.findIndex((lexeme, index) => index >= from && lexeme.end >= end)
  return lexemes[at]?.end === end ? at + 1 : undefined
}

function namedThing({ text, folded, lexemes, vocabulary, taken, key }: Scene, at: number): Found | undefined {
  const first = lexemes[at]
  if (!first) return undefined
  let best: Found | undefined
  for (let last = at; last < Math.min(lexemes.length, at + LONGEST_NAME); last += 1) {
    const lexeme = lexemes[last]
    const before = lexemes[last - 1]
    if (lexeme?.kind !== 'unit' || (last > at && before && !isJoined(text, before, lexeme))) break
    const word = text.slice(first.start, lexeme.end)
    if (last === at && key === undefined && FILLERS.has(word) && word === folded.slice(first.start, lexeme.end))
      continue
    const meanings = meaningsOf(word, vocabulary, taken, key === 'party')
    const span = { start: first.start, end: lexeme.end }
    if (meanings.length > 0) best = { things: [{ kind: 'meaning', meanings, key, ...span }], next: last + 1 }
  }
  return best
}

function numberThing({ folded, lexemes, taken }: Scene, at: number): Found | undefined {
  const { start = 0, end = 0 } = lexemes[at] ?? {}
  const digits = /^#?(\d{1,6})$/.exec(folded.slice(start, end))?.[1]
  if (!taken.number || digits === undefined) return undefined
  return { things: [{ kind: 'number', number: Number(digits), start, end }], next: at + 1 }
}

function markerThing({ folded, lexemes }: Scene, at: number): Found | undefined {
  const start = lexemes[at]?.start ?? 0
  for (const [marker, pattern] of MARKERS) {
    pattern.lastIndex = start
    const next = pattern.test(folded) ? endingAt(lexemes, at, pattern.lastIndex) : undefined
    if (next) return { things: [{ kind: 'marker', marker, start, end: pattern.lastIndex }], next }
  }
  return undefined
}

/** A quoted name is that name; quoted words that are none are a phrase, where phrases are asked for. */
function quotedThing({ vocabulary, taken, key }: Scene, { quoted, start, end }: Lexeme & { kind: 'quoted' }): Thing {
  const meanings = meaningsOf(quoted, vocabulary, taken)
  if (meanings.length > 0) return { kind: 'meaning', meanings, key, start, end }
  if (taken.subscription && quoted.trim() !== '') return { kind: 'phrase', phrase: quoted.trim(), start, end }
  return { kind: 'unknown', key, start, end }
}

function keyedThings(
  scene: Scene,
  { key, value, valueStart, start, end }: Lexeme & { kind: 'keyed' },
): readonly Thing[] {
  const { taken } = scene
  const flag = flagOf(key, value)
  if (flag) return taken.subscription ? [{ kind: 'flag', flag, start, end }] : []
  const within = (accepted: Taken): Thing[] => thingsWithin({ ...scene, key, taken: accepted }, value, valueStart)
  switch (key) {
    case 'party':
      return within({ ...taken, topics: false, sources: false, subscription: false, number: false })
    case 'topic':
      return within({ ...taken, parties: 'none', sources: false, subscription: false, number: false })
    case 'source':
      return within({ ...taken, parties: 'none', topics: false, subscription: false, number: false })
    case 'when':
    case 'zone':
      return within({ ...taken, parties: 'none', topics: false, sources: false, number: false })
    case 'phrase':
      return taken.subscription ? [{ kind: 'phrase', phrase: value.trim(), start, end }] : []
    case 'hours':
    case 'language':
      return taken.subscription ? [{ kind: 'unknown', key, start, end }] : []
    case 'changes':
    case 'quiet':
      return []
  }
}

/** What stands in the value of a key, at its place in the whole text. */
function thingsWithin(scene: Scene, value: string, valueStart: number): Thing[] {
  const things = thingsOf({ ...scene, text: value, folded: foldWidth(value), lexemes: lexemesOf(value, 0) })
  return things
    .filter(({ kind }) => kind !== 'marker')
    .map((thing) => ({ ...thing, start: thing.start + valueStart, end: thing.end + valueStart }))
}
