import type { Officials } from '../../countries/officials.ts'
import type { PartyCode } from '../../domain/key-point.ts'
import type { Decide } from '../mentions.ts'
import type { EncounterClause } from './clause.ts'
import type { Head } from './head.ts'
import { partyOf } from './parties.ts'
import type { NamedPerson, Participant } from './persons.ts'

/** What the sides of an encounter are read from. */
export type SidesInput = {
  readonly clause: EncounterClause
  /** Which sentence of the head it stands in. */
  readonly index: number
  readonly head: Head
  /** Whose account it is, where known: people without a state are theirs. */
  readonly issuer: PartyCode | undefined
  readonly decide: Decide
  readonly officials: Officials
  /** Of publication, to tell apart people of one surname. */
  readonly year: number | undefined
}

/** The person with the parties that the text or the data gives them, else with the one that is then to be taken. */
export function withParties(person: NamedPerson, otherwise: PartyCode | undefined): Participant {
  if (person.parties.length > 0) return { person, parties: person.parties }
  return { person, parties: otherwise === undefined ? [] : [otherwise] }
}

/** The one other party that the title names. */
export function titleCounterpart({ head, decide, issuer }: SidesInput): PartyCode | undefined {
  const named = new Set(head.title.tokens.flatMap((token) => partyOf(token, decide) ?? []))
  if (issuer !== undefined) named.delete(issuer)
  return named.size === 1 ? [...named][0] : undefined
}
