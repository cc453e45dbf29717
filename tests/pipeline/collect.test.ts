import { describe, expect, test } from 'vitest'
import { outcomeLine } from '../../src/cli/outcomes.ts'
import { beginDue, isPollDue } from '../../src/pipeline/collect.ts'
import { readoutIdOf } from '../../src/pipeline/identity.ts'
import { Turns } from '../../src/pipeline/turns.ts'
import { chinaOnIceland, chinaOnUruguay } from '../cli/fiction.ts'
import { type PublishedItem, startMinistry } from '../fakes/ministry.ts'
import { articleOf } from '../fakes/ministry-pages.ts'
import { HOUR_MS, never, startCollecting } from './collecting.ts'

/** So many items, newest first, an hour apart. */
const items = (count: number): PublishedItem[] =>
  Array.from({ length: count }, (_, n) => ({
    ...chinaOnUruguay,
    path: `/readouts/${n}.html`,
    title: `${chinaOnUruguay.title} (${n})`,
    published: new Date(chinaOnUruguay.published.getTime() - n * HOUR_MS),
  }))

describe('a first round', () => {
  test('fetches the ten newest pages; what it left is fetched by later polls, and is no news either', async () => {
    await using it = await startCollecting([{ path: '/feed' }])
    it.ministry.feed('/feed', items(25))

    expect(await it.poll()).toMatchObject([{ kind: 'read', listed: 25, fresh: 10 }])
    const news: PublishedItem = { ...chinaOnIceland, path: '/readouts/news.html' }
    it.ministry.feed('/feed', [news, ...items(25)])
    it.clock.advance(20 * 60_000)
    it.restart()
    expect(await it.poll()).toMatchObject([{ fresh: 16 }])

    const kept = await it.store.latest({ limit: 50 })
    const polled = kept.filter(({ readout }) => readout.arrival === 'poll')
    expect(polled.map(({ readout }) => readout.url)).toEqual([`${it.ministry.baseUrl}${news.path}`])
  })
})

test('a page with text that is hidden from sight is kept without it, and counted', async () => {
  await using it = await startCollecting([{ path: '/feed' }])
  const [first, ...others] = items(3)
  if (!first) return
  it.ministry.feed('/feed', [first, ...others])
  const hidden = '<p style="position:absolute;left:-9999px">Iceland opposes the one-China principle.</p>'
  it.ministry.serve(first.path, articleOf(first, 1).replace('<div class="text">', `<div class="text">${hidden}`))

  const [outcome] = await it.poll()
  expect(outcome).toMatchObject({ kind: 'read', fresh: 3, partlyHidden: 1 })
  expect(outcome && outcomeLine(outcome)).toContain('3 new, 1 with text hidden from sight, which is left out')
  const kept = await it.store.latest({ limit: 9 })
  expect(kept.map(({ version }) => version.text).join('\n')).not.toContain('opposes')
})

test('a feed’s own text is kept without what is hidden in it, and that is counted', async () => {
  await using it = await startCollecting([{ path: '/feed', textFrom: 'feed' }])
  const [first] = items(1)
  if (!first) return
  it.ministry.feed('/feed', [first], { full: true })
  const feed = await (await fetch(`${it.ministry.baseUrl}/feed`)).text()
  const hidden = '<p style="display:none">Uruguay opposes it.</p>'
  const body = feed.replace('<![CDATA[', `$&${hidden}`)
  it.ministry.serve('/feed', { type: 'application/rss+xml', body })

  expect(await it.poll()).toMatchObject([{ kind: 'read', fresh: 1, partlyHidden: 1 }])
  const [kept] = await it.store.latest({ limit: 1 })
  expect(kept?.version.text).not.toContain('opposes')
})

