import type { EvidenceList, KeyPoint } from '../../domain/key-point.ts'
import type { EncounterFacts, MachinePoint, ModelReading, Proposal, ProposedSentence } from '../../domain/model.ts'
import type { Document } from '../../domain/reading.ts'
import { type CarriedPosition, disagreements, positionOf } from './cards.ts'
import { checkPoint, type PointOutcome, type Scene } from './check-point.ts'
import { checkSentences, type KnownFact } from './check-sentences.ts'
import { overlap, partiesIn } from './evidence.ts'
import { foldQuotes } from './quotes.ts'
import { createTally } from './tally.ts'
import type { Tools } from './tools.ts'

/** The text that was sent, and what the rules make of it. */
export type Given = Document & {
  /** Names model and prompt. */
  readonly engine: string
  readonly encounter: EncounterFacts
  /** In the order in which the model was given them as facts. */
  readonly rulePoints: readonly KeyPoint[]
}

/** A lede has no more sentences. */
const MOST_SENTENCES = 2

/** What is left of a proposal: key points that their quotes carry, a lede that its key points carry, and where rules and model differ. */
export function checkProposal(tools: Tools, proposal: Proposal, given: Given): ModelReading {
  const { text, title = '', issuer, encounter, rulePoints, engine } = given
  const tally = createTally()
  if (tools.speaksToMachine(`${title}\n${text}`)) {
    tally.drop('instruction', proposal.points.length + proposal.lede.length)
    return { engine, lede: [], points: [], disagreements: [], dropped: tally.drops() }
  }
  const { prepared } = tools.prepare(given)
  const scene: Scene = { tools, prepared, folding: foldQuotes(text), issuer, encounter, rulePoints }
  const outcomes = withoutDoubles(proposal.points.map((point) => checkPoint(scene, point)))
  const points = outcomes.flatMap((outcome) => (outcome.kind === 'kept' ? [outcome.point] : []))
  const rules = rulePoints.flatMap((point, index) => carried(positionOf(point), point.evidence, index))
  const model = outcomes.flatMap((outcome, index) =>
    outcome.kind === 'card' ? carried(outcome.position, outcome.evidence, index) : [],
  )
  const differences = disagreements(rules, model)
  const places = outcomes.map((outcome) => placeOf(outcome, points, rules, rulePoints.length))
  outcomes.forEach((outcome, index) => {
    if (outcome.kind === 'dropped') tally.drop(outcome.reason)
    if (outcome.kind === 'repeats') tally.drop('repeats-rules')
    if (outcome.kind === 'card') tally.drop(places[index] === undefined ? 'card-topic' : 'repeats-rules')
  })
  const facts = [...rulePoints, ...points].map((point) => factOf(scene, point))
  const cited = proposal.lede.slice(0, MOST_SENTENCES).map((sentence) => recited(sentence, places, rulePoints.length))
  tally.drop('too-long', proposal.lede.length - cited.length)
  const { sentences: lede, dropped } = checkSentences(tools, cited, facts, encounter)
  tally.add(dropped)
  return { engine, lede, points, disagreements: differences, dropped: tally.drops() }
}

const carried = (position: ReturnType<typeof positionOf>, evidence: EvidenceList, index: number): CarriedPosition[] =>
  position ? [{ ...position, evidence, index }] : []

/** Of key points on one topic with the same words, the first stands. */
function withoutDoubles(outcomes: readonly PointOutcome[]): PointOutcome[] {
  const kept: MachinePoint[] = []
  return outcomes.map((outcome) => {
    if (outcome.kind !== 'kept') return outcome
    const { point } = outcome
    if (kept.some(({ topic, evidence }) => topic === point.topic && overlap(evidence, point.evidence)))
      return { kind: 'dropped', reason: 'repeats-rules' }
    kept.push(point)
    return outcome
  })
}

/** The number by which a sentence may cite a proposed key point: that of the kept one, or of the rules' that says the same. */
function placeOf(
  outcome: PointOutcome,
  points: readonly MachinePoint[],
  rules: readonly CarriedPosition[],
  before: number,
): number | undefined {
  switch (outcome.kind) {
    case 'kept':
      return before + points.indexOf(outcome.point) + 1
    case 'repeats':
      return outcome.index + 1
    case 'card': {
      const { topic, of, says } = outcome.position
      const same = rules.find((rule) => rule.topic === topic && rule.of === of && rule.says === says)
      return same && same.index + 1
    }
    case 'dropped':
      return undefined
  }
}

/** The sentence with its cites as they are counted once key points are dropped; what it cites in vain is 0 of nothing. */
function recited(
  { text, cites }: ProposedSentence,
  places: readonly (number | undefined)[],
  before: number,
): ProposedSentence {
  return { text, cites: cites.map((cite) => (cite > before ? (places[cite - before - 1] ?? NOWHERE) : cite)) }
}

const NOWHERE = -1

function factOf({ prepared }: Scene, { statement, evidence }: KeyPoint | MachinePoint): KnownFact {
  const quotes = evidence.map(({ quote }) => quote)
  return { statement, quotes, parties: partiesIn(prepared, evidence), language: prepared.language }
}
