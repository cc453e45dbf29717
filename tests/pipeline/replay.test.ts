import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readoutIdOf } from '../../src/pipeline/identity.ts'
import { chinaOnUruguay } from '../cli/fiction.ts'
import type { PublishedItem } from '../fakes/ministry.ts'
import { type Collecting, HOUR_MS, startCollecting } from './collecting.ts'

// Real feeds, where a checkout has them beside it; they are not part of the project.
const folder = '../shared/raw'
const feeds = existsSync(folder)
  ? readdirSync(folder)
      .filter((name) => name.startsWith('us-state-rss'))
      .sort()
      .map((name) => readFileSync(`${folder}/${name}`))
  : []

const source = { path: '/feed', textFrom: 'feed', issuer: 'US', hosts: ['www.state.gov'] } as const

const linksIn = (feed: Buffer): string[] =>
  [...feed.toString('utf8').matchAll(/<item>[\s\S]*?<link>\s*(\S+?)\s*<\/link>/g)].map(([, link = '']) => link)

/** The feed as the source shows it from now on, and the poll that finds it. */
async function show(it: Collecting, feed: Buffer | string): Promise<void> {
  it.ministry.serve('/feed', { type: 'application/rss+xml', body: feed })
  it.clock.advance(HOUR_MS)
  await it.poll(true)
}

describe.skipIf(feeds.length === 0)('seven real feeds of one ministry over fourteen months', () => {
  test('leave exactly the union of their items, each once, whatever is polled twice', async () => {
    await using it = await startCollecting([source])
    for (const feed of feeds) {
      await show(it, feed)
      await show(it, feed)
      it.restart()
      await show(it, feed)
    }

    const kept = await it.store.latest({ limit: 1_000 })
    const links = new Set(feeds.flatMap(linksIn))
    expect(feeds).toHaveLength(7)
    expect(new Set(kept.map(({ readout }) => readout.url))).toEqual(links)
    expect(kept).toHaveLength(links.size)
    const changed = kept.filter(({ version }) => version.number > 1)
    const texts = (link: string) =>
      new Set(feeds.filter((feed) => linksIn(feed).includes(link)).map((feed) => itemIn(feed, link)))
    expect(changed.map(({ readout }) => readout.url)).toEqual([...links].filter((link) => texts(link).size > 1))
  })

  test('an item that changes in its feed has its versions, in order, and no other has', async () => {
    await using it = await startCollecting([source])
    const [feed] = feeds
    if (!feed) throw new Error('a feed is needed')
    const [edited = ''] = linksIn(feed)
    await show(it, feed)
    const firsts = await it.store.versions(readoutIdOf(edited))
    const word = / ([a-z]{8,}) /.exec(firsts[0]?.text ?? '')?.[1] ?? ''
    for (const other of ['otherwise', 'differently']) await show(it, editedIn(feed, edited, word, other))

    const versions = await it.store.versions(readoutIdOf(edited))
    expect(versions.map(({ text }) => [text.includes('otherwise'), text.includes('differently')])).toEqual([
      [false, false],
      [true, false],
      [false, true],
    ])
    const kept = await it.store.latest({ limit: 100 })
    expect(kept.filter(({ version }) => version.number > 1).map(({ readout }) => readout.url)).toEqual([edited])
  })
})

/** An item of a feed, as it is written. */
const itemIn = (feed: Buffer, link: string): string =>
  feed
    .toString('utf8')
    .split('<item>')
    .find((item) => item.includes(link)) ?? ''

/** The feed with every `word` of that item exchanged. */
function editedIn(feed: Buffer, link: string, word: string, other: string): string {
  const item = itemIn(feed, link)
  return feed.toString('utf8').replace(item, () => item.replaceAll(` ${word} `, ` ${other} `))
}

/** An edition of one of a few invented items. */
const anItem = (number: number, edition: number): PublishedItem => ({
  ...chinaOnUruguay,
  path: `/readouts/${number}.html`,
  published: new Date(chinaOnUruguay.published.getTime() + number * HOUR_MS),
  paragraphs: [...chinaOnUruguay.paragraphs, `This is edition ${edition} of text ${number}.`],
})

test('whatever a feed shows, the store holds the union of it, each text once and in the order of its editions', async () => {
  const shown = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 2 })), {
    minLength: 1,
    maxLength: 5,
  })
  await fc.assert(
    fc.asyncProperty(fc.array(shown, { minLength: 1, maxLength: 8 }), async (rounds) => {
      await using it = await startCollecting([{ path: '/feed', textFrom: 'feed' }])
      const expected = new Map<number, number[]>()
      for (const round of rounds) {
        const listed = new Map(round)
        it.ministry.feed(
          '/feed',
          [...listed].map(([number, edition]) => anItem(number, edition)),
          { full: true },
        )
        it.clock.advance(HOUR_MS)
        await it.poll(true)
        for (const [number, edition] of listed) {
          const before = expected.get(number) ?? []
          if (before.at(-1) !== edition) expected.set(number, [...before, edition])
        }
      }
      const kept = await it.store.latest({ limit: 100 })
      expect(kept).toHaveLength(expected.size)
      for (const [number, editions] of expected) {
        const versions = await it.store.versions(readoutIdOf(`${it.ministry.baseUrl}/readouts/${number}.html`))
        expect(versions.map(({ text }) => Number(/edition (\d)/.exec(text)?.[1]))).toEqual(editions)
      }
    }),
    { numRuns: 25 },
  )
})
