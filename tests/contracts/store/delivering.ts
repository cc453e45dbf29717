import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Delivery } from '../../../src/domain/digest.ts'
import { aPlannedDigest, aSubscription } from '../../builders.ts'
import { fakeClock } from '../../fakes/clock.ts'
import type { FullStore, OpenStore } from '../store.ts'

const LEASE_MS = 60_000
const start = new Date('2025-04-24T04:00:00Z')
const later = (ms: number): Date => new Date(start.getTime() + ms)

/** Plans a digest of as many parts as there are `keys`, to a channel. */
async function plan(store: FullStore, channel: string, ...keys: string[]): Promise<void> {
  const destination = { platform: 'terminal', workspace: 'local', channel }
  const { id } = await store.addSubscription(aSubscription({ destination }))
  const parts = keys.map((key) => ({ key, part: { text: `part ${key}` } }))
  await store.writeDigests(
    [aPlannedDigest({ subscriptionId: id, plannedAt: start }, { destination, parts })],
    new Map(),
  )
}

const keysOf = (deliveries: readonly Delivery[]): string[] => deliveries.map(({ key }) => key)

const night = { from: '22:00', to: '07:00', zone: 'Asia/Baku' }

/** Gives quiet hours to the first subscription of a channel. */
async function makeQuiet(store: FullStore, channel: string): Promise<void> {
  const [first] = await store.subscriptionsIn({ platform: 'terminal', workspace: 'local', channel })
  if (!first) throw new Error('nothing is subscribed')
  await store.saveSubscription({ ...first, quietHours: night }, { what: 'change', who: undefined, at: start })
}

async function claimOne(store: FullStore, now: Date): Promise<Delivery> {
  const [delivery] = await store.claimDeliveries(now, LEASE_MS, 1)
  if (!delivery) throw new Error('nothing to claim')
  return delivery
}

