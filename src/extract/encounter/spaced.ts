import type { DocumentCue } from '../../domain/encounter-words.ts'
import type { PartyCode } from '../../domain/key-point.ts'
import type { Format } from '../../domain/reading.ts'
import type { FoundEncounter } from '../prepared.ts'
import { type EncounterClause, findClauses, isPlanned, type ReadSentence } from './clause.ts'
import { CUE } from './cues.ts'
import { findDays } from './dates.ts'
import { announcedKinds, typeOfOther } from './document-type.ts'
import type { FinderInput } from './input.ts'
import { leadOf } from './lead.ts'
import { peopleOf } from './people.ts'
import { findPersons, type NamedPerson } from './persons.ts'
import { placeIn } from './place.ts'
import { type Participant, participantsOf, partyOf } from './sides.ts'
import { is, readTokens } from './tokens.ts'

/** The head of a text, read. */
type Head = { readonly title: ReadSentence; readonly lead: readonly ReadSentence[] }

/** Who met whom, in a language that puts spaces between words. */
export function findSpacedEncounter(input: FinderInput): FoundEncounter {
  const head = readHead(input)
  const kinds = announcedKinds(
    head.title.tokens.length > 0 ? input.prepared.title : '',
    input.prepared.text,
    input.cues.documents,
  )
  const candidates = head.lead.flatMap((sentence, index) => findClauses(sentence).map((clause) => ({ clause, index })))
  for (const { clause, index } of candidates) {
    const participants = participantsOf({
      clause,
      title: head.title,
      issuer: input.document.issuer,
      decide: input.decide,
    })
    const refusal = refuse(head, kinds, clause, index, participants)
    const { start, end } = spanOf(clause)
    const reason = refusal ?? `${clause.shows}: ${participants.map(({ person }) => person.name).join(', ')}`
    input.note({ rule: 'encounter', outcome: refusal === undefined ? 'kept' : 'dropped', reason, start, end })
    if (refusal === undefined) return readout(input, head, clause, participants)
  }
  return noReadout(input, head, kinds)
}

function readHead({ prepared, cues, decide, officials, document }: FinderInput): Head {
  const year = Number(document.published?.slice(0, 4)) || undefined
  const read = (text: string, start: number, end: number): ReadSentence => {
    const tokens = readTokens(text, { start, end }, cues)
    return { tokens, persons: findPersons(tokens, { officials, decide, year }) }
  }
  const lead = leadOf(prepared).map(({ start, end }) => read(prepared.text, start, end))
  return { title: read(prepared.title, 0, prepared.title.length), lead }
}

function spanOf({ sentence, at }: EncounterClause): { start: number; end: number } {
  return { start: sentence.tokens[0]?.start ?? 0, end: sentence.tokens[at]?.end ?? 0 }
}

/** Why a clause is not what the text is an account of; undefined where it is. */
function refuse(
  head: Head,
  kinds: ReadonlySet<DocumentCue>,
  clause: EncounterClause,
  index: number,
  participants: readonly Participant[],
): string | undefined {
  const parties = new Set(participants.flatMap((participant) => participant.parties))
  if (participants.length < 2) return 'fewer than two people are named'
  if (parties.size < 2) return 'only one party is named'
  if (clause.weak && clause.objects.length === 0 && clause.subjects.length < 2)
    return 'the verb has no person as its object'
  if (kinds.has('pressConference') && clause.shows !== 'press') return 'a press conference'
  if (kinds.has('news')) return 'a summary of news'
  const inTitle = findClauses(head.title).length > 0
  if (kinds.has('travel') && !inTitle) return 'an account of a journey'
  if (kinds.has('preview') && !inTitle && index > 0) return 'an announcement'
  if ((kinds.has('statement') || kinds.has('message')) && !inTitle && clause.shows !== 'letter') return 'a statement'
  if (kinds.has('jointStatement') && findDays(clause.sentence.tokens, undefined).length === 0)
    return 'a joint statement'
  return undefined
}

function readout(
  input: FinderInput,
  head: Head,
  clause: EncounterClause,
  participants: readonly Participant[],
): FoundEncounter {
  const { prepared, document } = input
  const parties = new Set(participants.flatMap((participant) => participant.parties))
  for (const party of partiesBetween(clause, input)) parties.add(party)
  const mentioned = [...head.title.persons, ...head.lead.flatMap(({ persons }) => persons)]
  const people = peopleOf(participants, mentioned, prepared.text)
  return {
    documentType: clause.shows === 'letter' ? 'letter' : 'readout',
    readout: true,
    format: formatOf(head, clause, parties.size),
    parties: [...parties].sort(),
    date: dateOf(head, clause, prepared.published),
    principals: participants.map(({ person }) => person.name),
    place: placeIn(clause.sentence.tokens, clause.at),
    issuer: document.issuer ?? issuerOf(participants),
    people,
  }
}

/** "a meeting between China and ASEAN": parties named without a person. */
function partiesBetween({ sentence, shows }: EncounterClause, { decide }: FinderInput): PartyCode[] {
  if (shows !== 'multilateral' && shows !== 'meeting') return []
  return sentence.tokens.flatMap((token, at) => {
    if (!/^between$/i.test(token.text)) return []
    return sentence.tokens.slice(at + 1, at + 12).flatMap((next) => partyOf(next, decide) ?? [])
  })
}

/** The home side is named without its state: "Vladimir Putin had a telephone conversation with President of …". */
function issuerOf(participants: readonly Participant[]): PartyCode | undefined {
  const home = participants.find(({ person }) => !person.stated) ?? participants[0]
  return home?.parties[0]
}

function formatOf(head: Head, clause: EncounterClause, parties: number): Format {
  if (clause.shows === 'press') return 'other'
  if (clause.shows === 'letter') return 'letter'
  const shown = new Set(findClauses(clause.sentence).map(({ shows }) => shows))
  if (clause.sentence.tokens.some((token) => is(token, CUE.remote)) || shown.has('call')) return 'call'
  if (shown.has('multilateral') && parties > 2) return 'multilateral'
  const elsewhere = head.lead.some((sentence) => findClauses(sentence).some(({ shows }) => shows === 'talks'))
  return shown.has('talks') || (elsewhere && clause.shows === 'meeting') ? 'talks' : 'meeting'
}

/** The day that the sentence gives, else one in the lines around it, else the day of publication. */
function dateOf(head: Head, clause: EncounterClause, published: string | undefined): string | null {
  const first = head.lead[0]?.tokens ?? []
  const near = published ?? findDays(first, undefined)[0]?.day
  const days = findDays(clause.sentence.tokens, near)
  return days[0]?.day ?? near ?? null
}

function noReadout(
  { document, decide, prepared }: FinderInput,
  head: Head,
  kinds: ReadonlySet<DocumentCue>,
): FoundEncounter {
  const planned = [head.title, ...head.lead].some(isPlanned)
  const named = [head.title, ...head.lead.slice(0, 2)]
  const parties = new Set(named.flatMap(({ tokens }) => tokens.flatMap((token) => partyOf(token, decide) ?? [])))
  const near = prepared.published
  const day = planned ? undefined : head.lead.flatMap(({ tokens }) => findDays(tokens, near))[0]?.day
  return {
    documentType: typeOfOther(kinds),
    readout: false,
    format: null,
    parties: [...parties].sort(),
    date: day ?? near ?? null,
    principals: [],
    place: null,
    issuer: document.issuer,
    people: [],
  }
}

/** Everybody whom the head names, for the explanation. */
export const namesIn = (persons: readonly NamedPerson[]): string => persons.map(({ name }) => name).join(', ')
