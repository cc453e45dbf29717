import { describe, expect, test } from 'vitest'
import type { TextChange } from '../../../src/domain/news.ts'
import { aKeepInput, aPlannedDigest, aSubscription } from '../../builders.ts'
import { fakeClock } from '../../fakes/clock.ts'
import type { OpenStore } from '../store.ts'

const at = new Date('2025-04-24T04:00:00Z')
const id = aKeepInput().readoutId
const change: TextChange = {
  what: 'number',
  before: [{ start: 0, end: 2, quote: '12' }],
  after: [{ start: 0, end: 2, quote: '13' }],
}

/** What happened after something was told, and what the operator is told. */
export function describeFollowing(open: OpenStore): void {
  describe('what happened to texts afterwards', () => {
    test('edits since an instant are told in order, each with what it changed; first versions are none', async () => {
      await using store = await open(fakeClock())
      await store.keep(aKeepInput({ fetchedAt: at }))
      const later = [1, 2].map((hours) => new Date(at.getTime() + hours * 3_600_000))
      for (const [index, fetchedAt] of later.entries()) {
        const changes = index === 0 ? [change] : undefined
        await store.keep(aKeepInput({ fetched: { text: `Edited ${index}` }, fetchedAt, changes }))
      }

      expect(await store.editsSince(new Date(0))).toEqual([
        { readoutId: id, number: 2, fetchedAt: later[0], changes: [change] },
        { readoutId: id, number: 3, fetchedAt: later[1], changes: [] },
      ])
      expect(await store.editsSince(later[1] ?? at)).toHaveLength(1)
      expect(await store.editsOf([id, 'unknown'])).toEqual(await store.editsSince(new Date(0)))
    })

    test('what is gone since an instant is told with its text', async () => {
      await using store = await open(fakeClock())
      await store.keep(aKeepInput())
      await store.keep(aKeepInput({ fetched: { url: 'https://x.example/2' } }))
      await store.saveRevisit({ readoutId: id, foundBy: 'rules', seenAt: at, misses: 3 }, at)

      const [gone, ...others] = await store.goneSince(at)
      expect(gone).toMatchObject({ readout: { id, goneAt: at }, version: { number: 1 } })
      expect(others).toEqual([])
      expect(await store.goneSince(new Date(at.getTime() + 1))).toEqual([])
    })

    test('texts are given by id, any number of them', async () => {
      await using store = await open(fakeClock())
      await store.keep(aKeepInput())
      const unknown = Array.from({ length: 700 }, (_, index) => `unknown ${index}`)

      expect((await store.textsOf([...unknown, id])).map(({ readout }) => readout.id)).toEqual([id])
      expect(await store.textsOf([])).toEqual([])
    })

    test('who had which item, and when, is told', async () => {
      await using store = await open(fakeClock())
      const { id: one } = await store.addSubscription(aSubscription())
      const { id: other } = await store.addSubscription(aSubscription())
      const later = new Date(at.getTime() + 60_000)
      const planned = [
        aPlannedDigest({ subscriptionId: one, plannedAt: at, items: ['a', 'silence:x:1', 'silence:y:2'] }),
        aPlannedDigest({ subscriptionId: other, plannedAt: later, items: ['a', 'silencer'] }),
      ]
      await store.writeDigests(planned, new Map())

      expect(await store.takenItems(['a', 'b'])).toEqual([
        { subscriptionId: one, item: 'a', plannedAt: at },
        { subscriptionId: other, item: 'a', plannedAt: later },
      ])
      expect(await store.takenItems([])).toEqual([])
      expect(await store.itemsWithPrefix([one, other], 'silence:')).toEqual([
        { subscriptionId: one, item: 'silence:x:1' },
        { subscriptionId: one, item: 'silence:y:2' },
      ])
      expect(await store.itemsWithPrefix([], 'silence:')).toEqual([])
    })
  })

  describe('notes to the operator', () => {
    const to = { platform: 'slack', workspace: 'T1', channel: 'C9' }

    test('the last one is remembered, and one with a destination goes out like any part', async () => {
      await using store = await open(fakeClock())
      expect(await store.lastOperatorNote()).toBeUndefined()

      await store.writeOperatorNote({ at, line: 'one' }, undefined, [])
      await store.writeOperatorNote({ at, line: 'two' }, to, [{ key: 'k', part: { text: 'two' } }])

      expect(await store.lastOperatorNote()).toEqual({ at, line: 'two' })
      expect(await store.claimDeliveries(at, 1_000, 9)).toMatchObject([{ destination: to, part: { text: 'two' } }])
    })

    test('parts that were given up are counted, but not those that nobody wants any more', async () => {
      await using store = await open(fakeClock())
      const { id: one } = await store.addSubscription(aSubscription())
      await store.writeDigests([aPlannedDigest({ subscriptionId: one })], new Map())
      const [delivery] = await store.claimDeliveries(at, 60_000, 9)
      if (!delivery) throw new Error('nothing was claimed')
      await store.recordOutcome(delivery, { kind: 'dead', reason: 'status 404' })
      await store.writeDigests([aPlannedDigest({ subscriptionId: one, items: ['item 2'] })], new Map())
      await store.endSubscription(one, { who: 'U1', at, what: 'unsubscribe' })

      expect(await store.failedDeliveries(new Date(0))).toEqual({ count: 1, reason: 'status 404' })
      expect(await store.failedDeliveries(new Date(at.getTime() + 3_600_000))).toEqual({ count: 0 })
    })
  })
}
