import type { DocumentCue } from '../../domain/encounter-words.ts'
import type { EncounterClause } from './clause.ts'
import { CUE } from './cues.ts'
import { findDays } from './dates.ts'
import type { Head } from './head.ts'
import type { Participant } from './persons.ts'
import { is, isFirstPerson } from './tokens.ts'

/** A clause of the head that may be what the text is an account of. */
export type Candidate = {
  readonly clause: EncounterClause
  /** Which sentence of the lead it stands in, or `TITLE`. */
  readonly index: number
  readonly participants: readonly Participant[]
}

/** Why a clause is not what the text is an account of; undefined where it is. */
export function refuse(head: Head, kinds: ReadonlySet<DocumentCue>, candidate: Candidate): string | undefined {
  if (isOwnWords(candidate)) return 'told in the first person'
  return refuseSides(candidate) ?? refuseKind(head, kinds, candidate)
}

/** "I met with …" is somebody's speech, not an account; one that begins "Today I met …" is the minister's own. */
function isOwnWords({ clause: { sentence, subjects, at }, index }: Candidate): boolean {
  const { tokens } = sentence
  const isAccount = index === 0 && tokens.slice(0, at).some((token) => is(token, CUE.day))
  return subjects.length === 0 && !isAccount && tokens.slice(Math.max(0, at - 3), at).some(isFirstPerson)
}

function refuseSides({ clause, participants }: Candidate): string | undefined {
  const parties = new Set(participants.flatMap((participant) => participant.parties))
  const people = participants.filter(({ person }) => person)
  if (participants.length < 2 || people.length === 0) return 'fewer than two sides are named'
  if (parties.size < 2) return 'only one party is named'
  const many = clause.shows === 'multilateral'
  const others = many ? participants.length : clause.subjects.length
  if (clause.weak && clause.objects.length === 0 && others < 2) {
    return 'the verb has no person as its object'
  }
  // A bare office is enough on the side that reports, or where three or more states' are listed; else never on the other.
  const [alone, another] = people.flatMap(({ person }) => person ?? [])
  const bare = participants.length - people.length
  if (alone === undefined || another !== undefined || (bare > 2 && (many || !clause.weak))) return undefined
  if (bare === 2 || clause.subjects.includes(alone)) return 'the other side is unnamed'
  return undefined
}

function refuseKind(head: Head, kinds: ReadonlySet<DocumentCue>, candidate: Candidate): string | undefined {
  const { clause, index } = candidate
  if (kinds.has('pressConference')) return 'a press conference'
  if (kinds.has('news')) return 'a summary of news'
  if (kinds.has('jointStatement') && !isDated(head, clause)) return 'a joint statement'
  if (head.title.clauses.length > 0 || clause.shows === 'letter') return undefined
  if (kinds.has('commentary')) return 'a commentary'
  if (kinds.has('travel')) return 'an account of a journey'
  // What a spokesperson states, or a greeting tells, may still be the account of a call: then it says so at once.
  const atOnce = index === 0 && !clause.weak
  if (kinds.has('preview') && index > 0) return 'an announcement'
  return (kinds.has('statement') || kinds.has('message')) && !atOnce ? 'a statement' : undefined
}

/** A joint statement is an account where it tells of one session, on one day. */
const isDated = (head: Head, { sentence }: EncounterClause): boolean =>
  findDays(sentence.tokens, head.published).length > 0
