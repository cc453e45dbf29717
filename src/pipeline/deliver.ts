import type { ChatAdapter } from '../chat/adapter.ts'
import type { Clock } from '../domain/clock.ts'
import type { Delivery, DeliveryOutcome } from '../domain/digest.ts'
import { PlatformError, type PlaceLoss } from '../domain/errors.ts'
import type { Destination } from '../domain/subscription.ts'
import { afterQuiet } from '../schedule/quiet.ts'
import { retryAt } from '../schedule/retrying.ts'
import type { DeliveryStore } from './ports.ts'

export type DeliverPorts = {
  readonly store: DeliveryStore
  readonly platforms: ReadonlyMap<string, ChatAdapter>
  readonly clock: Clock
  /** Pauses what is subscribed where a platform takes no more messages. */
  readonly placeLost: (loss: PlaceLoss, at: Destination) => Promise<void>
}

/** A claim outlasts the slowest platform call, so that no part is claimed twice while it is under way. */
const LEASE_MS = 120_000

const BATCH = 50

/**
 * Claims what is waiting, posts it, records each outcome before that channel's next part: a crash repeats at most one part a channel.
 * Each channel goes at its own pace: a slow one delays no other. Gives how many parts were sent.
 */
export async function deliverWaiting(ports: DeliverPorts, signal: AbortSignal): Promise<number> {
  const underWay = new Set<Promise<void>>()
  let sent = 0
  while (!signal.aborted) {
    const claimed = await ports.store.claimDeliveries(ports.clock.now(), LEASE_MS, BATCH)
    if (claimed.length === 0 && underWay.size === 0) break
    for (const delivery of claimed) {
      const done = deliverOne(ports, delivery, signal)
        .then((outcome) => {
          if (outcome?.kind === 'sent') sent += 1
        })
        .finally(() => underWay.delete(done))
      underWay.add(done)
    }
    // A channel that has come free may have its next part waiting.
    await Promise.race(underWay)
  }
  await Promise.all(underWay)
  return sent
}

async function deliverOne(
  ports: DeliverPorts,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<DeliveryOutcome | undefined> {
  const outcome = await attempt(ports, delivery, signal)
  if (outcome) await ports.store.recordOutcome(delivery, outcome)
  return outcome
}

/** Posts one part; nothing where it was broken off, and the claim runs out by itself. */
async function attempt(
  ports: DeliverPorts,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<DeliveryOutcome | undefined> {
  const { platforms, clock } = ports
  const putOff = inQuietHours(delivery, clock.now())
  if (putOff) return putOff
  const platform = platforms.get(delivery.destination.platform)
  if (!platform) return { kind: 'dead', reason: `no platform named ${delivery.destination.platform} is configured` }
  try {
    const earlier = await postedBefore(platform, delivery, signal)
    const { messageId } = earlier ?? (await platform.deliver(delivery.part, delivery.destination, delivery.key, signal))
    return { kind: 'sent', messageId, at: clock.now() }
  } catch (error) {
    if (signal.aborted) return undefined
    return outcomeOfFailure(ports, delivery, error)
  }
}

/** Something that is tried at a place until it is done or hopeless. */
export type Tried = Pick<Delivery, 'destination' | 'attempts' | 'firstTriedAt' | 'quietHours'>

/** What comes of a claim in quiet hours, however it came to be there: behind a slow part, after a crash, or because the hours were changed. */
function inQuietHours(
  { quietHours }: Pick<Tried, 'quietHours'>,
  now: Date,
): Extract<DeliveryOutcome, { readonly kind: 'put-off' }> | undefined {
  const until = afterQuiet(quietHours, now)
  return until > now ? { kind: 'put-off', until } : undefined
}

/** What a platform's failure comes to. */
type Failed = Extract<DeliveryOutcome, { readonly kind: 'retry' | 'dead' }>

/** Whether and when it is tried again after a platform's failure; any other error is thrown on. */
export async function outcomeOfFailure(
  ports: Pick<DeliverPorts, 'placeLost' | 'clock'>,
  tried: Tried,
  error: unknown,
): Promise<Failed> {
  if (!(error instanceof PlatformError)) throw error
  if (error.lost) return waitForPlace(ports, tried, error.lost, error.message)
  if (error.failure === 'rejected') return { kind: 'dead', reason: error.message }
  const at = retryAt(tried.attempts, ports.clock.now(), error.retryAfterMs, tried.quietHours)
  return at ? { kind: 'retry', at, reason: error.message } : { kind: 'dead', reason: error.message }
}

const HOUR_MS = 3_600_000

/** A place that comes back after longer is no longer expected to. */
const RETURN_WITHIN_MS = 30 * 24 * HOUR_MS

/** A lost place pauses what is subscribed there; its part waits, since it may come back: only a deleted channel never does. */
async function waitForPlace(
  { placeLost, clock }: Pick<DeliverPorts, 'placeLost' | 'clock'>,
  { destination, firstTriedAt, quietHours }: Tried,
  loss: PlaceLoss,
  reason: string,
): Promise<Failed> {
  await placeLost(loss, destination)
  const now = clock.now()
  const waitedMs = firstTriedAt ? now.getTime() - firstTriedAt.getTime() : 0
  if (loss === 'channel-deleted' || waitedMs > RETURN_WITHIN_MS) return { kind: 'dead', reason }
  return { kind: 'retry', at: afterQuiet(quietHours, new Date(now.getTime() + HOUR_MS)), reason }
}

/** An earlier try whose answer was lost may have arrived: where the platform can tell, we look before we repeat. */
async function postedBefore(platform: ChatAdapter, delivery: Delivery, signal: AbortSignal) {
  if (delivery.attempts <= 1 || !platform.find || !delivery.firstTriedAt) return undefined
  return platform.find(delivery.part, delivery.destination, delivery.key, delivery.firstTriedAt, signal)
}
