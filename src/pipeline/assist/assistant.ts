import type { Gate } from '../../extract/gate/gate.ts'
import { type AssistPorts, type Overviewed, prepareAhead } from './ahead.ts'
import { atOnce } from './at-once.ts'
import { type Consents, consentsTo } from './consents.ts'
import { readText } from './read-text.ts'
import { Passed, type Wanted, wantedUnread } from './unread.ts'

/** Makes ready what digests and answers may take from the model: reads news, and prepares what is due soon. */
export type Assistant = {
  /** One round, as far as budget and model allow. Whatever fails there costs nothing but what would have been ready. */
  round(signal: AbortSignal): Promise<void>
  /** Makes what the first round would else make while others wait. Before anything ticks. */
  ready(): void
}

/** What is due soon is looked at again so often until it is. */
const AGAIN_MS = 2 * 60_000

/** Texts read in one round, for each that is read at once: so that what is due soon gets its turn. */
const READ_EACH = 8

/** Builds the assistant; it remembers what it need not look at again. */
export function createAssistant(ports: AssistPorts): Assistant {
  const passed = new Passed()
  const overviewed: Overviewed = new Map()
  let lastAhead: Date | undefined
  return {
    ready: () => warmUp(ports.assist.gate),
    async round(signal) {
      const consents = await consentsTo(ports.assist.endpoint, ports.store)
      if (!consents.any) return
      try {
        const isReached = await readNews(ports, consents, passed, signal)
        const now = ports.clock.now()
        if (!isReached || (lastAhead && now.getTime() - lastAhead.getTime() < AGAIN_MS)) return
        lastAhead = now
        await prepareAhead(ports, consents, overviewed, signal)
      } catch (error) {
        // The program is ending: what was under way is done another time.
        if (!signal.aborted) throw error
      }
    },
  }
}

/** Has the gate compile all that it looks things up with. */
function warmUp(gate: Gate): void {
  gate.speaksToMachine('')
  gate.checkSentences([{ text: 'China.', cites: [1] }], [{ statement: 'China.', quotes: ['中国'] }], undefined)
}

/** Has the newest news read; tells whether the model could be reached. */
async function readNews(ports: AssistPorts, consents: Consents, passed: Passed, signal: AbortSignal): Promise<boolean> {
  const { assist, store, clock, newsMaxAgeHours: maxAgeHours } = ports
  const now = clock.now()
  const wanted = await wantedUnread(assist.model.engineOf('read'), consents, passed, store, { now, maxAgeHours })
  let isReached = true
  const some = wanted.slice(0, READ_EACH * assist.concurrency)
  await atOnce(
    some,
    assist.concurrency,
    async (one) => {
      const outcome = await readFor(one, ports, signal)
      if (outcome !== 'kept' && outcome !== 'unavailable') passed.add(one.kept.readout.id, now)
      if (outcome === 'unavailable') isReached = false
      return outcome === 'unavailable' ? 'stop' : 'go-on'
    },
    signal,
  )
  return isReached
}

/** The first who asked pays; where that workspace has nothing left, the next. */
async function readFor({ kept, payers }: Wanted, ports: AssistPorts, signal: AbortSignal) {
  for (const payer of payers) {
    const outcome = await readText(kept, payer, ports, signal)
    if (outcome !== 'over-budget') return outcome
  }
  return 'over-budget'
}
