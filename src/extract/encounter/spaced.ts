import type { DocumentCue } from '../../domain/encounter-words.ts'
import type { FoundEncounter } from '../prepared.ts'
import { isPlanned } from './clause.ts'
import { findDays } from './dates.ts'
import { announcedKinds } from './document-type.ts'
import { dayOfEncounter } from './encounter-day.ts'
import { formatOf } from './format.ts'
import { firstOf, type Head, type ReadSentence, readHead, TITLE, yearOf } from './head.ts'
import { reportingParty } from './home.ts'
import type { FinderInput } from './input.ts'
import { peopleOf } from './people.ts'
import { placeIn } from './place.ts'
import { type Candidate, refuse } from './refusal.ts'
import { describeOther } from './other-text.ts'
import { partiesOf, partiesQuoted } from './parties.ts'
import { participantsOf } from './sides.ts'

/** Who met whom, in a language that puts spaces between words: the first clause of the head that nothing speaks against. */
export function findSpacedEncounter(input: FinderInput): FoundEncounter {
  const { prepared, cues } = input
  const head = readHead(input)
  const kinds = announcedKinds(prepared.title, prepared.text, cues.documents)
  const told = firstAccount(input, head, kinds)
  if (told !== undefined || input.document.issuer !== undefined) return told ?? noReadout(input, head, kinds)
  const issuer = reportingParty(head, input)
  const supposed = { ...input, document: { ...input.document, issuer } }
  return (issuer && firstAccount(supposed, head, kinds)) || noReadout(input, head, kinds)
}

function firstAccount(input: FinderInput, head: Head, kinds: ReadonlySet<DocumentCue>): FoundEncounter | undefined {
  for (const candidate of candidatesIn(head, input)) {
    const refusal = refuse(head, kinds, candidate)
    note(input, candidate, refusal)
    if (refusal === undefined) return readout(input, head, candidate)
  }
  return undefined
}

/** The clauses of the first sentences in order, and at last the title's, which may say it where the text takes it for granted. */
function* candidatesIn(
  head: Head,
  { document, decide, gazetteer, officials, prepared }: FinderInput,
): Generator<Candidate> {
  const year = yearOf(prepared)
  for (let at = 0; at <= head.length; at += 1) {
    const index = at === head.length ? TITLE : at
    for (const clause of head.sentence(index).clauses) {
      const joined = participantsOf({ clause, index, head, issuer: document.issuer, decide, officials, year })
      yield { clause, index, participants: joined.filter(({ parties }) => parties.every(gazetteer.isSide)) }
    }
  }
}

function note(input: FinderInput, { clause, index, participants }: Candidate, refusal: string | undefined): void {
  if (index === TITLE) return
  const names = participants.map(({ person, parties }) => person?.name ?? parties.join(' '))
  const reason = refusal ?? `${clause.shows}: ${names.join(', ')}`
  const { tokens } = clause.sentence
  const [start, end] = [tokens[0]?.start ?? 0, tokens[clause.at]?.end ?? 0]
  input.note?.({ rule: 'encounter', outcome: refusal === undefined ? 'kept' : 'dropped', reason, start, end })
}

function readout(input: FinderInput, head: Head, candidate: Candidate): FoundEncounter {
  const { clause, participants } = candidate
  const { prepared, document } = input
  const named = participants.flatMap(({ person, parties }) => (person === undefined ? [] : [{ person, parties }]))
  const parties = partiesOf(clause, participants, input.decide)
  const format = formatOf(head, input.cues, candidate, parties.size)
  for (const party of partiesQuoted(head, format)) parties.add(party)
  const home = named.find(({ person }) => !person.stated) ?? named[0]
  return {
    documentType: clause.shows === 'letter' ? 'letter' : 'readout',
    readout: true,
    format,
    parties: [...parties].sort(),
    date: dayOfEncounter(head, clause, prepared.published),
    principals: named.map(({ person }) => person.name),
    place: placeIn(clause.sentence.tokens, clause.at),
    // The side that reports is named without its state: "Vladimir Putin had a telephone conversation with President of …".
    issuer: document.issuer ?? home?.parties[0],
    people: peopleOf(named, [...head.title.persons, ...clause.sentence.persons], input),
  }
}

function noReadout(input: FinderInput, head: Head, kinds: ReadonlySet<DocumentCue>): FoundEncounter {
  const [title, ...opening] = firstOf(head, 2)
  const planned = [head.title, ...opening].some(isPlanned)
  const tokens = opening.flatMap((sentence) => sentence.tokens)
  // The day of what is still to come is not the text's own.
  const day = planned ? undefined : findDays(tokens, input.prepared.published)[0]?.day
  const signed = isByline(head.sentence(0)) ? new Set<DocumentCue>([...kinds, 'statement']) : kinds
  return describeOther(input, title?.tokens ?? [], tokens, signed, day)
}

/** "Joan Price, Minister of Foreign Affairs": a first line that is a person and their office tells whose words follow. */
const isByline = ({ tokens, persons: [first] }: ReadSentence): boolean =>
  first?.first === 0 && first.titled && first.last === tokens.length
