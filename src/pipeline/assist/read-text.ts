import type { EncounterFacts, Fact, ModelReading } from '../../domain/model.ts'
import type { Workspace } from '../../domain/model-use.ts'
import type { KeyPoint } from '../../domain/key-point.ts'
import type { Encounter } from '../../domain/reading.ts'
import type { KeptReading } from '../../domain/readout.ts'
import { saysOf } from '../../domain/retraction.ts'
import type { ModelReadingStore, ModelUseStore } from '../ports/modelling.ts'
import type { Asked } from './asker.ts'
import type { Assistance } from './ports.ts'
import { rebase } from './rebase.ts'
import type { Clock } from '../../domain/clock.ts'

/** What having a text read by a model needs. */
export type ReadTextPorts = {
  readonly assist: Assistance
  readonly store: Pick<ModelReadingStore, 'keepModelReading'> & Pick<ModelUseStore, 'countModelDrops'>
  readonly clock: Clock
}

/** A readout is shorter; of what is longer the rest is not sent. In UTF-16 units. */
const MOST_SENT = 60_000

/**
 * Has a text read by the model, and keeps what passed the gate beside the rules' reading: tells whether it is kept, or why it is not. A text
 * that speaks to machines is sent to none. The same text, whatever page it stands on, is sent once.
 */
export async function readText(
  kept: KeptReading,
  payer: Workspace,
  ports: ReadTextPorts,
  signal: AbortSignal,
): Promise<'kept' | Exclude<Asked<'read'>['kind'], 'answered'>> {
  const { asker, gate, model } = ports.assist
  const { readout, version, reading } = kept
  if (gate.speaksToMachine(`${readout.title}\n${version.text}`)) {
    await keep(kept, { ...NOTHING, engine: model.engineOf('read'), dropped: { instruction: 1 } }, ports)
    return 'kept'
  }
  const published = readout.publishedAt?.toISOString().slice(0, 10)
  const { language, keyPoints } = reading
  const basis = keyPoints.map(saysOf)
  const about = { title: readout.title, language, issuer: readout.issuer, published }
  const inputs = { ...about, text: beginningOf(version.text), facts: keyPoints.map(factOf) }
  const asked = await asker.once({ task: 'read', inputs, basis, payer }, version.textHash, signal)
  if (asked.kind !== 'answered') return asked.kind
  const proposal = { ...asked.output, lede: rebase(asked.output.lede, asked.basis, basis) }
  const given = { ...about, engine: model.engineOf('read'), text: version.text, rulePoints: keyPoints }
  await keep(kept, gate.checkProposal(proposal, { ...given, encounter: encounterOf(reading) }), ports)
  return 'kept'
}

const NOTHING: Omit<ModelReading, 'engine' | 'dropped'> = { lede: [], points: [], disagreements: [] }

async function keep(
  { readout, version, reading: { keyPoints } }: KeptReading,
  reading: ModelReading,
  { store, clock }: ReadTextPorts,
): Promise<void> {
  const at = clock.now()
  const basis = keyPoints.map(saysOf)
  await store.keepModelReading({ readoutId: readout.id, version: version.number, at, reading, basis })
  await store.countModelDrops({ task: 'read', day: at.toISOString().slice(0, 10) }, reading.dropped)
}

/** What a key point says, and the words that prove it. */
export const factOf = ({ statement, evidence }: KeyPoint): Fact => ({
  statement,
  quotes: evidence.map(({ quote }) => quote),
})

/** All that a fact says, as a text. */
export const wordsOf = ({ statement, quotes }: Fact): string => [statement, ...quotes].join('\n')

/** What may be named of an encounter without a quote. */
export const encounterOf = ({ parties, principals, date, place, format }: Encounter): EncounterFacts => ({
  parties,
  principals,
  date,
  place,
  format,
})

const beginningOf = (text: string): string => text.slice(0, MOST_SENT).replace(/[\uD800-\uDBFF]$/, '')
