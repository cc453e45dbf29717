import type { PartyCode } from '../../domain/key-point.ts'
import { officeAfter, officeBefore } from './bare-office.ts'
import { CUE } from './cues.ts'
import type { Decide } from '../mentions.ts'
import { firstOf, personsOf, TITLE } from './head.ts'
import { givenNameFirst } from './names.ts'
import { partyOf } from './parties.ts'
import { surnameOf } from './people.ts'
import type { Participant } from './persons.ts'
import { type SidesInput, titleCounterpart, withParties } from './participant.ts'
import type { NamedPerson } from './persons.ts'
import { is, type Token } from './tokens.ts'

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
  const joined = [...subjects, ...objects, ...assembled(input), ...gathered(input)]
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

/**
 * "The two states held their annual dialogue. It was led by …": whom the next sentence names with their offices; and where that is one
 * side alone ("The Union was represented by …"), the one after it.
 */
function leadersNext(input: SidesInput): Participant[] {
  if (input.index === TITLE) return []
  const next = leadersIn(input, input.index + 1)
  const sides = new Set(next.flatMap(({ parties }) => parties))
  return sides.size === 1 ? [...next, ...leadersIn(input, input.index + 2)] : next
}

function leadersIn({ head, issuer, decide }: SidesInput, at: number): Participant[] {
  const { persons, tokens } = head.sentence(at)
  return persons.flatMap((person, nth) => {
    const side = partyBefore(tokens, persons[nth - 1]?.last ?? 0, person.nameAt, decide)
    return person.titled ? [withParties(person, side ?? issuer)] : []
  })
}

/** "the Omani side by H.E. Mr. A": the last party that is named from `from` to the name. */
const partyBefore = (tokens: readonly Token[], from: number, name: number, decide: Decide): PartyCode | undefined =>
  tokens
    .slice(from, name)
    .flatMap((token) => partyOf(token, decide) ?? [])
    .at(-1)

/** "The meeting was held in Tokyo, chaired by A and attended by B": whoever the sentence names behind what took place. */
function assembled({ clause, issuer }: SidesInput): Participant[] {
  const { sentence, subjects, objects, at } = clause
  const tookPlace = sentence.tokens.slice(at).some((token) => is(token, CUE.happened))
  if (!tookPlace || subjects.length > 0 || objects.length > 1) return []
  return sentence.persons
    .filter((person) => person.nameAt > at && !objects.includes(person))
    .map((person) => withParties(person, issuer))
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
