import type { GateList } from '../../domain/gate-lexicon.ts'
import type { EvidenceList, KeyPoint, PartyCode, Voice } from '../../domain/key-point.ts'
import type { DropReason, EncounterFacts, MachinePoint, ProposedPoint } from '../../domain/model.ts'
import { TOPICS } from '../../domain/topic.ts'
import type { Prepared } from '../prepared.ts'
import { isCardTopic, type Position, proposedPosition } from './cards.ts'
import { checkForm, checkGrounds } from './check-sentence.ts'
import { evidenceOf, overlap, partiesIn, sentencesAround } from './evidence.ts'
import { gatherGrounds } from './grounds.ts'
import type { Folding } from './quotes.ts'
import type { Tools } from './tools.ts'

/** The text that key points are proposed of, prepared once, with what the rules made of it. */
export type Scene = {
  readonly tools: Tools
  readonly prepared: Prepared
  readonly folding: Folding
  readonly issuer: PartyCode | undefined
  readonly encounter: EncounterFacts
  readonly rulePoints: readonly KeyPoint[]
}

/** What becomes of a proposed key point. */
export type PointOutcome =
  | { readonly kind: 'kept'; readonly point: MachinePoint }
  /** Of a card topic, which is compared and not kept. */
  | { readonly kind: 'card'; readonly position: Position; readonly evidence: EvidenceList }
  /** The rules have it; `index` is that of theirs. */
  | { readonly kind: 'repeats'; readonly index: number }
  | { readonly kind: 'dropped'; readonly reason: DropReason }

const dropped = (reason: DropReason): PointOutcome => ({ kind: 'dropped', reason })

/** Judges one proposed key point; the first reason against it counts. */
export function checkPoint(scene: Scene, proposed: ProposedPoint): PointOutcome {
  const topic = TOPICS.find((known) => known === proposed.topic)
  if (topic === undefined) return dropped('unknown-topic')
  const evidence = evidenceOf(scene.folding, proposed.quotes)
  if (typeof evidence === 'string') return dropped(evidence)
  if (isCardTopic(topic)) {
    const position = proposedPosition(topic, proposed)
    return position ? { kind: 'card', position, evidence } : dropped('unknown-claim')
  }
  const voice = voiceOf(scene, proposed.voice, evidence)
  if (voice === undefined) return dropped('unknown-voice')
  const index = scene.rulePoints.findIndex((point) => point.topic === topic && overlap(point.evidence, evidence))
  if (index >= 0) return { kind: 'repeats', index }
  const statement = proposed.statement.trim()
  const reason = checkForm(scene.tools, statement) ?? checkStatement(scene, statement, voice, evidence)
  return reason === undefined ? { kind: 'kept', point: { topic, voice, statement, evidence } } : dropped(reason)
}

function checkStatement(scene: Scene, statement: string, voice: Voice, evidence: EvidenceList): DropReason | undefined {
  const { tools, prepared, encounter, issuer } = scene
  const quotes = evidence.map(({ quote }) => quote)
  const parties = voice === 'joint' ? encounter.parties : [voice]
  const grounds = gatherGrounds(tools, quotes, partiesIn(prepared, evidence), {
    parties,
    encounter,
    isEnglish: prepared.language === 'en',
  })
  const telling = { issuer, sides: encounter.parties.length }
  const reason = checkGrounds(tools, statement, grounds, telling)
  return reason ?? (isCutFromDenial(scene, statement, evidence) ? 'modality' : undefined)
}

/** How far before a quote "does not" may stand, in characters. */
const DENIAL_REACH = 24

/** Whether a quote was cut so that what its sentence denies seems said: "[does not] support …". */
function isCutFromDenial({ tools, prepared }: Scene, statement: string, evidence: EvidenceList): boolean {
  if (isDenial(tools.englishCuesIn(statement))) return false
  return sentencesAround(prepared, evidence).some((sentence) => {
    const quote = evidence.find(({ start }) => start > sentence.start && start < sentence.end)
    if (!quote) return false
    const before = prepared.text.slice(Math.max(sentence.start, quote.start - DENIAL_REACH), quote.start)
    const clause = /[^,.;:，；：、]*$/.exec(before)?.[0] ?? ''
    return isDenial(tools.cuesIn(clause))
  })
}

const isDenial = (cues: ReadonlySet<GateList>): boolean => cues.has('negation') || cues.has('refuse')

/** The voice, if it is one that the document has and that the quote does not contradict. */
function voiceOf(scene: Scene, voice: string, evidence: EvidenceList): Voice | undefined {
  const { encounter, issuer, prepared, rulePoints, tools } = scene
  const told = rulePoints.filter(({ topic, evidence: theirs }) => isVoiced(topic) && overlap(theirs, evidence))
  if (told.length > 0 && told.every((point) => point.voice !== voice)) return undefined
  if (voice === 'joint') return encounter.parties.length > 1 && isShared(scene, evidence) ? voice : undefined
  if (!encounter.parties.includes(voice)) return undefined
  const isNamed = voice === issuer || prepared.mentions.some(({ party }) => party === voice)
  return isNamed || tools.people(prepared.text).some(({ party }) => party === voice) ? voice : undefined
}

/** What is signed or named between two is joint whoever tells it: it says nothing of whose words the rest of its sentence are. */
const isVoiced = (topic: string): boolean => topic !== 'partnership' && topic !== 'agreements'

/** What binds two names into one subject. */
const AND = /^(?:\s(?:and|&|и|et|und|y|e|och)\s|\s?[-–—]\s?|和|与|、)$/

/** Whether a quote's sentence speaks of both sides: by a word for them, or by their names with an "and" between. */
function isShared({ tools, prepared, encounter }: Scene, evidence: EvidenceList): boolean {
  const { text, mentions } = prepared
  const sentences = sentencesAround(prepared, evidence)
  if (sentences.some(({ start, end }) => tools.cuesIn(text.slice(start, end)).has('both'))) return true
  const named = mentions.filter((mention) => overlap([mention], sentences))
  return named.some(({ end, party }, index) => {
    const next = named[index + 1]
    if (!next || next.party === party || !AND.test(text.slice(end, next.start))) return false
    return encounter.parties.includes(party) && encounter.parties.includes(next.party)
  })
}