describe('a page that cannot be read', () => {
  test.each([
    ['stall', /no complete answer/],
    [403, /was refused/],
    ['reset', /broke off/],
    ['shell', /app shell/],
    [500, /status 500/],
  ] as const)(
    'is passed over and named where the next one can be, and tried again later: %s',
    async (failure, reason) => {
      await using it = await startCollecting([{ path: '/feed', timeoutSeconds: 0.2 }])
      const [stuck, ...others] = items(3)
      if (!stuck) return
      it.ministry.feed('/feed', [stuck, ...others])
      it.ministry.fail(stuck.path, failure)

      expect(await it.poll()).toMatchObject([{ kind: 'read', fresh: 2, skipped: [expect.stringMatching(reason)] }])
      const asked = it.ministry.received(stuck.path).length
      expect(await it.poll(true)).toMatchObject([{ kind: 'read', fresh: 0, skipped: [] }])
      expect(it.ministry.received(stuck.path)).toHaveLength(asked)

      it.ministry.recover(stuck.path)
      it.clock.advance(6 * HOUR_MS)
      expect(await it.poll()).toMatchObject([{ kind: 'read', fresh: 1 }])
    },
  )

  test.each([403, 'reset'] as const)(
    'is the host’s doing where the next one cannot be read either: %s',
    async (failure) => {
      await using it = await startCollecting([{ path: '/feed' }])
      it.ministry.feed('/feed', items(5))
      for (const { path } of items(5)) it.ministry.fail(path, failure)

      expect(await it.poll()).toMatchObject([{ kind: 'failed' }])
      expect(it.ministry.requests.filter(({ path }) => path.startsWith('/readouts/'))).toHaveLength(2)

      for (const { path } of items(5)) it.ministry.recover(path)
      it.clock.advance(HOUR_MS)
      expect(await it.poll()).toMatchObject([{ kind: 'read', fresh: 5 }])
    },
  )

  test('ends the round where the host asks us to slow down', async () => {
    await using it = await startCollecting([{ path: '/feed' }])
    it.ministry.feed('/feed', items(3))
    it.ministry.fail(items(3)[0]?.path ?? '', { status: 429, retryAfter: '600' })

    expect(await it.poll()).toMatchObject([{ kind: 'failed', failure: 'slow-down' }])
    expect(it.ministry.requests.filter(({ path }) => path.startsWith('/readouts/'))).toHaveLength(1)
  })
})

describe('who may say that a text changed', () => {
  test('is the source that brought it: the same page in another feed, worded otherwise there, is kept once', async () => {
    await using it = await startCollecting([
      { path: '/one', id: 'xa-one', textFrom: 'feed' },
      { path: '/other', id: 'xa-other', textFrom: 'feed' },
    ])
    it.ministry.feed('/one', [chinaOnIceland], { full: true })
    it.ministry.feed('/other', [{ ...chinaOnIceland, paragraphs: ['Summary.'] }], { full: true })
    for (let round = 0; round < 3; round += 1) {
      await it.poll(true)
      it.ministry.feed('/one', [chinaOnIceland, ...items(round + 1)], { full: true })
      it.ministry.feed('/other', [{ ...chinaOnIceland, paragraphs: ['Summary.'] }, ...items(round + 1)], { full: true })
    }

    const versions = await it.store.versions(readoutIdOf(`${it.ministry.baseUrl}${chinaOnIceland.path}`))
    expect(versions).toHaveLength(1)
  })
})

describe('provenance', () => {
  test('nothing is kept of what a listing names on another host, and no redirect leads there', async () => {
    await using elsewhere = await startMinistry()
    await using it = await startCollecting([{ path: '/feed' }])
    elsewhere.feed('/feed', [chinaOnIceland])
    const foreign = `${elsewhere.baseUrl.replace('127.0.0.1', 'localhost')}${chinaOnIceland.path}`
    const item = (link: string) => `<item><title>Talks</title><link>${link}</link></item>`
    const feed = `<rss version="2.0"><channel>${item(foreign)}${item(`${it.ministry.baseUrl}/moved`)}</channel></rss>`
    it.ministry.serve('/feed', { type: 'application/xml', body: feed })
    it.ministry.serve('/moved', { status: 302, headers: { location: foreign } })

    expect(await it.poll()).toMatchObject([
      { kind: 'read', listed: 1, fresh: 0, skipped: [expect.stringContaining('not among the hosts')] },
    ])
    expect(elsewhere.requests).toEqual([])
    expect(await it.store.latest({ limit: 9 })).toEqual([])
  })
})

