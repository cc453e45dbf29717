import type { Officials } from '../../countries/officials.ts'
import type { PartyCode } from '../../domain/key-point.ts'
import type { Decide } from '../mentions.ts'
import type { EncounterClause } from './clause.ts'
import { CUE } from './cues.ts'
import { firstOf, type Head, personsOf, type ReadSentence, TITLE } from './head.ts'
import { givenNameFirst } from './names.ts'
import { partyOf } from './parties.ts'
import { surnameOf } from './people.ts'
import { partiesOfOffice } from './office.ts'
import type { NamedPerson } from './persons.ts'
import { is, type Token } from './tokens.ts'

/** One who takes part: a person, or an office that the text leaves unnamed ("The Foreign Secretary spoke to …"). */
export type Participant = { readonly person: NamedPerson | undefined; readonly parties: readonly PartyCode[] }

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

/** At most two lead persons of each side, in order of appearance; where the sentence names none of a side, whom the head names of it. */
export function participantsOf(input: SidesInput): Participant[] {
  const { clause, issuer } = input
  // A verb before both sides ("träffade statsminister A Finlands president B") begins with its subject.
  const verbFirst = clause.subjects.length === 0 && clause.objects.length > 1 && clause.objects[0]?.stated === false
  const home = verbFirst ? clause.objects.slice(0, 1) : clause.subjects
  const away = verbFirst ? clause.objects.slice(1) : clause.objects
  const subjects = home.length > 0 ? home.map((person) => withParties(person, issuer)) : officeBefore(input)
  const objects =
    away.length > 0 ? away.map((person) => withParties(person, awayParty(input, subjects, person))) : officeAfter(input)
  const joined = [...subjects, ...objects, ...gathered(input)]
  const inSentence = joined.length > 0 ? joined : leadersNext(input)
  const all = dropRepeated([...inSentence, ...fromTitle(input, inSentence), ...reporter(input, inSentence)])
  return atMostTwoEach(dropSpouses(dropAnonymous(all))).map((participant) => completed(participant, input))
}

/** The name as commonly written: a bare surname completed from the head or, once the party is known, from the data. */
function completed(participant: Participant, { head, officials, year }: SidesInput): Participant {
  const { person, parties } = participant
  if (person === undefined || person.official) return participant
  if (person.name.includes(' ')) return { person: { ...person, name: givenNameFirst(person.name, parties) }, parties }
  const surname = surnameOf(person)
  const longer = personsOf(head, 3).find((other) => other.name.includes(' ') && surnameOf(other) === surname)
  const official = parties
    .map((party) => officials.bySurname(person.name, party, year))
    .find((one) => one !== undefined)
  return { person: { ...person, name: longer?.name ?? official?.name ?? person.name }, parties }
}

/** The title's people, of parties of whom the sentence names nobody. */
function fromTitle({ head, issuer }: SidesInput, named: readonly Participant[]): Participant[] {
  const shown = new Set(named.filter(({ person }) => person).flatMap(({ parties }) => parties))
  return head.title.persons
    .map((person) => withParties(person, issuer))
    .filter(
      ({ person, parties }) =>
        !named.some((other) => isSame(other.person, person)) && !parties.some((p) => shown.has(p)),
    )
}

/** Where nobody of the side that reports is joined yet: whom the first sentences name of it. */
function reporter({ head, issuer }: SidesInput, named: readonly Participant[]): Participant[] {
  if (issuer === undefined || named.some(({ person, parties }) => person && parties.includes(issuer))) return []
  const [, ...opening] = firstOf(head, 2)
  const person = opening.flatMap(({ persons }) => persons).find(({ parties }) => parties.includes(issuer))
  return person === undefined ? [] : [{ person, parties: [issuer] }]
}

function withParties(person: NamedPerson, otherwise: PartyCode | undefined): Participant {
  if (person.parties.length > 0) return { person, parties: person.parties }
  return { person, parties: otherwise === undefined ? [] : [otherwise] }
}

/** "The two states held their annual dialogue. It was led by …": whom the next sentence names with their offices. */
function leadersNext({ index, head, issuer }: SidesInput): Participant[] {
  const { persons } = head.sentence(index + 1)
  return index === TITLE ? [] : persons.filter(({ titled }) => titled).map((person) => withParties(person, issuer))
}

/** A session of many: whoever the next sentences say attended it too. */
function gathered({ clause, index, head, issuer }: SidesInput): Participant[] {
  if (clause.shows !== 'multilateral') return []
  const attending = [head.sentence(index + 1), head.sentence(index + 2)].filter(({ tokens }) =>
    tokens.some(isAttendance),
  )
  return attending.flatMap(({ persons }) => persons).map((person) => withParties(person, issuer))
}

