import type { PartyCode } from '../../domain/key-point.ts'
import type { Decide } from '../mentions.ts'
import { CUE } from './cues.ts'
import type { EncounterClause, ReadSentence } from './clause.ts'
import type { NamedPerson } from './persons.ts'
import { surnameOf } from './people.ts'
import { is, type Token } from './tokens.ts'

/** A person with the parties that the encounter gives them, where the name alone does not. */
export type Participant = { readonly person: NamedPerson; readonly parties: readonly PartyCode[] }

/** What the sides of an encounter are read from. */
export type SidesInput = {
  readonly clause: EncounterClause
  readonly title: ReadSentence
  readonly issuer: PartyCode | undefined
  readonly decide: Decide
}

/** At most two lead persons of each side, in order of appearance; the title's where the sentence names none of their side. */
export function participantsOf(input: SidesInput): Participant[] {
  const { clause, issuer } = input
  const subjects = clause.subjects.map((person) => withParties(person, issuer))
  const objects = clause.objects.map((person) =>
    withParties(person, counterpartAt(input, person) ?? titleCounterpart(input)),
  )
  const named = dropRepeated([...subjects, ...objects])
  const shown = new Set(named.flatMap(({ parties }) => parties))
  const fromTitle = input.title.persons
    .map((person) => withParties(person, issuer))
    .filter(
      ({ person, parties }) =>
        !named.some((other) => isSame(other.person, person)) && !parties.some((p) => shown.has(p)),
    )
  const all = clause.shows === 'multilateral' || named.length < 2 || shown.size < 2 ? [...named, ...fromTitle] : named
  return atMostTwoEach(all)
}

function withParties(person: NamedPerson, otherwise: PartyCode | undefined): Participant {
  if (person.parties.length > 0) return { person, parties: person.parties }
  return { person, parties: otherwise === undefined ? [] : [otherwise] }
}

/** "met with a Zambian delegation that included Foreign Minister Kakubo": the nearest party named between verb and person. */
function counterpartAt({ clause, decide, issuer }: SidesInput, person: NamedPerson): PartyCode | undefined {
  const { tokens } = clause.sentence
  for (let at = person.nameAt - 1; at > clause.at; at -= 1) {
    if (is(tokens[at - 1], CUE.in)) continue
    const party = partyOf(tokens[at], decide)
    if (party !== undefined && party !== issuer) return party
  }
  return undefined
}

/** The one other party that the title names. */
function titleCounterpart({ title, decide, issuer }: SidesInput): PartyCode | undefined {
  const named = new Set(title.tokens.flatMap((token) => partyOf(token, decide) ?? []))
  if (issuer !== undefined) named.delete(issuer)
  return named.size === 1 ? [...named][0] : undefined
}

/** The party that a token names outright: not a city. */
export function partyOf(token: Token | undefined, decide: Decide): PartyCode | undefined {
  const meaning = token?.cues.find((cue) => cue.meaning !== undefined)?.meaning
  return meaning === undefined || meaning.form === 'capital' ? undefined : decide(meaning)
}

const isSame = (a: NamedPerson, b: NamedPerson): boolean => a.name === b.name || surnameOf(a) === surnameOf(b)

function dropRepeated(participants: readonly Participant[]): Participant[] {
  return participants.filter(
    ({ person }, at) => !participants.slice(0, at).some((other) => other.person.name === person.name),
  )
}

function atMostTwoEach(participants: readonly Participant[]): Participant[] {
  const counts = new Map<string, number>()
  return participants.filter(({ parties }) => {
    const side = parties.join(' ')
    counts.set(side, (counts.get(side) ?? 0) + 1)
    return (counts.get(side) ?? 0) <= 2
  })
}
