import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BackfillProgress, backfill } from '../../src/pipeline/backfill.ts'
import { deriveAccounts } from '../../src/ledger/accounts.ts'
import { ledgerLines } from '../../src/ledger/lines.ts'
import { remainingMs } from '../../src/schedule/estimate.ts'
import { aSubscription } from '../builders.ts'
import { chinaOnIceland } from '../cli/fiction.ts'
import type { PublishedItem } from '../fakes/ministry.ts'
import { type Collecting, never, startCollecting } from './collecting.ts'

const DAY_MS = 86_400_000
const PAGE = 3
const NEWEST = new Date('2025-04-23T10:00:00Z')

const list = {
  path: '/news/',
  kind: 'html',
  listing: { item: 'ul.news-list li', date: 'span' },
  olderPages: { url: 'index_{page}.html', first: 1 },
} as const

/** Invented meetings, one every other day back from 23 April 2025, the newest first. */
const meetings = (count: number): PublishedItem[] =>
  Array.from({ length: count }, (_, n) => {
    const published = new Date(NEWEST.getTime() - 2 * n * DAY_MS)
    const day = published.toLocaleDateString('en-US', { timeZone: 'UTC', dateStyle: 'long' })
    return {
      ...chinaOnIceland,
      path: `/news/${n}.html`,
      title: `Lin Mofan Meets Prime Minister of Iceland, number ${n}`,
      published,
      paragraphs: chinaOnIceland.paragraphs.map((text) => text.replace('April 23, 2025', day)),
    }
  })

/** Serves the items as a listing of pages. */
function serve({ ministry }: Collecting, items: readonly PublishedItem[]): void {
  const pages = Math.ceil(items.length / PAGE)
  for (let page = 0; page < pages; page += 1) {
    const path = page === 0 ? '/news/' : `/news/index_${page}.html`
    ministry.listing(path, items.slice(page * PAGE, (page + 1) * PAGE))
  }
}

/** Walks back; gives how it ended, and each page's progress. */
async function walk(it: Collecting, since: string, parts: { again?: boolean; signal?: AbortSignal } = {}) {
  const [adapter] = it.ports.adapters
  if (!adapter) throw new Error('a source is needed')
  const progress: BackfillProgress[] = []
  const { again = false, signal = never } = parts
  const end = await backfill(it.ports, adapter, { since, again }, (page) => progress.push(page), signal)
  return { end, progress }
}

const kept = async ({ store }: Collecting): Promise<number[]> =>
  (await store.latest({ limit: 100 }))
    .map(({ readout }) => Number(/(\d+)\.html/.exec(readout.url)?.[1]))
    .sort((a, b) => a - b)

