import { describe, expect, test } from 'vitest'
import type { PlannedDigest } from '../../../src/domain/digest.ts'
import { aPlannedDigest, aSubscription } from '../../builders.ts'
import { fakeClock } from '../../fakes/clock.ts'
import type { OpenStore } from '../store.ts'

const at = new Date('2025-04-24T04:00:00Z')

const digestOf = (subscriptionId: number, ...items: string[]): PlannedDigest =>
  aPlannedDigest({ subscriptionId, items })

/** Subscriptions, and what they have had. */
export function describePlanning(open: OpenStore): void {
  describe('subscriptions', () => {
    test('a subscription is kept as it was made', async () => {
      await using store = await open(fakeClock())
      const plain = aSubscription()
      const rich = aSubscription({
        destination: { platform: 'slack', workspace: 'T1', channel: 'C1', thread: '171.2' },
        countries: ['XA', 'XB'],
        topics: ['taiwan'],
        sources: ['xa-mfa-en'],
        phrases: ['一个中国', "one 'China'"],
        schedule: { kind: 'instant' },
        whenQuiet: 'silence',
        changesOnly: true,
        pausedReason: 'asked for by U1',
      })

      const made = [await store.addSubscription(plain), await store.addSubscription(rich)]

      expect(made.map(({ id: _id, ...rest }) => rest)).toEqual([plain, rich])
      expect(await store.subscriptions()).toEqual(made)
      expect(new Set(made.map(({ id }) => id)).size).toBe(2)
    })

    test('any number of them is told', async () => {
      await using store = await open(fakeClock())
      for (let count = 0; count < 501; count += 1) await store.addSubscription(aSubscription())

      const ids = (await store.subscriptions()).map(({ id }) => id)

      expect(new Set(ids).size).toBe(501)
      expect(ids).toEqual(ids.toSorted((a, b) => a - b))
    })
  })

  describe('planning', () => {
    test('what a subscription has had is remembered, for it alone', async () => {
      await using store = await open(fakeClock())
      const { id: one } = await store.addSubscription(aSubscription())
      const { id: other } = await store.addSubscription(aSubscription())

      await store.writeDigests([digestOf(one, 'a', 'b'), digestOf(other, 'c')], new Map())

      expect(await store.hadItems([one, other], ['a', 'c', 'd'])).toEqual(
        new Map([
          [one, new Set(['a'])],
          [other, new Set(['c'])],
        ]),
      )
      expect(await store.hadItems([one], [])).toEqual(new Map())
      expect(await store.hadItems([], ['a'])).toEqual(new Map())
      const many = Array.from({ length: 700 }, (_, index) => `item ${index}`)
      expect(await store.hadItems([one, other], [...many, 'b'])).toEqual(new Map([[one, new Set(['b'])]]))
    })

    test('an item that a subscription has had is refused, and nothing of that plan is written', async () => {
      await using store = await open(fakeClock())
      const { id: one } = await store.addSubscription(aSubscription())
      const { id: other } = await store.addSubscription(aSubscription())
      await store.writeDigests([digestOf(one, 'a')], new Map([[one, at]]))
      await store.claimDeliveries(at, 60_000, 10)

      const later = new Date(at.getTime() + 1_000)
      const plan = [digestOf(other, 'a'), digestOf(one, 'b', 'a')]
      await expect(store.writeDigests(plan, new Map([[one, later]]))).rejects.toThrow()

      expect(await store.hadItems([one, other], ['a', 'b'])).toEqual(new Map([[one, new Set(['a'])]]))
      expect(await store.servedUntil()).toEqual(new Map([[one, at]]))
      expect(await store.claimDeliveries(later, 60_000, 10)).toEqual([])
    })

    test('until when a subscription was served is remembered, digest or not', async () => {
      await using store = await open(fakeClock())
      const { id: one } = await store.addSubscription(aSubscription())
      const { id: other } = await store.addSubscription(aSubscription())
      expect(await store.servedUntil()).toEqual(new Map())

      await store.writeDigests([], new Map([[one, at]]))
      await store.writeDigests([digestOf(other)], new Map([[other, at]]))

      expect(await store.servedUntil()).toEqual(
        new Map([
          [one, at],
          [other, at],
        ]),
      )
    })

    test('a digest for a subscription that is not kept is refused', async () => {
      await using store = await open(fakeClock())

      await expect(store.writeDigests([digestOf(77, 'a')], new Map())).rejects.toThrow()

      expect(await store.claimDeliveries(at, 60_000, 10)).toEqual([])
    })
  })
}
