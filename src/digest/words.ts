import { withArticle } from '../countries/article.ts'
import type { PartyCode, Voice } from '../domain/key-point.ts'
import type { Format } from '../domain/reading.ts'
import type { Topic } from '../domain/topic.ts'

/** What states and organisations are called: `AZ` → `Azerbaijan`. */
export type DisplayName = (code: PartyCode) => string

/** What each topic is called at the head of a line. */
export const TOPIC_LABELS: Readonly<Record<Topic, string>> = {
  partnership: 'Partnership',
  taiwan: 'Taiwan',
  'trade-policy': 'Trade',
  agreements: 'Agreements',
  'core-interests': 'Core interests',
  'internal-affairs': 'Internal affairs',
  security: 'Security',
  maritime: 'Maritime',
  'belt-and-road': 'Belt and Road',
  initiatives: 'Initiatives',
  multilateral: 'Multilateral',
  ukraine: 'Ukraine',
  'middle-east': 'Middle East',
  korea: 'Korea',
  'other-conflict': 'Other conflicts',
  economy: 'Economy',
  'energy-climate': 'Energy and climate',
  technology: 'Technology',
  people: 'People',
  visits: 'Visits',
  aid: 'Aid',
}

/** What each kind of encounter is called within a line. */
export const FORMAT_WORDS: Readonly<Record<Format, string>> = {
  talks: 'talks',
  meeting: 'meeting',
  call: 'call',
  letter: 'exchange of letters',
  multilateral: 'multilateral session',
  other: 'encounter',
}

/**
 * Whose words: `Azerbaijan, as reported by China`; the voice alone where it is the issuer's own, or where all accounts have it.
 * Both sides together are one side's report until both accounts say it.
 */
export function voiceName(voice: Voice, issuer: PartyCode, everyAccount: boolean, displayName: DisplayName): string {
  const name = voice === 'joint' ? 'Both sides' : displayName(voice)
  const isOwn = voice === issuer || everyAccount || issuer === ''
  return isOwn ? name : `${name}, as reported by ${withArticle(displayName(issuer))}`
}

/** `1 readout`, `2 readouts`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