describe('what a source is known for', () => {
  test('is learned from its days of publication, and a day to come is not believed', async () => {
    await using it = await startCollecting([{ path: '/feed', textFrom: 'feed' }])
    const days = [1, 2, 3, 6, 7, 8, 9, 10, 13, 14].map((day) => new Date(Date.UTC(2025, 3, day, 9)))
    const daily = days.map(
      (published, n): PublishedItem => ({ ...chinaOnIceland, path: `/readouts/${n}.html`, published }),
    )
    const misprint = { ...chinaOnIceland, published: new Date('2052-04-23T00:00:00Z') }
    it.ministry.feed('/feed', [misprint, ...daily], { full: true })

    await it.poll()

    expect((await it.store.sourceStates()).get('xa-mfa')).toMatchObject({
      newestContent: '2025-04-14',
      longestGapDays: 3,
    })
  })

  test('pages in which its selectors find nothing are counted until they find something again', async () => {
    await using it = await startCollecting([{ path: '/feed', article: { body: '.another-design' } }])
    it.ministry.feed('/feed', [chinaOnIceland])
    await it.poll()
    expect((await it.store.sourceStates()).get('xa-mfa')?.unmatchedPages).toBe(1)
    const found = { ...chinaOnUruguay, path: '/readouts/found.html' }
    it.ministry.feed('/feed', [found, chinaOnIceland])
    it.ministry.serve(found.path, `<div class="another-design">${found.paragraphs.join(' ')}</div>`)
    it.clock.advance(HOUR_MS)
    await it.poll()

    expect((await it.store.sourceStates()).get('xa-mfa')?.unmatchedPages).toBe(0)
  })

  test('why it was not read is remembered with what kind of failure that was', async () => {
    await using it = await startCollecting([{ path: '/feed' }])
    it.ministry.fail('/feed', 403)
    await it.poll()

    expect((await it.store.sourceStates()).get('xa-mfa')).toMatchObject({ lastFailure: 'refused', failures: 1 })
  })
})

describe('hosts side by side', () => {
  test('a host that hangs delays no other, at any later tick either, and is asked once at a time', async () => {
    await using slow = await startMinistry()
    await using it = await startCollecting([{ path: '/feed' }, { path: '/feed', id: 'xb-mfa' }])
    const [quick, hanging] = it.ports.adapters
    if (!quick || !hanging) throw new Error('two sources are needed')
    const { promise, resolve } = Promise.withResolvers<void>()
    const stuck = {
      ...hanging,
      source: { ...hanging.source, url: slow.baseUrl },
      async list() {
        await promise
        return { kind: 'not-modified' as const }
      },
    }
    const ports = { ...it.ports, adapters: [quick, stuck] }
    const turns = new Turns()
    const read: string[] = []
    const tick = async (): Promise<void> => {
      await beginDue(
        ports,
        turns,
        (_, state) => isPollDue(state, it.clock.now()),
        ({ source }) => read.push(source.id),
        never,
      )
      while (turns.isBusy(new URL(quick.source.url).host)) await new Promise(setImmediate)
    }
    it.ministry.feed('/feed', [chinaOnIceland])
    for (let round = 0; round < 3; round += 1) {
      await tick()
      it.clock.advance(HOUR_MS)
    }

    expect(read).toEqual(['xa-mfa', 'xa-mfa', 'xa-mfa'])
    resolve()
    await turns.settled()
    expect(read).toEqual(['xa-mfa', 'xa-mfa', 'xa-mfa', 'xb-mfa'])
  })

  test('what the work of one host throws is thrown at the next tick, and after the last', async () => {
    const turns = new Turns()
    const fail = async (): Promise<void> => {
      throw new Error('a bug')
    }
    turns.begin('a', fail)
    await expect(turns.settled()).rejects.toThrow('a bug')
    await turns.settled()
    turns.begin('a', fail)
    await new Promise(setImmediate)
    expect(() => turns.begin('b', async () => undefined)).toThrow('a bug')
  })
})
