import type { Format } from '../../domain/reading.ts'
import { type EncounterClause, findClauses } from './clause.ts'
import { CUE } from './cues.ts'
import type { Head } from './head.ts'
import { is } from './tokens.ts'

/** How the sides met: by telephone or video before all, as a body of many before talks, talks before a meeting. */
export function formatOf(head: Head, clause: EncounterClause, parties: number): Format {
  if (clause.shows === 'press') return 'other'
  if (clause.shows === 'letter') return 'letter'
  const shown = new Set(findClauses(clause.sentence).map(({ shows }) => shows))
  if (clause.sentence.tokens.some((token) => is(token, CUE.remote)) || shown.has('call')) return 'call'
  if (shown.has('multilateral') && parties > 2) return 'multilateral'
  const elsewhere = head.lead.some((sentence) => findClauses(sentence).some(({ shows }) => shows === 'talks'))
  return shown.has('talks') || (elsewhere && clause.shows === 'meeting') ? 'talks' : 'meeting'
}
