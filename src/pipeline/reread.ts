import type { KeyPoint } from '../domain/key-point.ts'
import type { KeptReading } from '../domain/readout.ts'
import { withoutRetracted } from '../domain/retraction.ts'
import type { Clock } from '../domain/clock.ts'
import type { RetractionStore } from './ports/correcting.ts'
import type { LookupStore } from './ports/looking-up.ts'
import type { Reader, RereadStore } from './ports/reading.ts'

/** What a re-reading needs. */
export type RereadPorts = {
  readonly store: Pick<LookupStore, 'batch'> & RereadStore & Pick<RetractionStore, 'retractionsOf'>
  readonly reader: Reader
  readonly clock: Clock
}

/** What new rules made of one kept text. */
export type Reread = {
  readonly kept: KeptReading
  readonly gone: readonly KeyPoint[]
  readonly come: readonly KeyPoint[]
}

const BATCH = 100

/**
 * Reads every kept text anew and makes the new readings the current ones; the old ones stay. Tells of each text whose key points changed.
 * What was retracted stays out. Posts nothing: what a new reading finds is never new to a channel. Gives how many texts were read.
 */
export async function rereadAll(
  { store, reader, clock }: RereadPorts,
  onChange: (change: Reread) => void,
  signal: AbortSignal,
): Promise<number> {
  let count = 0
  let after: string | undefined
  while (!signal.aborted) {
    const batch = await store.batch(after, BATCH)
    if (batch.length === 0) break
    const retracted = await store.retractionsOf(batch.map(({ readout }) => readout.id))
    for (const kept of batch) {
      if (signal.aborted) break
      const { readout, version } = kept
      const read = await reader.read({
        text: version.text,
        title: readout.title,
        published: readout.publishedAt?.toISOString().slice(0, 10),
        language: readout.language,
        issuer: readout.issuer,
      })
      count += 1
      const own = retracted.filter((retraction) => retraction.readout === readout.id)
      const reading = withoutRetracted(read, version.number, own)
      if (JSON.stringify(reading) === JSON.stringify(kept.reading)) continue
      await store.replaceReading(readout.id, version.number, read, clock.now())
      const gone = missingFrom(reading.keyPoints, kept.reading.keyPoints)
      const come = missingFrom(kept.reading.keyPoints, reading.keyPoints)
      if (gone.length + come.length > 0) onChange({ kept, gone, come })
    }
    after = batch.at(-1)?.readout.id
  }
  return count
}

/** The points of `all` that `some` does not hold, by what they say and not by which words carry them. */
function missingFrom(some: readonly KeyPoint[], all: readonly KeyPoint[]): KeyPoint[] {
  const known = new Set(some.map(said))
  return all.filter((point) => !known.has(said(point)))
}

const said = ({ evidence: _evidence, ...point }: KeyPoint): string => JSON.stringify(point)
