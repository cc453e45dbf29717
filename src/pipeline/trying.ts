import type { Clock } from '../domain/clock.ts'
import type { Delivery, FailedTry } from '../domain/digest.ts'
import { PlatformError, type PlaceLoss } from '../domain/errors.ts'
import type { Destination } from '../domain/subscription.ts'
import { afterQuiet } from '../schedule/quiet.ts'
import { retryAt } from '../schedule/retrying.ts'

/** Rows of the outbox that one worker at a time tries, each until it is done or hopeless. */
export type Claims<One, Outcome> = {
  /** Takes what is due for `leaseMs`. */
  readonly claim: (now: Date, leaseMs: number, limit: number) => Promise<readonly One[]>
  /** Nothing where it was broken off: the claim runs out by itself. */
  readonly attempt: (one: One) => Promise<Outcome | undefined>
  readonly record: (one: One, outcome: Outcome) => Promise<void>
  /** So many are tried side by side. */
  readonly most: number
}

/** A claim outlasts the slowest platform call, so that nothing is claimed twice while it is under way. */
const LEASE_MS = 120_000

const BATCH = 50

/** Claims what is due and tries each at its own pace, its outcome recorded, until nothing is due or `signal` aborts. Gives what came of each. */
export async function workOff<One, Outcome>(
  { claim, attempt, record, most }: Claims<One, Outcome>,
  clock: Clock,
  signal: AbortSignal,
): Promise<readonly Outcome[]> {
  const underWay = new Set<Promise<void>>()
  const outcomes: Outcome[] = []
  const tryOne = async (one: One): Promise<void> => {
    const outcome = await attempt(one)
    if (outcome === undefined) return
    await record(one, outcome)
    outcomes.push(outcome)
  }
  while (!signal.aborted) {
    const room = Math.min(BATCH, most - underWay.size)
    const claimed = room > 0 ? await claim(clock.now(), LEASE_MS, room) : []
    if (claimed.length === 0 && underWay.size === 0) break
    for (const one of claimed) {
      const done = tryOne(one).finally(() => underWay.delete(done))
      underWay.add(done)
    }
    // What comes free may let the next one be tried.
    await Promise.race(underWay)
  }
  await Promise.all(underWay)
  return outcomes
}

/** Something that is tried at a place until it is done or hopeless. */
export type Tried = Pick<Delivery, 'destination' | 'attempts' | 'firstTriedAt' | 'quietHours'>

/** What a failure is judged by. */
export type TryPorts = {
  readonly clock: Clock
  /** Pauses what is subscribed where a platform takes no more messages, and tells whoever subscribed it. */
  readonly placeLost: (loss: PlaceLoss, at: Destination, signal: AbortSignal) => Promise<void>
  /** Resumes what was paused for want of permission, where a platform takes a message after all. */
  readonly placeBack: (at: Destination) => Promise<void>
}

/** Whether and when it is tried again after a platform's failure; any other error is thrown on. */
export async function outcomeOfFailure(
  ports: TryPorts,
  tried: Tried,
  error: unknown,
  signal: AbortSignal,
): Promise<FailedTry> {
  if (!(error instanceof PlatformError)) throw error
  if (error.lost) {
    await ports.placeLost(error.lost, tried.destination, signal)
    return waitForPlace(tried, ports.clock.now(), error.lost, error.message)
  }
  if (error.failure === 'rejected') return { kind: 'dead', reason: error.message }
  return laterOrNever(tried, ports.clock.now(), error.message, error.retryAfterMs)
}

/** Tried again, unless that was done often enough. */
export function laterOrNever(
  { attempts, quietHours }: Pick<Tried, 'attempts' | 'quietHours'>,
  now: Date,
  reason: string,
  retryAfterMs?: number | undefined,
): FailedTry {
  const at = retryAt(attempts, now, retryAfterMs, quietHours)
  return at ? { kind: 'retry', at, reason } : { kind: 'dead', reason }
}

const HOUR_MS = 3_600_000

/** A place that comes back after longer is no longer expected to. */
const RETURN_WITHIN_MS = 30 * 24 * HOUR_MS

/** What is subscribed at a lost place is paused; its part waits, since it may come back: only a deleted channel never does. */
function waitForPlace({ firstTriedAt, quietHours }: Tried, now: Date, loss: PlaceLoss, reason: string): FailedTry {
  const waitedMs = firstTriedAt ? now.getTime() - firstTriedAt.getTime() : 0
  if (loss === 'channel-deleted' || waitedMs > RETURN_WITHIN_MS) return { kind: 'dead', reason }
  return { kind: 'retry', at: afterQuiet(quietHours, new Date(now.getTime() + HOUR_MS)), reason }
}
