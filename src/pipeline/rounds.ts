import { type AmendPorts, amendPosted } from './amend.ts'
import type { CollectPorts } from './ports/collecting.ts'
import { beginDue, collectDue, isPollDue, type SourceOutcome } from './collect.ts'
import { type CorrectPorts, planCorrections } from './correct.ts'
import { type DeliverPorts, deliverWaiting } from './deliver.ts'
import { planDue, type PlanPorts } from './plan.ts'
import { planFirst } from './plan-first.ts'
import type { Turns } from './turns.ts'

/** What posting needs. */
export type PostPorts = PlanPorts & DeliverPorts & CorrectPorts & AmendPorts

/** What a whole round needs: to collect, and to post. */
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
  const now = ports.clock.now()
  await collectDue(ports, (_, state) => isPollDue(state, now), onOutcome, signal)
}

const TICK_MS = 1_000

/** How far ahead of a tick, and in which steps, sources are waited for that come due before the next one. */
const AHEAD_MS = 900
const STEP_MS = 100

/** What took longer may have had the next tick left out. */
const OVERRUN_MS = 950

/** While no source is due states are looked up no more often than this: another process may have changed them. */
const LOOK_MS = 10_000

/**
 * Gives what is to be done at every second's tick: it begins to poll what is due, and what comes due before the next tick in its own time.
 * It waits for none of it: a host that hangs delays no other.
 */
export function createCollector(
  ports: CollectPorts,
  turns: Turns,
  onOutcome: (outcome: SourceOutcome) => void,
): (signal: AbortSignal) => Promise<void> {
  const { clock, store } = ports
  let nextLook = Number.NEGATIVE_INFINITY
  const look = async (now: number, signal: AbortSignal): Promise<void> => {
    const states = await store.sourceStates()
    const ahead = ports.adapters.map(({ source }) => (states.get(source.id)?.nextPollAt.getTime() ?? now) - now)
    for (const ms of stepsTo(ahead)) {
      const waitMs = now + ms - clock.now().getTime()
      if (waitMs > 0) await clock.sleep(waitMs, signal)
      if (signal.aborted) return
      const at = clock.now()
      await beginDue(ports, turns, (_, state) => isPollDue(state, at), onOutcome, signal)
    }
    // A source whose host was busy is begun at the first tick after; any other in its own time, by the tick before that.
    const next = ahead.filter((ms) => ms >= AHEAD_MS).map((ms) => ms - TICK_MS)
    nextLook = turns.areBusy() ? now : now + Math.min(LOOK_MS, ...next)
  }
  return async (signal) => {
    let now = clock.now().getTime()
    if (now < nextLook) return
    await look(now, signal)
    while (!signal.aborted && clock.now().getTime() - now > OVERRUN_MS) {
      now = clock.now().getTime()
      await look(now, signal)
    }
  }
}

/** When something comes due before the next tick, in milliseconds from now, in order. */
function stepsTo(ahead: readonly number[]): readonly number[] {
  const soon = ahead.filter((ms) => ms < AHEAD_MS).map((ms) => Math.ceil(Math.max(0, ms) / STEP_MS) * STEP_MS)
  return [...new Set(soon)].sort((a, b) => a - b)
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
