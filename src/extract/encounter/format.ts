import type { Format } from '../../domain/reading.ts'
import type { EncounterClause } from './clause.ts'
import { CUE, type Cues } from './cues.ts'
import type { Head } from './head.ts'
import type { Candidate } from './refusal.ts'
import { is } from './tokens.ts'

/** How the sides met: by telephone or video before all, as a body of many before talks, talks before a meeting. */
export function formatOf(head: Head, { talks }: Cues, { clause, index }: Candidate, parties: number): Format {
  if (clause.shows === 'press') return 'other'
  if (clause.shows === 'letter') return 'letter'
  const told = head.sentence(index).clauses.filter((other) => !isAside(clause, other))
  const shown = new Set(told.map(({ shows }) => shows))
  const remote = clause.sentence.tokens.some((token) => is(token, CUE.remote))
  if (remote || isInCall(clause) || (shown.has('call') && !spokeInPerson(head, clause))) return 'call'
  // Who attended or chaired a summit sat with many, whomever the text names.
  const attended = clause.weak && clause.shows === 'multilateral'
  const many = parties > 2 && (shown.has('multilateral') || isSession(clause) || cameToSummit(clause))
  if (attended || many) return 'multilateral'
  return shown.has('talks') || (clause.shows === 'meeting' && speaksOfTalks(head, talks)) ? 'talks' : 'meeting'
}

/** "The trilateral dialogue was held": a session that several come to, not two who met a third. */
function isSession({ sentence: { tokens }, at, light }: EncounterClause): boolean {
  const named = tokens.slice(Math.max(0, at - 3), at + 1).some(({ text }) => /^(?:tri|quadri)lateral/i.test(text))
  return is(tokens[at], CUE.noun) && (named || (!light && tokens.slice(at).some((token) => is(token, CUE.happened))))
}

/** "hosted the Prime Ministers of … for the leaders' summit": what several are received for is the session itself. */
const cameToSummit = ({ sentence: { tokens }, at }: EncounterClause): boolean =>
  tokens.some(
    (token, place) =>
      place > at &&
      token.cues.some(({ bit, format }) => bit === CUE.noun && format === 'multilateral') &&
      tokens.slice(Math.max(at, place - 5), place).some(({ text }) => PURPOSE.test(text)),
  )

const PURPOSE = /^(?:for|für|för|pour|para)$/i

/** "In a phone call on Friday, the ministers discussed", "discussed in a phone call": the noun beside another verb. */
const isInCall = ({ sentence: { tokens } }: EncounterClause): boolean =>
  tokens.some((token, at) => {
    if (!token.cues.some(({ bit, format }) => bit === CUE.noun && format === 'call')) return false
    const before = is(tokens[at - 1], CUE.the) ? tokens[at - 2] : tokens[at - 1]
    return is(before, CUE.in)
  })

/** "spoke with" under a title that tells of a meeting; not "spoke by phone". */
function spokeInPerson({ title }: Head, { shows, light, sentence, at }: EncounterClause): boolean {
  const titled = new Set(title.clauses.map((clause) => clause.shows))
  const inPerson = (titled.has('meeting') || titled.has('talks')) && !titled.has('call')
  if (shows !== 'call' || light || !inPerson || title.tokens.some((token) => is(token, CUE.remote))) return false
  return is(sentence.tokens[at], CUE.verb) && !DEVICE.test(sentence.tokens[at]?.text ?? '')
}

/** A verb that names the telephone itself. */
const DEVICE = /phon|tele|телеф|v[ií]deo|видео/i

/** "… received B before the latter's talks with …", "B, who came for talks with C": what a later clause tells of other people. */
function isAside({ at, sentence, objects }: EncounterClause, other: EncounterClause): boolean {
  const between = sentence.tokens.slice(at + 1, other.at)
  const others = objects.length > 0 && !other.objects.some((person) => objects.includes(person))
  const apart = other.objects.length === 0 || others
  return other.sentence === sentence && apart && between.some((token) => is(token, CUE.relative))
}

/** "… höll försvarsministrarna överläggningar": a visit's first sentence may only say who received whom. */
function speaksOfTalks(head: Head, talks: readonly string[]): boolean {
  for (let at = 0; at < head.length; at += 1)
    if (head.holds(at, talks) && head.sentence(at).clauses.some(tellsOfTalks)) return true
  return false
}

/** Talks of those who lead the sides: "the ministers held talks", not "our teams held talks". */
function tellsOfTalks({ shows, light, objects, at, sentence }: EncounterClause): boolean {
  const around = sentence.tokens.slice(Math.max(0, at - 6), at)
  return shows === 'talks' && light && objects.length === 0 && around.some((token) => is(token, CUE.role | CUE.pronoun))
}
