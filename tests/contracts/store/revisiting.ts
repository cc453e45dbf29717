import { describe, expect, test } from 'vitest'
import { aKeepInput } from '../../builders.ts'
import { fakeClock } from '../../fakes/clock.ts'
import type { FullStore, OpenStore } from '../store.ts'

const HOUR_MS = 3_600_000
const start = new Date('2025-04-24T04:00:00Z')
const hours = (count: number): Date => new Date(start.getTime() + count * HOUR_MS)
const urlOf = (name: string): string => `https://mfa.ruritania.example/${name}`
const idOf = (name: string): string => `id of ${urlOf(name)}`

/** Keeps a page that is to be looked at again after an hour. */
async function keepPage(store: FullStore, name: string, sourceId = 'xa-mfa-en'): Promise<void> {
  const fetched = { url: urlOf(name), sourceId, foundBy: 'selectors' } as const
  await store.keep(aKeepInput({ fetched, fetchedAt: start, revisitAt: hours(1) }))
}

const dueAt = async (store: FullStore, now: Date, ...sources: readonly string[]): Promise<string[]> =>
  (await store.dueRevisits(sources.length === 0 ? ['xa-mfa-en'] : sources, now, 50)).map(({ readoutId }) => readoutId)

/** Pages that are looked at again. */
export function describeRevisiting(open: OpenStore): void {
  describe('revisits', () => {
    test('a page is due when it was said to be, with everything that a look needs', async () => {
      await using store = await open(fakeClock('2025-04-24T04:00:00Z'))
      await keepPage(store, '1')

      expect(await dueAt(store, hours(0.9))).toEqual([])
      expect(await store.dueRevisits(['xa-mfa-en'], hours(1), 50)).toEqual([
        {
          readoutId: idOf('1'),
          sourceId: 'xa-mfa-en',
          url: urlOf('1'),
          title: aKeepInput().fetched.title,
          publishedAt: aKeepInput().fetched.publishedAt,
          textHash: aKeepInput().textHash,
          foundBy: 'selectors',
          storedAt: start,
          seenAt: start,
          dueAt: hours(1),
          misses: 0,
        },
      ])
    })

    test('only pages of the sources asked for are given, the longest due first, so many at most', async () => {
      await using store = await open(fakeClock())
      for (const name of ['3', '1', '2']) {
        await keepPage(store, name)
        await store.revisitSooner([idOf(name)], hours(Number(name) / 10))
      }
      await keepPage(store, 'other', 'xb-mfa-en')

      expect(await dueAt(store, hours(2))).toEqual(['1', '2', '3'].map(idOf))
      expect(await dueAt(store, hours(2), 'xa-mfa-en', 'xb-mfa-en')).toHaveLength(4)
      expect(await store.dueRevisits(['xa-mfa-en'], hours(2), 2)).toHaveLength(2)
      expect(await store.dueRevisits([], hours(2), 2)).toEqual([])
    })

    test('a look is remembered, and that a page is no longer there', async () => {
      await using store = await open(fakeClock())
      await keepPage(store, '1')
      const looked = { readoutId: idOf('1'), foundBy: 'rules', seenAt: hours(2), misses: 1 } as const
      await store.saveRevisit({ ...looked, dueAt: hours(3), missingSince: hours(2) }, hours(2))

      expect((await store.find(idOf('1')))?.readout.goneAt).toEqual(hours(2))
      expect(await dueAt(store, hours(2.5))).toEqual([])
      expect(await store.dueRevisits(['xa-mfa-en'], hours(3), 9)).toMatchObject([
        { ...looked, goneAt: hours(2), missingSince: hours(2) },
      ])
      expect(await store.missingPages(hours(2))).toEqual(new Map([['xa-mfa-en', 1]]))
      expect(await store.missingPages(hours(2.1))).toEqual(new Map())
      expect((await store.knownPages([idOf('1')])).get(idOf('1'))).toMatchObject({
        seenAt: hours(2),
        foundBy: 'rules',
      })

      await store.saveRevisit({ ...looked, misses: 0 }, undefined)
      expect((await store.find(idOf('1')))?.readout.goneAt).toBeUndefined()
      expect(await store.missingPages(start)).toEqual(new Map())
      expect(await dueAt(store, hours(1_000))).toEqual([])
    })

    test('another text ends an absence, and the next look is as it says', async () => {
      await using store = await open(fakeClock())
      await keepPage(store, '1')
      const missed = { readoutId: idOf('1'), foundBy: 'selectors', seenAt: hours(2), misses: 3 } as const
      await store.saveRevisit({ ...missed, missingSince: hours(2) }, hours(2))
      const fetched = { url: urlOf('1'), text: 'Another.', foundBy: 'selectors' } as const
      await store.keep(aKeepInput({ fetched, fetchedAt: hours(5), revisitAt: hours(24) }))

      expect((await store.find(idOf('1')))?.readout.goneAt).toBeUndefined()
      expect(await store.dueRevisits(['xa-mfa-en'], hours(24), 9)).toMatchObject([{ misses: 0, seenAt: hours(5) }])
    })

    test('a look can be had sooner, never later, also where none was due any more', async () => {
      await using store = await open(fakeClock())
      await keepPage(store, '1')
      await keepPage(store, '2')
      await store.saveRevisit({ readoutId: idOf('2'), foundBy: 'rules', seenAt: start, misses: 0 }, undefined)

      await store.revisitSooner([idOf('1'), idOf('2'), 'unknown'], hours(0.5))
      await store.revisitSooner([idOf('1')], hours(5))

      expect((await dueAt(store, hours(0.5))).toSorted()).toEqual([idOf('1'), idOf('2')])
    })

    test('the looks of one source can be put off together', async () => {
      await using store = await open(fakeClock())
      await keepPage(store, '1')
      await keepPage(store, '2', 'xb-mfa-en')

      await store.postponeRevisits('xa-mfa-en', hours(6))

      expect(await dueAt(store, hours(2), 'xa-mfa-en', 'xb-mfa-en')).toEqual([idOf('2')])
      expect(await dueAt(store, hours(6))).toEqual([idOf('1')])
    })

    test('what was never a page is never due', async () => {
      await using store = await open(fakeClock())
      await store.keep(aKeepInput())

      expect(await dueAt(store, hours(1_000))).toEqual([])
    })
  })

  describe('what the record tells of a source', () => {
    test('its days of publication, newest first, each once', async () => {
      await using store = await open(fakeClock())
      const days = ['2025-04-20T01:00:00Z', '2025-04-22T01:00:00Z', '2025-04-22T09:00:00Z', '2025-04-01T00:00:00Z']
      for (const [index, day] of days.entries()) {
        await store.keep(aKeepInput({ fetched: { url: urlOf(String(index)), publishedAt: new Date(day) } }))
      }
      await store.keep(aKeepInput({ fetched: { url: urlOf('undated'), publishedAt: undefined } }))
      await store.keep(aKeepInput({ fetched: { url: urlOf('other'), sourceId: 'xb-mfa-en' } }))

      expect(await store.publicationDays('xa-mfa-en')).toEqual(['2025-04-22', '2025-04-20', '2025-04-01'])
    })

    test('which sources ever brought a text about a party', async () => {
      await using store = await open(fakeClock())
      await keepPage(store, '1')
      await keepPage(store, '2', 'xb-mfa-en')

      expect(await store.sourcesNaming(['XB', 'XC'])).toEqual(new Set(['xa-mfa-en', 'xb-mfa-en']))
      expect(await store.sourcesNaming(['XC'])).toEqual(new Set())
      expect(await store.sourcesNaming([])).toEqual(new Set())
    })

    test('what it listed at first is remembered until something else is', async () => {
      await using store = await open(fakeClock())
      await store.saveFirstListed('xa-mfa-en', ['a', 'b', 'b'])
      await store.saveFirstListed('xb-mfa-en', ['c'])

      expect(await store.firstListed('xa-mfa-en')).toEqual(new Set(['a', 'b']))
      await store.saveFirstListed('xa-mfa-en', [])
      expect(await store.firstListed('xa-mfa-en')).toEqual(new Set())
      expect(await store.firstListed('xb-mfa-en')).toEqual(new Set(['c']))
    })

    test('how far it was read back is remembered as it was saved last', async () => {
      await using store = await open(fakeClock())
      expect(await store.backfillOf('xa-mfa-en')).toBeUndefined()

      await store.saveBackfill('xa-mfa-en', { since: '2024-01-01', nextPage: 1 })
      await store.saveBackfill('xa-mfa-en', { since: '2023-01-01', nextPage: 7, finishedAt: start })
      await store.saveBackfill('xb-mfa-en', { since: '2024-01-01', nextPage: 2 })

      expect(await store.backfillOf('xa-mfa-en')).toEqual({ since: '2023-01-01', nextPage: 7, finishedAt: start })
      expect(await store.backfillOf('xb-mfa-en')).toEqual({ since: '2024-01-01', nextPage: 2 })
    })
  })
}
