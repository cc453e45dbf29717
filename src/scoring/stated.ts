import type { PartyCode } from '../domain/key-point.ts'
import type { Proposal, ProposedPoint } from '../domain/model.ts'
import type { Reading } from '../domain/reading.ts'
import { CARD_TOPICS, INSTRUMENTS, PARTNERSHIP_CHANGES, TAIWAN_CLAIMS, TOPICS, TRADE_CLAIMS } from '../domain/topic.ts'
import type { Stated } from './score.ts'

/** The parts of a key point that are compared, whoever found it. */
type Point = Pick<ProposedPoint, 'topic' | 'voice' | 'claims' | 'with' | 'level' | 'change' | 'count' | 'instruments'>

/** What a text states that is no readout. */
export const NOTHING_STATED: Stated = {
  readout: false,
  format: null,
  parties: [],
  date: null,
  principals: [],
  partnership: [],
  taiwan: [],
  trade: [],
  agreements: null,
  topics: [],
}

/** What the rules' reading states, in the form of a label. */
export function statedByReading({ readout, format, parties, date, principals, keyPoints }: Reading): Stated {
  if (!readout) return { ...NOTHING_STATED, topics: keyPoints.map(({ topic }) => topic) }
  return { readout, format, parties: parties.map(labelled), date, principals, ...grouped(keyPoints) }
}

/** What a model states, in the form of a label: of its points those that `isQuoted`, and of the closed lists what belongs to them. */
export function statedByProposal({ encounter, points }: Proposal, isQuoted: (point: ProposedPoint) => boolean): Stated {
  if (!encounter.readout) return NOTHING_STATED
  const kept = points.filter((point) => isOf(TOPICS, point.topic) && isQuoted(point))
  return { ...encounter, parties: encounter.parties.map(labelled), ...grouped(kept.map(withinLists)) }
}

/** What is shown where a model adds to the rules: it only has a say in which further topics there are. */
export function statedTogether(rules: Stated, model: Stated): Stated {
  if (!rules.readout) return rules
  return { ...rules, topics: [...rules.topics, ...model.topics.filter((topic) => !isOf(CARD_TOPICS, topic))] }
}

function grouped(points: readonly Point[]): Omit<Stated, 'readout' | 'format' | 'parties' | 'date' | 'principals'> {
  const of = (topic: string) => points.filter((point) => point.topic === topic)
  const claimed = (topic: string) => of(topic).map(({ voice, claims = [] }) => ({ voice: labelled(voice), claims }))
  const agreements = of('agreements')
  return {
    partnership: of('partnership').flatMap(({ with: other = '', level, change = '' }) =>
      level === undefined ? [] : [{ with: labelled(other), level, change }],
    ),
    taiwan: claimed('taiwan'),
    trade: claimed('trade-policy'),
    agreements:
      agreements.length === 0
        ? null
        : {
            count: agreements.map(({ count }) => count ?? null).find((count) => count !== null) ?? null,
            instruments: agreements.flatMap(({ instruments = [] }) => instruments),
          },
    topics: points.map(({ topic }) => topic),
  }
}

function withinLists({ topic, change, claims = [], instruments = [], level, ...point }: ProposedPoint): Point {
  const list = topic === 'taiwan' ? TAIWAN_CLAIMS : TRADE_CLAIMS
  return {
    ...point,
    topic,
    level: level?.trim().toLowerCase(),
    change: change !== undefined && isOf(PARTNERSHIP_CHANGES, change) ? change : undefined,
    claims: claims.filter((claim) => isOf(list, claim)),
    instruments: instruments.filter((instrument) => isOf(INSTRUMENTS, instrument)),
  }
}

const isOf = (list: readonly string[], word: string): boolean => list.includes(word)

/** Labels call the Arab League by the code that inside only Albania has. */
const labelled = (code: PartyCode): PartyCode => (code === 'LAS' ? 'AL' : code)
