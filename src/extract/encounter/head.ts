import type { Prepared } from '../prepared.ts'
import { type EncounterClause, findClauses, type Sentence } from './clause.ts'
import type { FinderInput } from './input.ts'
import { leadOf } from './lead.ts'
import { findPersons, type NamedPerson } from './persons.ts'
import { readTokens } from './tokens.ts'

/** A sentence or title with the clauses that tell of an encounter. */
export type ReadSentence = Sentence & { readonly clauses: readonly EncounterClause[] }

/** The number of the title among the sentences. */
export const TITLE = -1

/** What says who met whom: a text's title and first sentences. A sentence is read when it is first asked for: most texts say it at once. */
export type Head = {
  readonly title: ReadSentence
  /** Day of publication. */
  readonly published: string | undefined
  /** How many sentences there are. */
  readonly length: number
  /** Whether the sentence of that number from 0 holds one of the words, as they are written. */
  readonly holds: (at: number, words: readonly string[]) => boolean
  /** The sentence of that number from 0, or the title; an empty one beyond the last. */
  readonly sentence: (at: number) => ReadSentence
}

/** The year of publication, where known. */
export const yearOf = ({ published }: Pick<Prepared, 'published'>): number | undefined =>
  Number(published?.slice(0, 4)) || undefined

const NOTHING: ReadSentence = { tokens: [], persons: [], clauses: [] }

/** Opens the head of a text. */
export function readHead({ prepared, cues, decide, officials }: FinderInput): Head {
  const year = yearOf(prepared)
  const read = (text: string, start: number, end: number): ReadSentence => {
    const tokens = readTokens(text, { start, end }, cues)
    const sentence = { tokens, persons: findPersons(tokens, { officials, decide, year }) }
    return { ...sentence, clauses: findClauses(sentence) }
  }
  const lead = leadOf(prepared)
  const title = read(prepared.title, 0, prepared.title.length)
  const known: ReadSentence[] = []
  const sentence = (at: number): ReadSentence => {
    if (at === TITLE) return title
    const span = lead[at]
    if (span === undefined) return NOTHING
    const here = known[at] ?? read(prepared.text, span.start, span.end)
    known[at] = here
    return here
  }
  const holds = (at: number, words: readonly string[]): boolean => {
    const told = prepared.text.slice(lead[at]?.start ?? 0, lead[at]?.end ?? 0)
    return words.some((word) => told.includes(word))
  }
  return { holds, title, published: prepared.published, length: lead.length, sentence }
}

/** The title and the first `count` sentences. */
export function firstOf(head: Head, count: number): ReadSentence[] {
  const sentences = Array.from({ length: Math.min(count, head.length) }, (_, at) => head.sentence(at))
  return [head.title, ...sentences]
}

/** Everybody whom the title and the first `count` sentences name, in order. */
export const personsOf = (head: Head, count: number): NamedPerson[] =>
  firstOf(head, count).flatMap(({ persons }) => persons)
