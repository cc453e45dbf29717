import type { Parsed } from './parsed.ts'
import type { Thing } from './scan.ts'
import { type Reading, suggest } from './suggest.ts'
import { quote } from './text.ts'
import type { Meaning } from './vocabulary.ts'
import { labelOf, outright, spliced } from './wording.ts'

/** A thing whose meaning is settled. */
export type Settled =
  | Exclude<Thing, { kind: 'meaning' | 'unknown' }>
  | { readonly kind: 'settled'; readonly meaning: Meaning; readonly start: number; readonly end: number }

/** Whether the things can be what the command asks for; decides between meanings before anybody is asked. */
export type Fits = (things: readonly Settled[]) => boolean

/**
 * The things with their meanings settled; or, for the first that is unknown or has several meanings, what to ask. In this order:
 * unknown words, words before them that decide (`with taiwan`, `about taiwan`), the only combination that `fits`.
 */
export function settle(reading: Reading, fits?: Fits): readonly Settled[] | Parsed {
  const unknown = reading.things.find((thing) => thing.kind === 'unknown')
  if (unknown) return suggest(reading, reading.things.indexOf(unknown))
  const narrowed = reading.things.map((thing, at) => narrow(thing, reading.things[at - 1]))
  const fitting = fits ? combinations(narrowed).filter(fits) : []
  const [only] = fitting
  if (only && fitting.length === 1) return only
  const unclear = narrowed.find((thing) => thing.kind === 'meaning' && thing.meanings.length > 1)
  return unclear?.kind === 'meaning' ? ask(reading, unclear) : (combinations(narrowed)[0] ?? [])
}

type Unclear = Extract<Thing, { kind: 'meaning' }>

function narrow(thing: Thing, before: Thing | undefined): Thing {
  if (thing.kind !== 'meaning' || before?.kind !== 'marker') return thing
  const wanted = before.marker === 'with' ? 'parties' : 'topic'
  const meanings = thing.meanings.filter(({ kind }) => kind === wanted)
  return meanings.length > 0 ? { ...thing, meanings } : thing
}

/** Beyond so many combinations nobody could mean one of them by chance. */
const MOST_COMBINATIONS = 32

function combinations(things: readonly Thing[]): Settled[][] {
  return things.reduce<Settled[][]>(
    (rows, thing) => {
      const choices = settledAs(thing)
      return rows.flatMap((row) => choices.map((choice) => [...row, choice])).slice(0, MOST_COMBINATIONS)
    },
    [[]],
  )
}

function settledAs(thing: Thing): Settled[] {
  if (thing.kind === 'unknown') return []
  if (thing.kind !== 'meaning') return [thing]
  const { start, end } = thing
  return thing.meanings.map((meaning) => ({ kind: 'settled', meaning, start, end }))
}

function ask(reading: Reading, thing: Unclear): Parsed {
  const word = reading.text.slice(thing.start, thing.end)
  const choices = thing.meanings.map((meaning) => ({
    label: labelOf(meaning),
    words: replaced(reading, thing, meaning),
  }))
  const list = new Intl.ListFormat('en', { type: 'disjunction' }).format(thing.meanings.map(labelOf))
  return { kind: 'ask', question: `“${word}” may stand for ${list}. Which do you mean?`, choices }
}

/** The whole text with that meaning said outright. What is filed under no party is looked for by its words. */
function replaced({ text, taken }: Reading, { start, end, key }: Unclear, meaning: Meaning): string {
  const word = text.slice(start, end)
  if (meaning.kind === 'elsewhere' && !taken.subscription) return `search ${word}`
  const words = meaning.kind === 'elsewhere' ? `phrase:${quote(word)}` : outright(meaning, key !== undefined)
  return spliced(text, { start, end }, words, key !== undefined)
}
