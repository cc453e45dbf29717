import type { Prepared } from '../prepared.ts'
import type { FinderInput } from './input.ts'
import { leadOf } from './lead.ts'
import { findPersons, type NamedPerson } from './persons.ts'
import { readTokens, type Token } from './tokens.ts'

/** A sentence or title, read into tokens and people. */
export type ReadSentence = { readonly tokens: readonly Token[]; readonly persons: readonly NamedPerson[] }

/** What says who met whom: a text's title and first sentences. A sentence is read when it is first asked for: most texts say it at once. */
export type Head = {
  readonly title: ReadSentence
  /** Day of publication. */
  readonly published: string | undefined
  /** All of them as they stand in the text. */
  readonly text: string
  /** How many sentences there are. */
  readonly length: number
  /** The sentence of that number from 0; an empty one beyond the last. */
  readonly sentence: (at: number) => ReadSentence
}

/** The year of publication, where known. */
export const yearOf = ({ published }: Pick<Prepared, 'published'>): number | undefined =>
  Number(published?.slice(0, 4)) || undefined

const NOTHING: ReadSentence = { tokens: [], persons: [] }

/** Opens the head of a text. */
export function readHead({ prepared, cues, decide, officials }: FinderInput): Head {
  const year = yearOf(prepared)
  const read = (text: string, start: number, end: number): ReadSentence => {
    const tokens = readTokens(text, { start, end }, cues)
    return { tokens, persons: findPersons(tokens, { officials, decide, year }) }
  }
  const lead = leadOf(prepared)
  const known: ReadSentence[] = []
  const sentence = (at: number): ReadSentence => {
    const span = lead[at]
    if (span === undefined) return NOTHING
    const here = known[at] ?? read(prepared.text, span.start, span.end)
    known[at] = here
    return here
  }
  const text = prepared.text.slice(lead[0]?.start ?? 0, lead.at(-1)?.end ?? 0)
  const title = read(prepared.title, 0, prepared.title.length)
  return { text, title, published: prepared.published, length: lead.length, sentence }
}

/** The title and the first `count` sentences. */
export function firstOf(head: Head, count: number): ReadSentence[] {
  const sentences = Array.from({ length: Math.min(count, head.length) }, (_, at) => head.sentence(at))
  return [head.title, ...sentences]
}

/** Everybody whom the title and the first `count` sentences name, in order. */
export const personsOf = (head: Head, count: number): NamedPerson[] =>
  firstOf(head, count).flatMap(({ persons }) => persons)