const isAttendance = ({ cues }: Token): boolean =>
  cues.some(({ bit, format }) => bit === CUE.weak && format === 'multilateral')

/** "The Head of State received …": whoever of that side the head names, else the bare office of the side that reports. */
function officeBefore({ clause, index, head, issuer, decide }: SidesInput): Participant[] {
  const { tokens } = clause.sentence
  for (let at = clause.at - 1; at >= Math.max(0, clause.at - 14); at -= 1) {
    if (is(tokens[at], CUE.pronoun) && index > 0) return namedBefore(head.sentence(index - 1), issuer)
    if (!is(tokens[at], CUE.role)) continue
    const party = partiesOfOffice(tokens, at, Math.min(at + 4, clause.at), decide)[0] ?? issuer
    if (party === undefined) return []
    const named = namedFor(party, clause, head)
    return named ? [named] : party === issuer ? [{ person: undefined, parties: [party] }] : []
  }
  return []
}

/** Whom "he" means: the first with an office in the sentence before. */
function namedBefore({ persons }: ReadSentence, issuer: PartyCode | undefined): Participant[] {
  const person = persons.find(({ titled }) => titled)
  return person === undefined ? [] : [withParties(person, issuer)]
}

/** "held talks with the Foreign Minister of Oman": whoever of that party the head names. */
function officeAfter({ clause, head, issuer, decide }: SidesInput): Participant[] {
  const { tokens } = clause.sentence
  for (let at = clause.at + 1; at < tokens.length && !is(tokens[at], CUE.relative); at += 1) {
    if (!is(tokens[at], CUE.role)) continue
    const before = is(tokens[at - 1], CUE.party) || tokens[at - 1]?.shape === 'possessive' ? at - 2 : at
    const party = partiesOfOffice(tokens, Math.max(clause.at + 1, before), at + 4, decide)[0]
    const named = party === undefined || party === issuer ? undefined : namedFor(party, clause, head)
    return named === undefined ? [] : [named]
  }
  return []
}

function namedFor(party: PartyCode, clause: EncounterClause, head: Head): Participant | undefined {
  const taken = [...clause.subjects, ...clause.objects]
  const person = personsOf(head, 3).find((one) => one.parties.includes(party) && !taken.includes(one))
  return person && { person, parties: person.parties }
}

/** Whose an object without a state is: the reporting side's where the subject is from abroad, else the other side's. */
function awayParty(input: SidesInput, subjects: readonly Participant[], person: NamedPerson): PartyCode | undefined {
  const { issuer } = input
  const fromAbroad =
    subjects.length > 0 && subjects.every(({ parties }) => parties.length > 0 && !parties.includes(issuer ?? ''))
  if (issuer !== undefined && fromAbroad) return issuer
  return counterpartAt(input, person) ?? titleCounterpart(input)
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
function titleCounterpart({ head, decide, issuer }: SidesInput): PartyCode | undefined {
  const named = new Set(head.title.tokens.flatMap((token) => partyOf(token, decide) ?? []))
  if (issuer !== undefined) named.delete(issuer)
  return named.size === 1 ? [...named][0] : undefined
}

/** The same name, or one of them only the other's surname. */
function isSame(a: NamedPerson | undefined, b: NamedPerson | undefined): boolean {
  if (a === undefined || b === undefined) return false
  const short = !a.written.includes(' ') || !b.written.includes(' ')
  return a.name === b.name || (short && surnameOf(a) === surnameOf(b))
}

function dropRepeated(participants: readonly Participant[]): Participant[] {
  return participants.filter(
    ({ person }, at) => !participants.slice(0, at).some((other) => isSame(other.person, person)),
  )
}

/** A spouse counts only where there is nobody else of that side. */
function dropSpouses(participants: readonly Participant[]): Participant[] {
  const led = new Set(participants.filter(({ person }) => person?.spouse === false).flatMap(({ parties }) => parties))
  return participants.filter(
    ({ person, parties }) => person?.spouse !== true || !parties.some((party) => led.has(party)),
  )
}

/** An unnamed office is left out where somebody of its side is named. */
function dropAnonymous(participants: readonly Participant[]): Participant[] {
  const named = new Set(participants.filter(({ person }) => person).flatMap(({ parties }) => parties))
  return participants.filter(({ person, parties }) => person || !parties.some((party) => named.has(party)))
}

function atMostTwoEach(participants: readonly Participant[]): Participant[] {
  const counts = new Map<string, number>()
  return participants.filter(({ parties }) => {
    const side = parties.join(' ')
    counts.set(side, (counts.get(side) ?? 0) + 1)
    return (counts.get(side) ?? 0) <= 2
  })
}
