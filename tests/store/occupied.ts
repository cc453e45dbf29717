import type { Posted } from '../../src/chat/adapter.ts'
import { Secret } from '../../src/domain/secret.ts'
import type { Destination } from '../../src/domain/subscription.ts'
import type { Store } from '../../src/store/sqlite.ts'
import { aKeepInput, aPlannedDigest, aReading, aSubscription } from '../builders.ts'

const at = new Date('2025-04-24T04:00:00Z')
const { readoutId } = aKeepInput()

/** Leaves something in every table that holds what is a place's or a person's: subscribed, posted, corrected, installed, and asked of a model. */
export async function occupy(store: Store, destination: Destination, who: string): Promise<void> {
  const key = [destination.workspace, destination.channel].join(' ')
  await store.keep(aKeepInput())
  const { id } = await store.addSubscription(aSubscription({ destination }), who)
  const parts = [1, 2].map((n) => ({ key: `${key} ${n}`, part: { text: `part ${n}` } }))
  await store.writeDigests([aPlannedDigest({ subscriptionId: id }, { destination, parts })], new Map())
  const sent = await deliver(store, key)
  const [point] = aReading().keyPoints
  if (!point) throw new Error('nothing to retract')
  const { number } = await store.retract({ readout: readoutId, version: 1, point, reason: 'wrong-claim', who, at })
  const note = { kind: 'correction' as const, retractions: [number], destination, answers: sent }
  await store.writeCorrections(
    [{ delivery: sent, part: { text: 'part 1, corrected' }, editable: true }],
    [{ ...note, parts: [{ key: `${key} 3`, part: { text: 'a correction' } }] }],
    at,
  )
  await store.keepInstallation(destination, new Secret('xoxb-of-nobody'), who)
  const { platform, workspace } = destination
  const consent = { platform, workspace, host: 'model.example', model: 'm', at } as const
  await store.giveModelConsent({ ...consent, feature: 'assist', who }, destination)
  await store.giveModelConsent({ ...consent, feature: 'ask', who: undefined }, undefined)
  await store.countModelCacheHits({ platform, workspace, day: '2025-04-24', task: 'read' }, 1)
}

/** Posts what waits; gives the outbox row of that place's first part. */
async function deliver(store: Store, key: string): Promise<number> {
  let first = 0
  for (;;) {
    const claimed = await store.claimDeliveries(at, 1_000, 10)
    if (claimed.length === 0) return first
    for (const delivery of claimed) {
      if (delivery.key === `${key} 1`) first = delivery.id
      const posted: Posted = { messageId: `message ${delivery.id}` }
      await store.recordOutcome(delivery, { kind: 'sent', ...posted, at })
    }
  }
}
