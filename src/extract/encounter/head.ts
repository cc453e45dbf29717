import type { FinderInput } from './input.ts'
import { leadOf } from './lead.ts'
import { findPersons, type NamedPerson } from './persons.ts'
import { readTokens, type Token } from './tokens.ts'

/** A sentence or title, read into tokens and people. */
export type ReadSentence = { readonly tokens: readonly Token[]; readonly persons: readonly NamedPerson[] }

/** What says who met whom: a text's title and first sentences. */
export type Head = { readonly title: ReadSentence; readonly lead: readonly ReadSentence[] }

/** Reads the head of a text. */
export function readHead({ prepared, cues, decide, officials }: FinderInput): Head {
  const year = Number(prepared.published?.slice(0, 4)) || undefined
  const read = (text: string, start: number, end: number): ReadSentence => {
    const tokens = readTokens(text, { start, end }, cues)
    return { tokens, persons: findPersons(tokens, { officials, decide, year }) }
  }
  const lead = leadOf(prepared).map(({ start, end }) => read(prepared.text, start, end))
  return { title: read(prepared.title, 0, prepared.title.length), lead }
}

/** Everybody whom the head names, in order, the title's first. */
export const personsOf = ({ title, lead }: Head): NamedPerson[] => [title, ...lead].flatMap(({ persons }) => persons)
