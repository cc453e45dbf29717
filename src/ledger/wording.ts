import type { KeyPoint, TaiwanPoint, TradePoint, Voice } from '../domain/key-point.ts'
import type { Quoted } from '../domain/news.ts'
import type { KeptReading } from '../domain/readout.ts'
import { saysOf } from '../domain/retraction.ts'
import type { TradeClaim } from '../domain/topic.ts'
import { dayOf } from './pairing.ts'
import { TAIWAN_ALTERNATIVES, TAIWAN_LADDER, TAIWAN_WORDS, taiwanPositions } from './taiwan.ts'

/** The topics whose claims can be compared from one account to the next. */
export type WordedTopic = 'taiwan' | 'trade-policy'
/** Topics whose wording is compared. */
export const WORDED_TOPICS: readonly WordedTopic[] = ['taiwan', 'trade-policy']

/** Each position that one voice takes in one text, with the point that carries it. */
export type Wording = ReadonlyMap<string, WordedPoint>
/** A key point whose wording is compared. */
export type WordedPoint = TaiwanPoint | TradePoint

/** What `voice` says on `topic` in `text`; what both sides say together, each of them says. Its own words come before shared ones. */
export function wordingOf(text: KeptReading, topic: WordedTopic, voice: Voice): Wording {
  const wording = new Map<string, WordedPoint>()
  const points = wordedPoints(text, topic, voice)
  for (const point of [...points.filter((own) => own.voice === voice), ...points])
    for (const position of positionsOf(point)) if (!wording.has(position)) wording.set(position, point)
  return wording
}

/** The points that say something for `voice`; with no voice given, anybody's. */
export function wordedPoints({ reading }: KeptReading, topic: WordedTopic, voice?: Voice): WordedPoint[] {
  return reading.keyPoints.filter((point) => isWorded(point, topic, voice))
}

/** Whether a point says something on `topic` for `voice`; with no voice given, for anybody. */
export function isWorded(point: KeyPoint, topic: WordedTopic, voice: Voice | undefined): point is WordedPoint {
  return point.topic === topic && (voice === undefined || point.voice === voice || point.voice === 'joint')
}

/** What a point says, each position once. */
export const positionsOf = (point: WordedPoint): readonly string[] =>
  point.topic === 'taiwan' ? taiwanPositions(point) : point.claims

/** The point that carries the first of `positions` which the wording holds. */
export function pointIn(wording: Wording, positions: readonly string[]): WordedPoint | undefined {
  return positions.map((position) => wording.get(position)).find((point) => point !== undefined)
}

/** Two wordings of which a text has one. */
export type Alternatives = readonly [string, string]

/**
 * China's own words on Taiwan: they come and go with the length of a text and the counterpart, and name others' policies besides its own
 * principle. Only their absence altogether is news.
 */
export const isOwnStock = (topic: WordedTopic, voice: Voice): boolean => topic === 'taiwan' && voice === 'CN'

/** Pairs of positions that take each other's place. */
export function alternativesOf(topic: WordedTopic, voice: Voice): readonly Alternatives[] {
  return topic === 'taiwan' && !isOwnStock(topic, voice) ? TAIWAN_ALTERNATIVES : []
}

/** Where one wording takes one of two alternatives, the other takes the other, and neither takes both: from which to which. */
export function swapBetween(pair: Alternatives, before: Wording, after: Wording) {
  const [one, two] = pair
  const [from, to] = before.has(one) ? [one, two] : [two, one]
  const [old, now] = [before.get(from), after.get(to)]
  if (!old || !now || before.has(to) || after.has(from)) return undefined
  return { from, to, before: old, after: now }
}

/** Whether a position's coming and going is news by itself: in another state's words on Taiwan, where every rung is weighed. */
export function isWeighed(topic: WordedTopic, voice: Voice, position: string): boolean {
  return topic === 'taiwan' && !isOwnStock(topic, voice) && TAIWAN_LADDER.has(position)
}

/** Positions in neutral words, in the order of the closed lists. */
export function inWords(topic: WordedTopic, positions: Iterable<string>): string {
  const words: Readonly<Record<string, string>> = topic === 'taiwan' ? TAIWAN_WORDS : TRADE_WORDS
  const named = new Set(positions)
  return Object.entries(words)
    .filter(([position]) => named.has(position))
    .map(([, phrase]) => phrase)
    .join('; ')
}

const TRADE_WORDS: Readonly<Record<TradeClaim, string>> = {
  tariffs: 'against tariffs',
  'trade-war': 'against trade wars',
  protectionism: 'against protectionism',
  unilateralism: 'against unilateralism',
  decoupling: 'against decoupling',
  sanctions: 'against unilateral sanctions',
  'multilateral-trading': 'for the multilateral trading system',
  'unfair-practices': 'against unfair practices',
  'export-controls': 'on export controls',
  fta: 'on a free trade agreement',
}

/** A point's words, with where they stand. */
export function quoted(point: KeyPoint, text: KeptReading): Quoted {
  const { readout, reading, version } = text
  return {
    evidence: point.evidence,
    origin: reading.format === null || reading.format === 'other' ? reading.documentType : reading.format,
    date: dayOf(text) ?? '',
    issuer: readout.issuer,
    language: reading.language,
    url: readout.url,
    point: { readout: readout.id, version: version.number, says: saysOf(point) },
  }
}
