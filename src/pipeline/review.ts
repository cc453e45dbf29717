import { pointsInOrder } from '../digest/details.ts'
import type { Disagreement } from '../domain/model.ts'
import type { Disputed } from '../domain/model-use.ts'
import type { KeptReading } from '../domain/readout.ts'
import type { LookupStore } from './ports/looking-up.ts'
import type { ModelReadingStore } from './ports/modelling.ts'

/** A text that model and rules take differently, as it stands now. */
export type Dispute = Pick<Disputed, 'at' | 'engine'> & {
  readonly kept: KeptReading
  readonly points: readonly (Disagreement & {
    /** Numbers, as `show` counts them, of the rules' key points that are in question. */
    readonly numbers: readonly number[]
  })[]
}

/** What model and rules took differently, newest first; of versions that are no longer the newest nothing. */
export async function listDisputes(
  store: Pick<ModelReadingStore, 'disputedReadings'> & Pick<LookupStore, 'find'>,
  limit: number,
): Promise<readonly Dispute[]> {
  const disputes: Dispute[] = []
  for (const { readoutId, version, disagreements, ...how } of await store.disputedReadings(limit)) {
    const kept = await store.find(readoutId)
    if (kept?.version.number !== version) continue
    const points = disagreements.map((one) => ({ ...one, numbers: numbersOf(one, kept) }))
    disputes.push({ ...how, kept, points })
  }
  return disputes
}

/** The rules' points on that topic; where a position belongs to a voice, of the voices that are named. */
function numbersOf({ topic, rules }: Disagreement, kept: KeptReading): readonly number[] {
  if (rules === undefined) return []
  const isVoiced = topic === 'taiwan' || topic === 'trade-policy'
  const voices = [...rules.matchAll(/([A-Za-z]{2,6}):/g)].map(([, voice]) => voice)
  return pointsInOrder(kept).flatMap((point, index) => {
    const isMeant = point.topic === topic && (!isVoiced || voices.includes(point.voice))
    return isMeant ? [index + 1] : []
  })
}
