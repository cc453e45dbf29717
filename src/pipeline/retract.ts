import type { Clock } from '../domain/clock.ts'
import type { KeptReading } from '../domain/readout.ts'
import type { RetractablePoint, Retraction } from '../domain/retraction.ts'
import { numberedPoints } from './numbered-points.ts'
import type { RetractionStore } from './ports/correcting.ts'
import type { LookupStore } from './ports/looking-up.ts'
import type { ModelReadingStore } from './ports/modelling.ts'

/** What retracting needs. */
export type RetractPorts = { readonly store: RetractionStore & Pick<LookupStore, 'find'>; readonly clock: Clock }

/** A key point that a person named, by its number in `show`. */
export type NamedPoint = { readonly kept: KeptReading; readonly number: number; readonly point: RetractablePoint }

/** What a person's words for a key point came to. */
export type Naming =
  | ({ readonly kind: 'named' } & NamedPoint)
  | { readonly kind: 'unknown'; readonly id: string }
  /** Which of them is meant, counted from 1. */
  | { readonly kind: 'which'; readonly kept: KeptReading; readonly points: readonly RetractablePoint[] }

/** The point that `<id>#<number>` names; of a readout with one point its id is enough. */
export async function findPoint(
  store: Pick<LookupStore, 'find'> & Pick<ModelReadingStore, 'modelReadingsOf'>,
  name: string,
): Promise<Naming> {
  const [, id = name, digits] = /^(.+?)(?:#(\d+))?$/s.exec(name.trim()) ?? []
  const kept = await store.find(id)
  if (!kept) return { kind: 'unknown', id }
  const points = await numberedPoints(kept, store)
  const number = digits === undefined && points.length === 1 ? 1 : Number(digits ?? 0)
  const point = points[number - 1]
  return point ? { kind: 'named', kept, number, point } : { kind: 'which', kept, points }
}

/**
 * Retracts a point: from now on nothing shows it, whatever reads the text anew. What was posted of it is corrected by the worker at its next
 * round.
 */
export function retractPoint(
  { store, clock }: RetractPorts,
  { kept, point }: Pick<NamedPoint, 'kept' | 'point'>,
  why: Pick<Retraction, 'reason' | 'says'>,
): Promise<Retraction> {
  const { readout, version } = kept
  return store.retract({ ...why, readout: readout.id, version: version.number, point, at: clock.now() })
}
