import { scheduler } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { KeepInput } from '../../../src/domain/keeping.ts'
import type { KeptReading } from '../../../src/domain/readout.ts'
import type { Topic } from '../../../src/domain/topic.ts'
import type { LookupStore } from '../../../src/pipeline/ports/looking-up.ts'
import { aFetched, aKeepInput, aReading } from '../../builders.ts'
import { fakeClock } from '../../fakes/clock.ts'
import type { OpenStore } from '../store.ts'

/** A readout with an address made of `name`. */
function named(name: string, parts: Parameters<typeof aKeepInput>[0] = {}): KeepInput {
  return aKeepInput({ ...parts, fetched: { url: `https://x.example/${name}`, ...parts.fetched } })
}

const nameOf = ({ readout }: KeptReading): string => readout.url.replace('https://x.example/', '')

async function latestNames(store: LookupStore, filter: Partial<Parameters<LookupStore['latest']>[0]> = {}) {
  return (await store.latest({ limit: 50, ...filter })).map(nameOf)
}

function about(...topics: Exclude<Topic, 'partnership' | 'taiwan' | 'trade-policy' | 'agreements'>[]) {
  const evidence = [{ start: 0, end: 2, quote: 'On' }] as const
  return topics.map((topic) => ({ topic, voice: 'XA', statement: topic, evidence }))
}