describe('walking a source back', () => {
  test('keeps what further pages list back to a day, as history, and leaves the first page to polling', async () => {
    await using it = await startCollecting([list])
    serve(it, meetings(12))

    const { end, progress } = await walk(it, '2025-04-10')

    expect(end).toEqual({ kind: 'finished', kept: 4 })
    expect(await kept(it)).toEqual([3, 4, 5, 6]) // 17, 15, 13 and 11 April
    expect((await it.store.latest({ limit: 9 })).every(({ readout }) => readout.arrival === 'backfill')).toBe(true)
    expect(progress.map(({ page, reached }) => [page, reached])).toEqual([
      [1, '2025-04-13'],
      [2, '2025-04-07'],
      [3, '2025-04-01'],
    ])
    expect(it.ministry.received('/news/6.html')).toHaveLength(1)
    expect(it.ministry.received('/news/7.html')).toHaveLength(0)
  })

  test('ends where the pages end, and what was walked is not walked again unless that is asked for', async () => {
    await using it = await startCollecting([list])
    serve(it, meetings(8))
    expect((await walk(it, '2020-01-01')).end).toEqual({ kind: 'finished', kept: 5 })

    expect((await walk(it, '2024-01-01')).end).toMatchObject({ kind: 'done-before', since: '2020-01-01' })
    const before = it.ministry.requests.filter(({ path }) => /\d\.html$/.test(path) && !path.includes('index')).length
    expect((await walk(it, '2020-01-01', { again: true })).end).toEqual({ kind: 'finished', kept: 0 })
    expect(it.ministry.requests.filter(({ path }) => /\d\.html$/.test(path) && !path.includes('index')).length).toBe(
      before,
    )
  })

  test('goes on where it was broken off, also after a restart, and fetches nothing twice', async () => {
    await using it = await startCollecting([list])
    serve(it, meetings(20))
    const stop = new AbortController()
    const [adapter] = it.ports.adapters
    if (!adapter) throw new Error('a source is needed')
    const first = await backfill(
      it.ports,
      adapter,
      { since: '2025-01-01', again: false },
      ({ page }) => page === 2 && stop.abort(),
      stop.signal,
    )
    expect(first).toMatchObject({ kind: 'stopped', kept: 6 })
    it.restart()

    const { end, progress } = await walk(it, '2025-01-01')

    expect(progress[0]?.page).toBe(2)
    expect(end).toEqual({ kind: 'finished', kept: 11 })
    expect(await kept(it)).toEqual(Array.from({ length: 17 }, (_, n) => n + 3))
    for (let n = 3; n < 20; n += 1) expect(it.ministry.received(`/news/${n}.html`)).toHaveLength(1)
  })

  test('stops where the host refuses, says why, and goes on there next time', async () => {
    await using it = await startCollecting([list])
    serve(it, meetings(12))
    it.ministry.fail('/news/index_2.html', 403)
    const { end } = await walk(it, '2025-01-01')
    expect(end).toMatchObject({ kind: 'stopped', page: 2, kept: 3, reason: expect.stringContaining('403') })
    it.ministry.recover('/news/index_2.html')

    expect((await walk(it, '2025-01-01')).end).toEqual({ kind: 'finished', kept: 6 })
  })

  test.each([403, 'reset'] as const)(
    'passes one page over that is refused or breaks off, and stops where the next one does, too: %s',
    async (failure) => {
      await using it = await startCollecting([list])
      serve(it, meetings(9))
      it.ministry.fail('/news/4.html', failure)
      const { end, progress } = await walk(it, '2025-01-01')
      expect(end).toMatchObject({ kind: 'finished', kept: 5 })
      expect(progress.flatMap(({ skipped }) => skipped)).toEqual([expect.stringContaining('/news/4.html')])

      await using other = await startCollecting([list])
      serve(other, meetings(9))
      for (const path of ['/news/4.html', '/news/5.html']) other.ministry.fail(path, failure)
      expect((await walk(other, '2025-01-01')).end).toMatchObject({ kind: 'stopped', page: 1 })
    },
  )

  test('gives a host that asks for it its time, and names pages that cannot be read', async () => {
    await using it = await startCollecting([list])
    serve(it, meetings(9))
    it.ministry.fail('/news/index_1.html', { status: 429, retryAfter: '90' }, 1)
    it.ministry.fail('/news/4.html', 404)

    const { end, progress } = await walk(it, '2025-01-01')

    expect(end).toEqual({ kind: 'finished', kept: 5 })
    expect(it.clock.slept.some((ms) => ms >= 90_000)).toBe(true)
    expect(progress.flatMap(({ skipped }) => skipped)).toEqual([expect.stringContaining('/news/4.html')])
  })

  test('ends where a site begins again, or shows its last page for ever', async () => {
    await using it = await startCollecting([list, { ...list, id: 'xb-mfa', path: '/last/' }])
    serve(it, meetings(5))
    const last = meetings(5).slice(3)
    it.ministry.script('/last/', () => ({
      body: '<ul class="news-list"><li><a href="/news/0.html">Talks of the day before yesterday</a></li></ul>',
    }))
    for (let page = 1; page < 6; page += 1) it.ministry.listing(`/last/index_${page}.html`, last)
    const [, adapter] = it.ports.adapters
    if (!adapter) throw new Error('two sources are needed')
    const pages: number[] = []

    expect((await walk(it, '2020-01-01')).end).toMatchObject({ kind: 'finished' })
    await backfill(it.ports, adapter, { since: '2020-01-01', again: false }, ({ page }) => pages.push(page), never)
    expect(pages).toEqual([1, 2])
  })

  test('a source without further pages says so', async () => {
    await using it = await startCollecting([{ path: '/feed' }])
    it.ministry.feed('/feed', meetings(2))

    expect((await walk(it, '2020-01-01')).end).toEqual({ kind: 'no-pages' })
  })

  test('is never news, and looks at nothing again', async () => {
    await using it = await startCollecting([list])
    serve(it, meetings(6))
    await it.store.addSubscription(aSubscription({ createdAt: new Date(it.clock.now().getTime() - 1_000) }))
    await walk(it, '2025-01-01')

    expect(await it.store.polled(new Date(0), it.clock.now(), 10)).toEqual([])
    it.clock.advance(30 * DAY_MS)
    expect(await it.store.dueRevisits(['xa-mfa'], it.clock.now(), 10)).toEqual([])
  })
})

describe('an estimate', () => {
  test('takes the time so far for what is left, and says nothing too soon', () => {
    const year = { from: '2025-01-01', to: '2024-01-02' }
    expect(remainingMs(year, '2025-01-01', 1_000)).toBeUndefined()
    expect(remainingMs(year, '2024-10-02', 91_000)).toBe(274_000)
    expect(remainingMs(year, '2023-10-01', 91_000)).toBe(0)
  })
})

/** What the ledger says, without what tells by which text and when it was learned. */
async function ledgerOf({ store }: Collecting): Promise<unknown> {
  const lines = ledgerLines(deriveAccounts(await store.latest({ limit: 100 })))
  return lines.map(({ issuer, party, documentType, day, voice, topic, said }) => ({
    ...{ issuer, party, documentType, day, voice, topic },
    said: said.map(({ point, text }) => [text.readout.url.replace(/^http:\/\/[^/]+/, ''), point]),
  }))
}

test('the ledger is the same as if everything had come in its own order', async () => {
  const items = meetings(9)
  await using inOrder = await startCollecting([{ path: '/feed' }])
  for (const from of items.map((_, index) => items.length - 1 - index)) {
    inOrder.ministry.feed('/feed', items.slice(from, from + 3))
    inOrder.clock.advance(DAY_MS)
    await inOrder.poll(true)
  }
  const expected = await ledgerOf(inOrder)
  expect(expected).not.toEqual([])

  const steps = fc.shuffledSubarray(['poll', 'walk', 'walk further'] as const, { minLength: 3 })
  await fc.assert(
    fc.asyncProperty(steps, fc.integer({ min: 0, max: 3 }), async (order, pinned) => {
      await using it = await startCollecting([list])
      // Some sites pin older documents to the top.
      const listed = [...items.slice(pinned, pinned + 1), ...items.filter((_, index) => index !== pinned)]
      serve(it, listed)
      for (const step of order) {
        if (step === 'poll') await it.poll(true)
        else await walk(it, step === 'walk' ? '2025-04-15' : '2025-01-01', { again: true })
      }
      expect(await ledgerOf(it)).toEqual(expected)
    }),
    { numRuns: 12 },
  )
})
