import type { Source, SourceState } from '../domain/source.ts'
import type { SourceAdapter } from '../sources/adapter.ts'
import { failedPoll, pollSource, type SourceOutcome } from './poll.ts'
import type { CollectPorts } from './ports/collecting.ts'
import { Turns } from './turns.ts'

export type { SourceOutcome } from './poll.ts'

/** Which sources are to be polled. */
export type IsDue = (source: Source, state: SourceState | undefined) => boolean

/**
 * Begins to poll every source that is due, each failure held to its own source; tells of each outcome as it comes. The sources of one host
 * take turns, since the host is to be spared; a host that is still busy is left out.
 */
export async function beginDue(
  ports: CollectPorts,
  turns: Turns,
  isDue: IsDue,
  onOutcome: (outcome: SourceOutcome) => void,
  signal: AbortSignal,
): Promise<void> {
  const states = await ports.store.sourceStates()
  const due = ports.adapters.filter(({ source }) => isDue(source, states.get(source.id)))
  for (const [host, adapters] of Map.groupBy(due, hostOf)) {
    turns.begin(host, () => takeTurns(ports, adapters, states, onOutcome, signal))
  }
}

/** Polls every source that is due, and waits for all of them. */
export async function collectDue(
  ports: CollectPorts,
  isDue: IsDue,
  onOutcome: (outcome: SourceOutcome) => void,
  signal: AbortSignal,
): Promise<readonly SourceOutcome[]> {
  const turns = new Turns()
  const outcomes: SourceOutcome[] = []
  const note = (outcome: SourceOutcome): void => {
    outcomes.push(outcome)
    onOutcome(outcome)
  }
  await beginDue(ports, turns, isDue, note, signal)
  await turns.settled()
  return outcomes
}

async function takeTurns(
  ports: CollectPorts,
  adapters: readonly SourceAdapter[],
  states: ReadonlyMap<string, SourceState>,
  onOutcome: (outcome: SourceOutcome) => void,
  signal: AbortSignal,
): Promise<void> {
  let down: Extract<SourceOutcome, { kind: 'failed' }> | undefined
  for (const adapter of adapters) {
    if (signal.aborted) return
    const before = states.get(adapter.source.id)
    // Whoever found no way to the host found it for the others too.
    const outcome = down
      ? await failedPoll(ports, adapter.source, before, down)
      : await pollSource(ports, adapter, before, signal)
    if (!outcome) return
    if (outcome.kind === 'failed' && outcome.failure === 'unreachable') down = outcome
    onOutcome(outcome)
  }
}

/** What a source's requests are paced by. */
export const hostOf = ({ source }: Pick<SourceAdapter, 'source'>): string => URL.parse(source.url)?.host ?? source.id

/** Whether the source's own time has come. */
export function isPollDue(state: SourceState | undefined, now: Date): boolean {
  return state === undefined || state.nextPollAt <= now
}
