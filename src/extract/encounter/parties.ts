import type { PartyCode } from '../../domain/key-point.ts'
import type { Format } from '../../domain/reading.ts'
import type { Decide } from '../mentions.ts'
import type { EncounterClause } from './clause.ts'
import { CUE } from './cues.ts'
import { firstOf, type Head } from './head.ts'
import type { Participant } from './persons.ts'
import { is, type Token } from './tokens.ts'

/** The parties of an encounter: those of its participants and those that it was "between". */
export function partiesOf(
  clause: EncounterClause,
  participants: readonly Participant[],
  decide: Decide,
): Set<PartyCode> {
  return new Set([...participants.flatMap(({ parties }) => parties), ...partiesBetween(clause, decide)])
}

/** "a meeting between China and ASEAN": parties named without a person. */
function partiesBetween({ sentence: { tokens } }: EncounterClause, decide: Decide): PartyCode[] {
  const at = tokens.findIndex((token, index) => is(token, CUE.between) && is(tokens[index - 1], CUE.noun))
  if (at < 0) return []
  return tokens.slice(at + 1, at + 12).flatMap((token) => partyOf(token, decide) ?? [])
}

/** In a session of many, the parties of those whose words the next sentences report: they begin with the person. */
export function partiesQuoted(head: Head, format: Format): PartyCode[] {
  if (format !== 'multilateral') return []
  const [, ...lead] = firstOf(head, head.length)
  return lead.flatMap(({ persons }) =>
    persons.filter(({ first, titled }) => first <= 1 && titled).flatMap(({ parties }) => parties),
  )
}

/** The party that a token names outright: not a city. */
export function partyOf(token: Token | undefined, decide: Decide): PartyCode | undefined {
  const meaning = token?.cues.find((cue) => cue.meaning !== undefined)?.meaning
  return meaning === undefined || meaning.form === 'capital' ? undefined : decide(meaning)
}
