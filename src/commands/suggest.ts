import type { Choice } from '../domain/command.ts'
import type { Key } from './lexemes.ts'
import { type Parsed, refused } from './parsed.ts'
import type { Taken, Thing } from './scan.ts'
import { timeNearest } from './times.ts'
import { meaningsOf, nearestTo, type Vocabulary } from './vocabulary.ts'
import { labelOf, outright, type Span, spliced } from './wording.ts'

/** Longest run of unknown words that may be one misspelt name. */
const LONGEST_SLIP = 4

/** What is being read: the whole text with its command, what the command takes, and the things found. */
export type Reading = {
  readonly text: string
  readonly taken: Taken
  readonly vocabulary: Vocabulary
  readonly things: readonly Thing[]
}

/** A refusal of the unknown word at `at`, with what it may be a slip of: alone, with the unknown words after it, or with a neighbour. */
export function suggest(reading: Reading, at: number): Parsed {
  const { text, things } = reading
  const thing = things[at]
  const key = thing?.kind === 'unknown' ? thing.key : undefined
  const taken = takenIn(key, reading.taken)
  const run = runFrom(things, at)
  const shown = text.slice(run.start, run.end).slice(0, 60)
  const members = taken.parties === 'one' ? membersCalled(reading, run) : []
  if (members.length > 0) return refused(`“${shown}” is a region. Which of its countries?`, members)
  const near =
    spansAround(things, at, run)
      .map((span) => nearChoices({ ...reading, taken }, span, key !== undefined))
      .find((choices) => choices.length > 0) ?? []
  const known = [
    ...(taken.parties === 'none' ? [] : ['country']),
    ...(taken.topics ? ['topic'] : []),
    ...(taken.sources ? ['source'] : []),
    ...(taken.subscription ? ['time'] : []),
    ...(taken.number ? ['number'] : []),
  ]
  const list = new Intl.ListFormat('en', { type: 'disjunction' }).format(known)
  const isLookUp = taken.parties === 'many' && !taken.subscription
  const search = isLookUp && key === undefined ? [{ label: `search ${shown}`, words: `search ${shown}` }] : []
  const onlyTime = known.length === 1 && taken.subscription
  const hint = near.length > 0 ? ' Did you mean this?' : onlyTime ? ` ${TIMES}` : ''
  return refused(`“${shown}” is no ${list} that I know.${hint}`, [...near.slice(0, 3), ...search])
}

const TIMES = 'For example: instant, daily 18:00, weekdays 09:00, weekly mon 08:00, quiet 22:00-07:00.'

/** What the command takes where the word stands. */
function takenIn(key: Key | undefined, taken: Taken): Taken {
  const nothing: Taken = { parties: 'none', topics: false, sources: false, subscription: false, number: false }
  switch (key) {
    case 'party':
      return { ...nothing, parties: taken.parties }
    case 'topic':
      return { ...nothing, topics: true }
    case 'source':
      return { ...nothing, sources: true }
    case 'when':
    case 'zone':
    case 'hours':
      return { ...nothing, subscription: true }
    default:
      return taken
  }
}

function nearChoices({ text, vocabulary, taken }: Reading, span: Span, keyed: boolean): Choice[] {
  const word = text.slice(span.start, span.end)
  const time = taken.subscription ? timeNearest(word) : undefined
  const times = time === undefined ? [] : [{ label: time, words: spliced(text, span, time, keyed) }]
  const meanings = nearestTo(word, vocabulary, taken).map((meaning) => ({
    label: labelOf(meaning),
    words: spliced(text, span, outright(meaning, keyed), keyed),
  }))
  return [...meanings, ...times]
}

/** The countries of a region, where one country is asked for. */
function membersCalled({ text, vocabulary, taken }: Reading, span: Span): Choice[] {
  const accepts = { ...taken, parties: 'many', topics: false } as const
  const [region] = meaningsOf(text.slice(span.start, span.end), vocabulary, accepts)
  return region?.kind === 'parties'
    ? region.codes.slice(0, 25).map((code) => ({
        label: vocabulary.gazetteer.displayName(code),
        words: spliced(text, span, `party:${code}`, false),
      }))
    : []
}

/** The unknown words from `at` on that stand in a row. */
function runFrom(things: readonly Thing[], at: number): Span {
  const row = things.slice(at, at + LONGEST_SLIP)
  const length = row.findIndex(({ kind }) => kind !== 'unknown')
  const last = length === -1 ? row.at(-1) : row[length - 1]
  return { start: things[at]?.start ?? 0, end: last?.end ?? 0 }
}

/** Where to look for a slip, in order: `saudi arabai` is sought in both words before it is sought in the last. */
function spansAround(things: readonly Thing[], at: number, run: Span): Span[] {
  const here = things[at] ?? run
  const before = neighbour(things[at - 1])
  const after = neighbour(things[things.findIndex(({ end }) => end === run.end) + 1])
  return [
    ...(before ? [{ start: before.start, end: run.end }] : []),
    ...(after ? [{ start: run.start, end: after.end }] : []),
    run,
    ...(here.end === run.end ? [] : [{ start: here.start, end: here.end }]),
  ]
}

/** A name beside an unknown word may be the half of a longer name. */
const neighbour = (thing: Thing | undefined): Thing | undefined =>
  thing?.kind === 'meaning' && thing.key === undefined ? thing : undefined
