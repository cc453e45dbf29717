import type { ChatAdapter } from '../chat/adapter.ts'
import type { Delivery, DeliveryOutcome } from '../domain/digest.ts'
import { afterQuiet } from '../schedule/quiet.ts'
import type { DeliveryStore } from './ports/delivering.ts'
import { outcomeOfFailure, type TryPorts, workOff } from './trying.ts'

/** What posting needs. */
export type DeliverPorts = TryPorts & {
  readonly store: DeliveryStore
  readonly platforms: ReadonlyMap<string, ChatAdapter>
}

/** A slow channel delays no other, however many are slow. */
const MOST = Number.POSITIVE_INFINITY

/**
 * Claims what is waiting, posts it, records each outcome before that channel's next part: a crash repeats at most one part a channel.
 * Gives how many parts were sent.
 */
export async function deliverWaiting(ports: DeliverPorts, signal: AbortSignal): Promise<number> {
  const { store, clock } = ports
  const outcomes = await workOff<Delivery, DeliveryOutcome>(
    {
      claim: (now, leaseMs, limit) => store.claimDeliveries(now, leaseMs, limit),
      attempt: (delivery) => attempt(ports, delivery, signal),
      record: (delivery, outcome) => record(ports, delivery, outcome),
      most: MOST,
    },
    clock,
    signal,
  )
  return outcomes.filter(({ kind }) => kind === 'sent').length
}

/** What waited at a lost place and is posted shows that it is back, though no platform may have told us so. */
async function record({ store, placeBack }: DeliverPorts, delivery: Delivery, outcome: DeliveryOutcome): Promise<void> {
  await store.recordOutcome(delivery, outcome)
  if (outcome.kind === 'sent' && delivery.attempts > 1) await placeBack(delivery.destination)
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
    return outcomeOfFailure(ports, delivery, error, signal)
  }
}

/** What comes of a claim in quiet hours, however it came to be there: behind a slow part, after a crash, or because the hours were changed. */
function inQuietHours(
  { quietHours }: Pick<Delivery, 'quietHours'>,
  now: Date,
): Extract<DeliveryOutcome, { readonly kind: 'put-off' }> | undefined {
  const until = afterQuiet(quietHours, now)
  return until > now ? { kind: 'put-off', until } : undefined
}

/** An earlier try whose answer was lost may have arrived: where the platform can tell, we look before we repeat. */
async function postedBefore(platform: ChatAdapter, delivery: Delivery, signal: AbortSignal) {
  if (delivery.attempts <= 1 || !platform.find || !delivery.firstTriedAt) return undefined
  return platform.find(delivery.part, delivery.destination, delivery.key, delivery.firstTriedAt, signal)
}