/** The outbox. */
export function describeDelivering(open: OpenStore): void {
  describe('delivering', () => {
    test('a claim has all that a delivery needs', async () => {
      await using store = await open(fakeClock())
      const destination = { platform: 'slack', workspace: 'T1', channel: 'C1', thread: '171.2' }
      const { id } = await store.addSubscription(aSubscription({ destination }))
      const parts = [{ key: 'k', part: { blocks: [{ text: '一' }] } }]
      await store.writeDigests(
        [aPlannedDigest({ subscriptionId: id, plannedAt: start }, { destination, parts })],
        new Map(),
      )

      expect(await store.claimDeliveries(start, LEASE_MS, 10)).toEqual([
        { id: expect.any(Number), key: 'k', destination, part: { blocks: [{ text: '一' }] }, attempts: 1 },
      ])
    })

    test.each(['by-hand', 'removed'])(
      'what is paused (%s) waits, holds nothing else back, and is sent once it is resumed',
      async (reason) => {
        await using store = await open(fakeClock())
        await plan(store, 'one', 'a1')
        await plan(store, 'one', 'a2')
        const [first] = await store.subscriptionsIn({ platform: 'terminal', workspace: 'local', channel: 'one' })
        if (!first) throw new Error('nothing is subscribed')
        const by = { what: 'pause', who: undefined, at: start } as const

        await store.saveSubscription({ ...first, pausedReason: reason, pausedAt: start }, by)
        expect(keysOf(await store.claimDeliveries(start, LEASE_MS, 10))).toEqual(['a2'])
        expect(await store.nextDeliveryAt()).toEqual(later(LEASE_MS))

        await store.saveSubscription(first, { ...by, what: 'resume' })
        expect(keysOf(await store.claimDeliveries(start, LEASE_MS, 10))).toEqual(['a1'])
      },
    )

    test('what waits for a place that was lost is tried all the same: it may be back', async () => {
      await using store = await open(fakeClock())
      await plan(store, 'one', 'a1')
      const [first] = await store.subscriptionsIn({ platform: 'terminal', workspace: 'local', channel: 'one' })
      if (!first) throw new Error('nothing is subscribed')
      const by = { what: 'pause', who: undefined, at: start } as const
      await store.saveSubscription({ ...first, pausedReason: 'permission-lost', pausedAt: start }, by)

      expect(keysOf(await store.claimDeliveries(start, LEASE_MS, 10))).toEqual(['a1'])
    })

    test('each channel has one part under way at most, and gets them in order', async () => {
      await using store = await open(fakeClock())
      await plan(store, 'one', 'a1', 'a2')
      await plan(store, 'two', 'b1', 'b2')
      await plan(store, 'one', 'a3')

      const claimed = await store.claimDeliveries(start, LEASE_MS, 10)
      expect(keysOf(claimed)).toEqual(['a1', 'b1'])
      expect(await store.claimDeliveries(start, LEASE_MS, 10)).toEqual([])
      for (const delivery of claimed.slice(0, 1)) {
        await store.recordOutcome(delivery, { kind: 'sent', messageId: 'm1', at: start })
      }

      expect(keysOf(await store.claimDeliveries(start, LEASE_MS, 10))).toEqual(['a2'])
    })

    test('further parts go beneath the first, where that was posted', async () => {
      await using store = await open(fakeClock())
      await plan(store, 'one', 'a1', 'a2', 'a3')
      await plan(store, 'two', 'b1', 'b2')
      const beneath: (string | undefined)[] = []
      for (const outcome of [
        { kind: 'sent', messageId: 'm1', at: start },
        { kind: 'sent', messageId: 'm2', at: start },
        { kind: 'sent', messageId: 'm3', at: start },
        { kind: 'dead', reason: 'no such channel' },
        { kind: 'sent', messageId: 'm5', at: start },
      ] as const) {
        const delivery = await claimOne(store, start)
        beneath.push(`${delivery.key} ${delivery.destination.beneath}`)
        await store.recordOutcome(delivery, outcome)
      }

      expect(beneath.toSorted()).toEqual(['a1 undefined', 'a2 m1', 'a3 m1', 'b1 undefined', 'b2 undefined'])
    })

    test('no more are claimed than asked for, the longest waiting first', async () => {
      await using store = await open(fakeClock())
      await plan(store, 'one', 'a')
      await plan(store, 'two', 'b')

      expect(keysOf(await store.claimDeliveries(start, LEASE_MS, 1))).toEqual(['a'])
      expect(keysOf(await store.claimDeliveries(start, LEASE_MS, 1))).toEqual(['b'])
    })

    test('a part that is to be tried again waits for its time and keeps its channel waiting', async () => {
      await using store = await open(fakeClock())
      await plan(store, 'one', 'a1', 'a2')
      const first = await claimOne(store, start)

      await store.recordOutcome(first, { kind: 'retry', at: later(5_000), reason: 'slow down' })

      expect(await store.claimDeliveries(later(4_999), LEASE_MS, 10)).toEqual([])
      expect(await store.nextDeliveryAt()).toEqual(later(5_000))
      expect(await claimOne(store, later(5_000))).toMatchObject({ key: 'a1', attempts: 2, firstTriedAt: start })
    })

    test('a part that is given up makes way for the next', async () => {
      await using store = await open(fakeClock())
      await plan(store, 'one', 'a1', 'a2')

      await store.recordOutcome(await claimOne(store, start), { kind: 'dead', reason: 'no such channel' })

      expect(keysOf(await store.claimDeliveries(start, LEASE_MS, 10))).toEqual(['a2'])
    })

    test('what a dead worker left claimed is taken over when its claim runs out', async () => {
      await using store = await open(fakeClock())
      await plan(store, 'one', 'a')
      await claimOne(store, start)

      expect(await store.claimDeliveries(later(LEASE_MS - 1), LEASE_MS, 10)).toEqual([])
      const again = await claimOne(store, later(LEASE_MS))
      expect(again).toMatchObject({ key: 'a', attempts: 2, firstTriedAt: start })
      await store.recordOutcome(again, { kind: 'retry', at: later(LEASE_MS + 5), reason: 'unreachable' })
      expect(await claimOne(store, later(LEASE_MS + 5))).toMatchObject({ attempts: 3, firstTriedAt: start })
    })

    test('a worker whose claim was taken over can say that it was sent, and nothing else', async () => {
      await using store = await open(fakeClock())
      await plan(store, 'one', 'a')
      const slow = await claimOne(store, start)
      const fresh = await claimOne(store, later(LEASE_MS))

      await store.recordOutcome(slow, { kind: 'dead', reason: 'gone' })
      await store.recordOutcome(slow, { kind: 'retry', at: start, reason: 'slow down' })
      expect(await store.nextDeliveryAt()).toEqual(later(2 * LEASE_MS))

      await store.recordOutcome(slow, { kind: 'sent', messageId: 'm1', at: later(LEASE_MS) })
      await store.recordOutcome(fresh, { kind: 'retry', at: later(LEASE_MS), reason: 'unreachable' })
      expect(await store.nextDeliveryAt()).toBeUndefined()
    })

    test('when the next try is due is told, and nothing where nothing waits', async () => {
      await using store = await open(fakeClock())
      expect(await store.nextDeliveryAt()).toBeUndefined()
      await plan(store, 'one', 'a1', 'a2')
      expect(await store.nextDeliveryAt()).toEqual(start)

      await claimOne(store, start)

      // The second part cannot be tried before the first is done with, or its claim has run out.
      expect(await store.nextDeliveryAt()).toEqual(later(LEASE_MS))
    })

    test('one key stands for one part only', async () => {
      await using store = await open(fakeClock())
      await plan(store, 'one', 'a')

      await expect(plan(store, 'two', 'b', 'a')).rejects.toThrow()

      expect(keysOf(await store.claimDeliveries(start, LEASE_MS, 10))).toEqual(['a'])
    })

    test('a claim tells the quiet hours of the subscription as they are now; one that was put off counts for no try', async () => {
      await using store = await open(fakeClock())
      await plan(store, 'one', 'a')
      await makeQuiet(store, 'one')
      const claimed = await claimOne(store, start)
      expect(claimed).toMatchObject({ quietHours: night, attempts: 1 })

      await store.recordOutcome(claimed, { kind: 'put-off', until: later(3_600_000) })

      expect(await store.claimDeliveries(later(3_599_999), LEASE_MS, 10)).toEqual([])
      const again = await claimOne(store, later(3_600_000))
      expect(again).toMatchObject({ attempts: 1 })
      expect(again.firstTriedAt).toBeUndefined()
    })

    test('what waits for the end of quiet hours keeps back its own subscription alone, and nobody while it is under way', async () => {
      await using store = await open(fakeClock())
      await plan(store, 'one', 'a1', 'a2')
      await makeQuiet(store, 'one')
      await plan(store, 'one', 'b1')
      const claimed = await claimOne(store, start)
      expect(await store.claimDeliveries(start, LEASE_MS, 10)).toEqual([])

      await store.recordOutcome(claimed, { kind: 'put-off', until: later(3_600_000) })
      expect(keysOf(await store.claimDeliveries(start, LEASE_MS, 10))).toEqual(['b1'])
      expect(keysOf(await store.claimDeliveries(later(3_600_000), LEASE_MS, 10))).toEqual(['a1'])
    })

    test('whatever fails and whoever dies, each channel gets every part in order', async () => {
      const channel = fc.constantFrom('one', 'two', 'three')
      const event = fc.constantFrom('sent', 'retry', 'died' as const)
      await fc.assert(
        fc.asyncProperty(
          fc.array(channel, { maxLength: 8 }),
          fc.array(event, { maxLength: 20 }),
          async (plans, events) => {
            await using store = await open(fakeClock())
            for (const [index, to] of plans.entries()) await plan(store, to, `${to} ${index} 1`, `${to} ${index} 2`)
            const sent: string[] = []
            const fates = [...events]
            for (let now = start; ; now = (await store.nextDeliveryAt()) ?? now) {
              const claimed = await store.claimDeliveries(now, LEASE_MS, 2)
              const underWay = claimed.map(({ destination }) => destination.channel)
              expect(new Set(underWay).size).toBe(underWay.length)
              for (const delivery of claimed) {
                const fate = fates.shift() ?? 'sent'
                if (fate === 'sent') {
                  sent.push(delivery.key)
                  await store.recordOutcome(delivery, { kind: 'sent', messageId: 'm', at: now })
                } else if (fate === 'retry') {
                  const at = new Date(now.getTime() + 1_000)
                  await store.recordOutcome(delivery, { kind: 'retry', at, reason: 'slow down' })
                }
              }
              if ((await store.nextDeliveryAt()) === undefined) break
            }
            for (const to of new Set(plans)) {
              const expected = plans.flatMap((one, index) =>
                one === to ? [`${to} ${index} 1`, `${to} ${index} 2`] : [],
              )
              expect(sent.filter((key) => key.startsWith(to))).toEqual(expected)
            }
          },
        ),
        { numRuns: 20 },
      )
    })
  })
}