/** How often the event loop came round while `work` was under way. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let [turns, done] = [0, false]
  void work.finally(() => {
    done = true
  })
  while (!done) {
    await scheduler.yield()
    turns += 1
  }
  return turns
}

/** Finding readouts by what they are about. */
export function describeLookingUp(open: OpenStore): void {
  describe('looking up', () => {
    test('a readout is found by id, short id and address, and nothing by anything else', async () => {
      await using store = await open(fakeClock())
      await store.keep(named('a'))
      await store.keep(named('b'))
      const found = await store.find('https://x.example/b')

      expect(found && nameOf(found)).toBe('b')
      expect(await store.find(found?.readout.id ?? '')).toEqual(found)
      expect(await store.find(found?.readout.shortId ?? '')).toEqual(found)
      expect(await store.find('https://x.example/c')).toBeUndefined()
      expect(await store.find('')).toBeUndefined()
      expect(await store.find("' or 1 = 1 --")).toBeUndefined()
    })

    test('of several names the first counts under which something is kept', async () => {
      await using store = await open(fakeClock())
      await store.keep(named('a'))
      await store.keep(named('b'))
      const b = await store.find('https://x.example/b')
      const first = async (...names: readonly string[]) => {
        const found = await store.findFirst(names)
        return found && nameOf(found)
      }

      expect(await first('https://x.example/c', 'https://x.example/b', 'https://x.example/a')).toBe('b')
      expect(await first('https://x.example/a', b?.readout.id ?? '')).toBe('a')
      expect(await first('none', b?.readout.shortId.toUpperCase() ?? '', 'https://x.example/a')).toBe('b')
      expect(await first('https://x.example/c')).toBeUndefined()
      expect(await first()).toBeUndefined()
    })

    test('the newest comes first: by encounter, else by publication, else by storage', async () => {
      await using store = await open(fakeClock('2025-04-24T04:00:00Z'))
      await store.keep(named('met on the 20th', { reading: aReading({ date: '2025-04-20' }) }))
      await store.keep(
        named('stored today', { fetched: { publishedAt: undefined }, reading: aReading({ date: null }) }),
      )
      const publishedAt = new Date('2025-04-21T10:00:00Z')
      await store.keep(named('published on the 21st', { fetched: { publishedAt }, reading: aReading({ date: null }) }))
      await store.keep(named('met on the 20th too', { reading: aReading({ date: '2025-04-20' }) }))

      expect(await latestNames(store)).toEqual([
        'stored today',
        'published on the 21st',
        'met on the 20th too',
        'met on the 20th',
      ])
    })

    test('a day that cannot be or lies in the future heads no list', async () => {
      await using store = await open(fakeClock('2025-04-24T04:00:00Z'))
      for (const date of ['2525-04-22', 'last week', '2025-99-99', '0000-00-00']) {
        await store.keep(named(date, { reading: aReading({ date }), fetched: { publishedAt: undefined } }))
      }
      await store.keep(named('tomorrow', { reading: aReading({ date: '2025-04-25' }) }))

      expect((await latestNames(store))[0]).toBe('tomorrow')
      expect(await latestNames(store, { since: '2025-04-24', before: '2025-04-25' })).toHaveLength(4)
    })

    test('filters narrow one another', async () => {
      await using store = await open(fakeClock())
      await store.keep(named('ab visits', { reading: aReading({ parties: ['XA', 'XB'], keyPoints: about('visits') }) }))
      await store.keep(
        named('ac aid', { reading: aReading({ parties: ['XA', 'XC'], keyPoints: about('aid', 'aid') }) }),
      )
      await store.keep(
        named('abc aid', { reading: aReading({ parties: ['XA', 'XB', 'XC'], keyPoints: about('aid') }) }),
      )
      const source = { ...aKeepInput().source, issuer: 'XB' }
      await store.keep(named('b says ab aid', { source, reading: aReading({ keyPoints: about('aid', 'people') }) }))

      expect(await latestNames(store, { parties: ['XA', 'XB'] })).toEqual(['b says ab aid', 'abc aid', 'ab visits'])
      expect(await latestNames(store, { parties: ['XB'], topic: 'aid' })).toEqual(['b says ab aid', 'abc aid'])
      expect(await latestNames(store, { parties: ['XB'], topic: 'aid', issuer: 'XA' })).toEqual(['abc aid'])
      expect(await latestNames(store, { parties: ['XB', 'XC', 'XB'], topic: 'visits' })).toEqual([])
      expect(await latestNames(store, { issuer: 'XC' })).toEqual([])
      expect(await latestNames(store, { parties: [] })).toHaveLength(4)
    })

    test('days are bounded from the first included to the last left out', async () => {
      await using store = await open(fakeClock())
      for (const date of ['2025-04-20', '2025-04-21', '2025-04-22']) {
        await store.keep(named(date, { reading: aReading({ date }) }))
      }

      expect(await latestNames(store, { since: '2025-04-21' })).toEqual(['2025-04-22', '2025-04-21'])
      expect(await latestNames(store, { before: '2025-04-21' })).toEqual(['2025-04-20'])
      expect(await latestNames(store, { since: '2025-04-21', before: '2025-04-22', parties: ['XA'] })).toEqual([
        '2025-04-21',
      ])
      await expect(latestNames(store, { since: 'yesterday' })).rejects.toThrow(RangeError)
    })

    test('what was stored since an instant is told apart from what is recent, with every other filter', async () => {
      const clock = fakeClock('2025-04-24T04:00:00Z')
      await using store = await open(clock)
      await store.keep(named('stored first', { reading: aReading({ date: '2025-04-22' }) }))
      clock.advance(1_000)
      const since = clock.now()
      await store.keep(named('backfilled', { reading: aReading({ date: '2019-01-01', parties: ['XB'] }) }))
      clock.advance(1_000)
      await store.keep(named('stored last', { reading: aReading({ date: '2025-04-21' }) }))

      expect(await latestNames(store, { storedSince: since })).toEqual(['stored last', 'backfilled'])
      expect(await latestNames(store, { storedSince: since, parties: ['XA'] })).toEqual(['stored last'])
      expect(await latestNames(store, { storedSince: since, before: '2020-01-01' })).toEqual(['backfilled'])
      expect(await latestNames(store, { storedSince: since, limit: 1 })).toEqual(['stored last'])
    })

    test('whatever order texts arrive in, lists are in order of day, then of storage, and cut at the limit', async () => {
      const day = fc.integer({ min: 1, max: 28 }).map((number) => `2025-02-${String(number).padStart(2, '0')}`)
      await fc.assert(
        fc.asyncProperty(
          fc.array(day, { maxLength: 130, size: 'max' }),
          fc.integer({ min: 0, max: 140 }),
          async (days, limit) => {
            await using store = await open(fakeClock())
            for (const [index, date] of days.entries())
              await store.keep(named(`${index}`, { reading: aReading({ date }) }))
            const sorted = days
              .map((date, index) => ({ date, index }))
              .sort((a, b) => (a.date === b.date ? b.index - a.index : a.date < b.date ? 1 : -1))
            const names = sorted.slice(0, limit).map(({ index }) => `${index}`)
            const early = sorted.filter(({ date }) => date < '2025-02-27').slice(0, limit)

            expect(await latestNames(store, { limit })).toEqual(names)
            expect(await latestNames(store, { limit, parties: ['XA', 'XB'] })).toEqual(names)
            expect(await latestNames(store, { limit, storedSince: new Date(0) })).toEqual(names)
            expect((await store.search('testwell', limit)).map(nameOf)).toEqual(names)
            expect(await latestNames(store, { limit, before: '2025-02-27' })).toEqual(
              early.map(({ index }) => `${index}`),
            )
          },
        ),
        { numRuns: 4 },
      )
    })

    test('batches walk the whole record in order of storage', async () => {
      await using store = await open(fakeClock())
      for (const [index, date] of ['2025-04-20', '2025-04-22', '2025-04-21'].entries()) {
        await store.keep(named(`${index}`, { reading: aReading({ date }) }))
      }

      const first = await store.batch(undefined, 2)
      const second = await store.batch(first.at(-1)?.readout.id, 2)

      expect([...first, ...second].map(nameOf)).toEqual(['0', '1', '2'])
      expect(await store.batch(second.at(-1)?.readout.id, 2)).toEqual([])
      expect(await store.batch('an id that nothing has', 2)).toEqual([])
      expect(first[0]?.version.text).toBe(aFetched().text)
    })

    test('others get their turn while a long list is read or much is kept', async () => {
      await using store = await open(fakeClock())
      const keepAll = async (): Promise<void> => {
        for (let index = 0; index < 220; index += 1) await store.keep(named(`${index}`))
      }

      expect(await turnsDuring(keepAll())).toBeGreaterThan(200)
      expect(await turnsDuring(store.latest({ limit: 220 }))).toBeGreaterThan(3)
      expect(await turnsDuring(store.batch(undefined, 220))).toBeGreaterThan(3)
      expect(await store.batch(undefined, 220)).toHaveLength(220)
    })
  })
}
