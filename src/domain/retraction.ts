import type { EvidenceList, KeyPoint } from './key-point.ts'
import type { MachinePoint, ModelReading } from './model.ts'
import type { Reading } from './reading.ts'

/** Names a key point across readings: the text that it was drawn from, and what it says. */
export type PointRef = {
  /** Readout id. */
  readonly readout: string
  /** Number of the text's version. */
  readonly version: number
  /** See `saysOf`. */
  readonly says: string
}

/** A key point that a line of a message tells; `text` where the line tells others as well, and this is its share. */
export type Told = PointRef & { readonly text?: string | undefined }

/** A key point that may be found wrong; `machine` where a language model proposed it. */
export type RetractablePoint = KeyPoint & { readonly machine?: true | undefined }

/** A model's point as one that may be found wrong. */
export const byMachine = (point: MachinePoint): RetractablePoint => ({ ...point, machine: true })

/** A key point that was found wrong. Undone, it counts as if it had never been. */
export type Retraction = {
  /** Counts from 1. */
  readonly number: number
  /** Readout id. */
  readonly readout: string
  readonly version: number
  /** As it was read. */
  readonly point: RetractablePoint
  /** One of `ReportReason`, `new-rules`, or the operator's own words. */
  readonly reason: string
  /** What the text says instead, in the operator's words or those of a newer reading. */
  readonly says?: string | undefined
  /** A platform's id; nobody where the operator did it on the machine. */
  readonly who?: string | undefined
  readonly at: Date
  readonly undoneAt?: Date | undefined
}

/**
 * What a key point says, in one line for comparing: topic, voice and position, without the words that carry it, and without what a
 * channel is never told (the fields of agreements, the strength of a formula). A mention says no more than its topic and voice; a model's
 * point says its sentence, which nothing else tells from its others.
 */
export function saysOf(point: RetractablePoint): string {
  if (point.machine) return ['machine', point.topic, point.voice, inOneLine(point.statement)].join(' | ')
  return [point.topic, point.voice, ...positionOf(point)].join(' | ')
}

function positionOf(point: KeyPoint): readonly string[] {
  switch (point.topic) {
    case 'partnership':
      return point.level === undefined ? [] : [point.level, point.with ?? '', point.change ?? '']
    case 'taiwan':
      return [point.claims.toSorted().join(', '), point.flags.toSorted().join(', ')]
    case 'trade-policy':
      return [point.claims.toSorted().join(', '), point.target ?? '']
    case 'agreements':
      return [String(point.count), point.instruments.toSorted().join(', ')]
    default:
      return []
  }
}

/** The reading as it stands: without the key points that were found wrong. `retractions` are those of its readout, undone ones aside. */
export function withoutRetracted(
  reading: Reading,
  version: number,
  retractions: readonly Pick<Retraction, 'version' | 'point'>[],
): Reading {
  const keyPoints = reading.keyPoints.filter(
    (point) => !retractions.some((retraction) => isStruckBy(point, version, retraction)),
  )
  return keyPoints.length === reading.keyPoints.length ? reading : { ...reading, keyPoints }
}

/**
 * The same of what a model read: without its points that were found wrong, and the sentences of its lede that rest on them. `before` is how many
 * of the rules' points the lede counts before the model's own.
 */
export function standingModelReading(
  reading: ModelReading,
  before: number,
  version: number,
  retractions: readonly Pick<Retraction, 'version' | 'point'>[],
): ModelReading {
  const stands = reading.points.map(
    (point) => !retractions.some((retraction) => isStruckBy(byMachine(point), version, retraction)),
  )
  if (stands.every(Boolean)) return reading
  const isGone = (cited: number): boolean => cited > before && stands[cited - before - 1] === false
  const numberNow = (cited: number): number =>
    cited - stands.slice(0, Math.max(0, cited - before)).filter((one) => !one).length
  const lede = reading.lede.filter(({ cites }) => !cites.some(isGone))
  return {
    ...reading,
    points: reading.points.filter((_, index) => stands[index]),
    lede: lede.map((sentence) => ({ ...sentence, cites: sentence.cites.map(numberNow) })),
  }
}

/**
 * Whether a point is the one that was retracted. On the same version what it says decides, whatever words carry it in a newer reading. Where
 * the text was edited since, or the point says no more than its topic, the same words must carry it too: others may be right.
 */
function isStruckBy(
  point: RetractablePoint,
  version: number,
  retraction: Pick<Retraction, 'version' | 'point'>,
): boolean {
  if (saysOf(point) !== saysOf(retraction.point)) return false
  const decidesAlone = version === retraction.version && (point.machine || positionOf(point).length > 0)
  return decidesAlone || shareWords(point.evidence, retraction.point.evidence)
}

function shareWords(a: EvidenceList, b: EvidenceList): boolean {
  const words = new Set(a.map(({ quote }) => inOneLine(quote)))
  return b.some(({ quote }) => words.has(inOneLine(quote)))
}

const inOneLine = (quote: string): string => quote.replace(/\s+/g, ' ').trim()
