import { describe, expect, test } from 'vitest'
import type { PlannedDigest } from '../../../src/domain/digest.ts'
import type { Arrival } from '../../../src/domain/readout.ts'
import { aKeepInput, aPlannedDigest, aReading, aSubscription } from '../../builders.ts'
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

    test('what told a subscription of an item first is found, and a part that answers it goes there', async () => {
      await using store = await open(fakeClock())
      const { id: one } = await store.addSubscription(aSubscription())
      const { id: other } = await store.addSubscription(aSubscription())
      await store.writeDigests([digestOf(one, 'a', 'b'), digestOf(other, 'c')], new Map())
      const [first] = await store.claimDeliveries(at, 60_000, 10)
      if (!first) throw new Error('nothing waits')
      expect(await store.firstTold([one], ['b', 'c'])).toEqual([{ subscriptionId: one, item: 'b', delivery: first.id }])

      const answer = aPlannedDigest({ subscriptionId: one, items: ['d'], broadcast: true })
      await store.writeDigests([{ ...answer, answers: first.id }], new Map())
      await store.recordOutcome(first, { kind: 'sent', messageId: 'm1', at })
      const [second] = await store.claimDeliveries(at, 60_000, 10)
      if (second) await store.recordOutcome(second, { kind: 'dead', reason: 'refused' })
      const [third] = await store.claimDeliveries(at, 60_000, 10)

      expect(second?.destination).not.toHaveProperty('replyTo')
      expect(third?.destination).toMatchObject({ replyTo: 'm1', broadcast: true })
      expect(await store.firstTold([other], ['c'])).toEqual([])
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

    test('when the last digest was planned is told, whatever was served since', async () => {
      const clock = fakeClock()
      await using store = await open(clock)
      const { id: one } = await store.addSubscription(aSubscription())
      const { id: other } = await store.addSubscription(aSubscription())
      const later = new Date(at.getTime() + 1_000)

      await store.writeDigests([digestOf(one, 'a')], new Map([[one, at]]))
      await store.writeDigests([aPlannedDigest({ subscriptionId: one, plannedAt: later, items: ['b'] })], new Map())
      await store.writeDigests([], new Map([[other, later]]))

      expect(await store.lastDigests([one, other])).toEqual(new Map([[one, later]]))
      expect(await store.lastDigests([])).toEqual(new Map())
    })

    test('several digests of one subscription are written at once, each to the channel it names', async () => {
      await using store = await open(fakeClock())
      const { id } = await store.addSubscription(aSubscription())
      const elsewhere = { platform: 'slack', workspace: 'T9', channel: 'C9' }

      await store.writeDigests(
        [digestOf(id, 'a'), aPlannedDigest({ subscriptionId: id, items: ['b'] }, { destination: elsewhere })],
        new Map(),
      )

      const claimed = await store.claimDeliveries(at, 60_000, 10)
      expect(claimed.map(({ destination }) => destination.channel)).toEqual(['stdout', 'C9'])
    })

    test('what polling found in a stretch of time is told, newest encounter first, and nothing that came otherwise', async () => {
      const clock = fakeClock()
      await using store = await open(clock)
      const keep = async (name: string, date: string, arrival: Arrival): Promise<void> => {
        clock.advance(1_000)
        const fetched = { url: `https://x.example/${name}`, text: name }
        await store.keep(aKeepInput({ readoutId: name, arrival, fetched, reading: aReading({ date }) }))
      }
      await keep('too early', '2025-04-22', 'poll')
      clock.advance(1_000)
      const since = clock.now()
      await keep('older encounter', '2025-04-20', 'poll')
      await keep('history', '2025-04-23', 'backfill')
      await keep('newer encounter', '2025-04-23', 'poll')
      const until = clock.now()
      await keep('too late', '2025-04-23', 'poll')

      const told = async (limit: number): Promise<string[]> =>
        (await store.polled(since, until, limit)).map(({ version }) => version.text)
      expect(await told(10)).toEqual(['newer encounter', 'older encounter'])
      expect(await told(1)).toEqual(['newer encounter'])
    })

    test('any number of texts that polling found is looked through', async () => {
      const clock = fakeClock()
      await using store = await open(clock)
      for (let n = 0; n < 1_001; n += 1) {
        const fetched = { url: `https://x.example/${n}`, text: `${n}` }
        await store.keep(aKeepInput({ readoutId: `${n}`, arrival: n === 1_000 ? 'poll' : 'import', fetched }))
      }

      const found = await store.polled(new Date(0), clock.now(), 10)

      expect(found.map(({ readout }) => readout.id)).toEqual(['1000'])
    })

    test('a digest for a subscription that was erased meanwhile is not written, and the others are', async () => {
      await using store = await open(fakeClock())
      const { id } = await store.addSubscription(aSubscription())

      await store.writeDigests([digestOf(77, 'a'), digestOf(id, 'a')], new Map([[77, at]]))

      expect(await store.hadItems([77, id], ['a'])).toEqual(new Map([[id, new Set(['a'])]]))
      expect(await store.claimDeliveries(at, 60_000, 10)).toHaveLength(1)
    })
  })
}
