import { pointsInOrder } from '../digest/details.ts'
import type { KeptReading } from '../domain/readout.ts'
import { byMachine, type RetractablePoint } from '../domain/retraction.ts'
import type { ModelReadingStore } from './ports/modelling.ts'

/**
 * The key points of a text by their numbers, counted from 1: those of the rules, and behind them what a language model read in it, as the details
 * of a text show both.
 */
export async function numberedPoints(
  kept: KeptReading,
  store: Pick<ModelReadingStore, 'modelReadingsOf'>,
): Promise<readonly RetractablePoint[]> {
  const { readout, version } = kept
  const machine = (await store.modelReadingsOf([readout.id])).get(readout.id)
  const added = machine?.version === version.number ? machine.reading.points : []
  return [...pointsInOrder(kept), ...added.map(byMachine)]
}
