import type { MachineWords } from '../../digest/dress.ts'
import type { KeptModelReading } from '../../domain/model-use.ts'
import type { KeptReading } from '../../domain/readout.ts'
import { byMachine, saysOf, type Told } from '../../domain/retraction.ts'
import { rebase } from './rebase.ts'

/**
 * What a model made of the first of these texts that it has read. A sentence that rests on a key point which the text no longer has, since it
 * was retracted or is read otherwise now, is left out; one that rests on what stands is found by it when that is retracted.
 */
export function machineWordsOf(
  texts: readonly KeptReading[],
  readings: ReadonlyMap<string, KeptModelReading | undefined>,
): MachineWords | undefined {
  for (const text of texts) {
    const kept = readings.get(text.readout.id)
    if (kept?.version === text.version.number) return wordsOf(text, kept)
  }
  return undefined
}

function wordsOf({ readout, version, reading }: KeptReading, kept: KeptModelReading): MachineWords {
  const now = reading.keyPoints.map(saysOf)
  const sentences = rebase(kept.reading.lede, kept.basis, now)
  const cited = new Set(sentences.flatMap(({ cites }) => cites))
  const toldOf = (says: string): Told => ({ readout: readout.id, version: version.number, says })
  const points = kept.reading.points.map((point) => ({
    point,
    issuer: readout.issuer,
    told: toldOf(saysOf(byMachine(point))),
  }))
  const facts = [...now, ...points.map(({ told }) => told.says)]
  const tells = [...new Set(facts.filter((_, index) => cited.has(index + 1)))].map(toldOf)
  const text = sentences.map((sentence) => sentence.text).join(' ')
  return { lede: text === '' ? undefined : { text, tells }, points }
}
