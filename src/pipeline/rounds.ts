import { type AmendPorts, amendPosted } from './amend.ts'
import { beginDue, collectDue, type CollectPorts, isPollDue, type SourceOutcome } from './collect.ts'
import { type CorrectPorts, planCorrections } from './correct.ts'
import { type DeliverPorts, deliverWaiting } from './deliver.ts'
import { planDue, type PlanPorts } from './plan.ts'
import { planFirst } from './plan-first.ts'
import { Turns } from './turns.ts'

/** What posting needs. */
export type PostPorts = PlanPorts & DeliverPorts & CorrectPorts & AmendPorts

export type RoundPorts = CollectPorts & PostPorts

/** What the first round of a run came to. */
export type FirstRound = {
  readonly outcomes: readonly SourceOutcome[]
  /** How many parts were delivered. */
  readonly delivered: number
}

/**
 * The round with which every run begins: each source that is not backing off is read, whenever its last poll was; then what is due is
 * planned and delivered. After installation that is one digest of the last 24 hours.
 */
export async function firstRound(
  ports: RoundPorts,
  onOutcome: (outcome: SourceOutcome) => void,
  signal: AbortSignal,
): Promise<FirstRound> {
  const before = await ports.store.sourceStates()
  const isNew = ![...before.values()].some(({ lastSuccessAt }) => lastSuccessAt !== undefined)
  const now = ports.clock.now()
  const outcomes = await collectDue(
    ports,
    (_, state) => !state || state.failures === 0 || isPollDue(state, now),
    onOutcome,
    signal,
  )
  if (isNew && outcomes.some(isSuccess)) await planFirst(ports)
  return { outcomes, delivered: await post(ports, signal) }
}

/** Whether the source could be read. */
export const isSuccess = ({ kind }: SourceOutcome): boolean => kind !== 'failed'

/** Polls what is due, and waits for all of it. */
export async function collect(
  ports: CollectPorts,
  onOutcome: (outcome: SourceOutcome) => void,
  signal: AbortSignal,
): Promise<void> {
  const turns = new Turns()
  await beginToCollect(ports, turns, onOutcome, signal)
  await turns.settled()
}

/** Begins to poll what is due, and waits for none of it: a host that hangs delays no other. */
export async function beginToCollect(
  ports: CollectPorts,
  turns: Turns,
  onOutcome: (outcome: SourceOutcome) => void,
  signal: AbortSignal,
): Promise<void> {
  const now = ports.clock.now()
  await beginDue(ports, turns, (_, state) => isPollDue(state, now), onOutcome, signal)
}

/**
 * Plans what is due, corrects what was found wrong (in what was just planned too), delivers what waits, and changes what was posted. Gives
 * how many parts were delivered.
 */
export async function post(ports: PostPorts, signal: AbortSignal): Promise<number> {
  await planDue(ports, signal)
  await planCorrections(ports, signal)
  const delivered = await deliverWaiting(ports, signal)
  await amendPosted(ports, signal)
  return delivered
}
