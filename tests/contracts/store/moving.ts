import { describe, expect, test } from 'vitest'
import { aPlannedDigest, aSubscription } from '../../builders.ts'
import { fakeClock } from '../../fakes/clock.ts'
import type { FullStore, OpenStore } from '../store.ts'

const at = new Date('2025-04-24T04:00:00Z')
const old = { platform: 'slack', workspace: 'T1', channel: 'C1' }
const shared = { ...old, channel: 'C2' }

/** Subscribes a channel, and puts one part into its outbox. */
async function subscribed(store: FullStore, destination: typeof old, key: string): Promise<void> {
  const { id } = await store.addSubscription(aSubscription({ destination }), 'U1')
  const parts = [{ key, part: { text: key } }]
  const digest = { subscriptionId: id, plannedAt: at, items: [key] }
  await store.writeDigests([aPlannedDigest(digest, { destination, parts })], new Map())
}

/** A channel that gets another id. */
export function describeMoving(open: OpenStore): void {
  describe('moving a channel', () => {
    test('what is subscribed there, waits for it and was done in it goes along', async () => {
      await using store = await open(fakeClock())
      await subscribed(store, old, 'a')

      await store.moveChannel(old, 'C2', at)

      expect(await store.subscriptionsIn(old)).toEqual([])
      expect(await store.subscriptionsIn(shared)).toMatchObject([{ number: 1, destination: shared }])
      expect(await store.claimDeliveries(at, 60_000, 10)).toMatchObject([{ key: 'a', destination: shared }])
      expect(await store.audit(10)).toMatchObject([
        { what: 'move', who: undefined, at, where: shared, before: { channel: 'C1' }, after: { channel: 'C2' } },
        { what: 'subscribe', who: 'U1', where: shared },
      ])
      expect((await store.countPlace(old)).size).toBe(0)
    })

    test('where the new id is known already, both are one, numbered on, and nothing is lost', async () => {
      await using store = await open(fakeClock())
      await subscribed(store, old, 'a')
      await subscribed(store, old, 'b')
      await subscribed(store, shared, 'c')

      await store.moveChannel(old, 'C2', at)
      await store.moveChannel(old, 'C2', at)

      expect((await store.subscriptionsIn(shared)).map(({ number }) => number)).toEqual([1, 2, 3])
      const [first] = await store.claimDeliveries(at, 60_000, 10)
      expect(first).toMatchObject({ key: 'a', destination: shared })
      expect((await store.audit(10)).filter(({ what }) => what === 'move')).toHaveLength(1)
      expect((await store.countPlace(old)).size).toBe(0)
    })

    test('a channel of which nothing is kept leaves no trace, and another workspace’s stays where it is', async () => {
      await using store = await open(fakeClock())
      await subscribed(store, { ...old, workspace: 'T2' }, 'a')

      await store.moveChannel(old, 'C2', at)

      expect(await store.audit(10)).toMatchObject([{ what: 'subscribe' }])
      expect(await store.subscriptionsIn({ ...old, workspace: 'T2' })).toHaveLength(1)
    })
  })
}
