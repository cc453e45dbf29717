import { describe, expect, test } from 'vitest'
import { aKeepInput, aPlannedDigest, aReading, aSubscription } from '../../builders.ts'
import { fakeClock } from '../../fakes/clock.ts'
import type { FullStore, OpenStore } from '../store.ts'

const at = new Date('2025-04-24T04:00:00Z')

/** Keeps a text under an address of its own; its encounter was on `date`, between `parties`. */
async function keep(store: FullStore, name: string, date: string, text: string, parties = ['XA', 'XB']): Promise<void> {
  const fetched = { url: `https://mfa.ruritania.example/${name}`, text }
  await store.keep(aKeepInput({ fetched, reading: aReading({ date, parties }) }))
}

const names = (found: readonly { readonly readout: { readonly url: string } }[]): string[] =>
  found.map(({ readout }) => readout.url.replace('https://mfa.ruritania.example/', ''))

/** What was said and posted before. */
export function describeHistory(open: OpenStore): void {
  describe('a phrase in the record', () => {
    test('is found where its words stand in a row, oldest or newest first', async () => {
      await using store = await open(fakeClock())
      await keep(store, 'middle', '2025-02-01', 'They spoke of “win-win cooperation”.')
      await keep(store, 'first', '2024-01-01', 'Win-win cooperation was praised.')
      await keep(store, 'scattered', '2023-01-01', 'Cooperation that lets both win, and win again.')
      await keep(store, 'last', '2025-04-01', 'For win–win cooperation.')

      expect(names(await store.holding('win-win cooperation', 'oldest', 2))).toEqual(['first', 'middle'])
      expect(names(await store.holding('win-win cooperation', 'newest', 10))).toEqual(['last', 'middle', 'first'])
    })

    test('is found in Chinese, and where there is nothing to look for nothing is', async () => {
      await using store = await open(fakeClock())
      await keep(store, 'zh', '2025-02-01', '双方重申坚定奉行一个中国原则。')

      expect(names(await store.holding('一个中国原则', 'oldest', 5))).toEqual(['zh'])
      expect(await store.holding('一个原则', 'oldest', 5)).toEqual([])
      expect(await store.holding('…', 'newest', 5)).toEqual([])
    })
  })

  describe('one party of several', () => {
    test('is enough in each list; newest first, each readout once', async () => {
      await using store = await open(fakeClock())
      await keep(store, 'ab', '2025-02-01', 'a', ['XA', 'XB'])
      await keep(store, 'bc', '2025-03-01', 'b', ['XB', 'XC'])
      await keep(store, 'cd', '2025-04-01', 'c', ['XC', 'XD'])

      expect(names(await store.latest({ oneOf: [['XA', 'XC', 'XB']], limit: 10 }))).toEqual(['cd', 'bc', 'ab'])
      expect(names(await store.latest({ oneOf: [['XA', 'XC'], ['XB']], limit: 10 }))).toEqual(['bc', 'ab'])
      expect(names(await store.latest({ oneOf: [['XA', 'XB', 'XC']], limit: 2 }))).toEqual(['cd', 'bc'])
      expect(names(await store.latest({ oneOf: [['XA', 'XD']], topic: 'partnership', limit: 10 }))).toEqual([
        'cd',
        'ab',
      ])
      expect(names(await store.latest({ oneOf: [['XA']], storedSince: new Date(0), limit: 10 }))).toEqual(['ab'])
      expect(names(await store.latest({ oneOf: [['XD']], topics: ['aid', 'partnership'], limit: 10 }))).toEqual(['cd'])
      expect(await store.latest({ topics: ['aid', 'visits'], limit: 10 })).toEqual([])
      expect(await store.latest({ oneOf: [], topics: [], limit: 10 })).toHaveLength(3)
    })
  })

  describe('what was posted', () => {
    const here = { platform: 'discord', workspace: 'G1', channel: 'C1' }

    test('is told for an item, with how each part fared', async () => {
      await using store = await open(fakeClock())
      const { id } = await store.addSubscription(aSubscription({ destination: here }))
      const parts = [
        { key: 'k1', part: { text: '1' } },
        { key: 'k2', part: { text: '2' } },
      ]
      const planned = aPlannedDigest({ subscriptionId: id, items: ['a', 'b'] }, { destination: here, parts })
      await store.writeDigests([planned], new Map())
      const [delivery] = await store.claimDeliveries(at, 1_000, 1)
      if (!delivery) throw new Error('nothing was claimed')
      await store.recordOutcome(delivery, { kind: 'sent', messageId: 'M1', at })

      expect(await store.postings([id], 'b')).toEqual([
        {
          subscriptionId: id,
          plannedAt: planned.digest.plannedAt,
          dueAt: planned.digest.dueAt,
          parts: [
            { state: 'sent', sentAt: at, reason: undefined },
            { state: 'waiting', sentAt: undefined, reason: undefined },
          ],
        },
      ])
      expect(await store.postings([id], 'c')).toEqual([])
      expect(await store.postings([], 'a')).toEqual([])
      expect(await store.itemsOfMessage(here, 'M1')).toEqual(['a', 'b'])
    })

    test('is told to no other workspace, and of a message to no other channel', async () => {
      await using store = await open(fakeClock())
      const { id } = await store.addSubscription(aSubscription({ destination: here }))
      await store.writeDigests([aPlannedDigest({ subscriptionId: id, items: ['a'] }, { destination: here })], new Map())
      const [delivery] = await store.claimDeliveries(at, 1_000, 1)
      if (!delivery) throw new Error('nothing was claimed')
      await store.recordOutcome(delivery, { kind: 'sent', messageId: 'M1', at })

      expect(await store.itemsOfMessage({ ...here, workspace: 'G2' }, 'M1')).toEqual([])
      expect(await store.itemsOfMessage({ ...here, channel: 'C2' }, 'M1')).toEqual([])
    })
  })
}
