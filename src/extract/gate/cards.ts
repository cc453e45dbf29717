import type { Evidence, EvidenceList, KeyPoint } from '../../domain/key-point.ts'
import type { Disagreement, ProposedPoint } from '../../domain/model.ts'
import {
  CARD_TOPICS,
  type CardTopic,
  INSTRUMENTS,
  PARTNERSHIP_CHANGES,
  TAIWAN_CLAIMS,
  TRADE_CLAIMS,
} from '../../domain/topic.ts'

/** One side's position on a card topic: whose, and in the words of the closed lists. */
export type Position = { readonly topic: CardTopic; readonly of: string; readonly says: string }

/** A position with what carries it; `index` is the key point's, or the proposed one's. */
export type CarriedPosition = Position & { readonly evidence: EvidenceList; readonly index: number }

/** Whether a topic's reading is the rules' own affair. */
export const isCardTopic = (topic: string): topic is CardTopic => CARD_TOPICS.some((card) => card === topic)

/** What the rules took of a card topic; nothing of a clause that names no level. */
export function positionOf(point: KeyPoint): Position | undefined {
  switch (point.topic) {
    case 'partnership':
      return point.level === undefined
        ? undefined
        : { topic: point.topic, of: point.with ?? '', says: levelWords(point.level, point.change) }
    case 'taiwan':
    case 'trade-policy':
      return { topic: point.topic, of: point.voice, says: point.claims.toSorted().join(', ') }
    case 'agreements':
      return { topic: point.topic, of: 'signed', says: signedWords(point.count, point.instruments) }
    default:
      return undefined
  }
}

/** What a model proposes of a card topic; nothing where it says so in words of no closed list. */
export function proposedPosition(topic: CardTopic, point: ProposedPoint): Position | undefined {
  switch (topic) {
    case 'partnership': {
      const { level = '', change } = point
      const isKnown = PARTNERSHIP_CHANGES.some((known) => known === change)
      if (!/^[a-z][a-z -]{4,80}$/.test(level) || (change !== undefined && !isKnown)) return undefined
      return { topic, of: point.with ?? '', says: levelWords(level, change) }
    }
    case 'taiwan':
      return claimed(topic, point, TAIWAN_CLAIMS)
    case 'trade-policy':
      return claimed(topic, point, TRADE_CLAIMS)
    case 'agreements': {
      const { count = null, instruments = [] } = point
      const isKnown = instruments.length > 0 && areKnown(instruments, INSTRUMENTS)
      return isKnown ? { topic, of: 'signed', says: signedWords(count, instruments) } : undefined
    }
  }
}

function claimed(
  topic: CardTopic,
  { voice, claims = [] }: ProposedPoint,
  known: readonly string[],
): Position | undefined {
  if (claims.length === 0 || !areKnown(claims, known)) return undefined
  return { topic, of: voice, says: [...new Set(claims)].toSorted().join(', ') }
}

const areKnown = (words: readonly string[], known: readonly string[]): boolean =>
  words.every((word) => known.includes(word))

const levelWords = (level: string, change: string | undefined): string =>
  change === undefined ? level : `${level}, ${change}`

const signedWords = (count: number | null, instruments: readonly string[]): string =>
  [...(count === null ? [] : [String(count)]), ...[...new Set(instruments)].toSorted()].join(' ')

/** Where the two take a card topic differently, topic by topic; everything that is said of one side is compared at once. */
export function disagreements(rules: readonly CarriedPosition[], model: readonly CarriedPosition[]): Disagreement[] {
  const keyOf = ({ topic, of }: Position): string => `${topic} ${of}`
  const [byRules, byModel] = [Map.groupBy(rules, keyOf), Map.groupBy(model, keyOf)]
  const keys = new Set([...byRules.keys(), ...byModel.keys()])
  const found = [...keys].flatMap((key): Disagreement[] => {
    const [ours = [], theirs = []] = [byRules.get(key), byModel.get(key)]
    const [first = theirs[0]] = ours
    if (!first || wordsOf(ours) === wordsOf(theirs)) return []
    const kind = ours.length === 0 ? 'only-model' : theirs.length === 0 ? 'only-rules' : 'differs'
    const evidence: readonly Evidence[] = [...ours, ...theirs].flatMap((position) => position.evidence)
    return [{ topic: first.topic, kind, rules: wordsOf(ours), model: wordsOf(theirs), evidence }]
  })
  return found.sort((a, b) => CARD_TOPICS.indexOf(a.topic) - CARD_TOPICS.indexOf(b.topic))
}

/** `AZ: one-china-principle, part-of-china`. */
function wordsOf(positions: readonly Position[]): string | undefined {
  const [first] = positions
  if (!first) return undefined
  const said = [...new Set(positions.map(({ says }) => says))].toSorted().join('; ')
  return `${first.of}: ${said}`
}
