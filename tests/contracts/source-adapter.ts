import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SourceError } from '../../src/domain/errors.ts'
import type { Listed, SourceAdapter } from '../../src/sources/adapter.ts'
import type { PublishedItem } from '../fakes/ministry-pages.ts'

/** One kind of source over a small world: what is published there, and the adapter that reads it. */
export interface SourceHarness extends AsyncDisposable {
  readonly adapter: SourceAdapter
  /** Another adapter over the same world and the same memory, as after a restart. */
  restarted(): SourceAdapter
  /** From now on the world lists these and no others. */
  publish(items: readonly PublishedItem[]): Promise<void>
  /** From now on there is nothing to be read where the listing was. */
  vanish(): Promise<void>
}

const forever = new AbortController().signal

/** Paragraphs long enough for every kind to take them for a document. */
const paragraphs = (topic: string): readonly string[] => [
  `Foreign Minister Mirella Fictiva of Ruritania received Ambassador Otto Beispiel of Syldavia on Tuesday to speak about ${topic}.`,
  `Both sides noted with satisfaction that work on ${topic} had made good progress since their last meeting in the capital, and they agreed to meet again before the summer.`,
  'The minister recalled that the two countries share a river, a railway and a long history, and said that good neighbours settle their questions at one table, patiently and in good faith. The ambassador thanked her for the frank and friendly conversation.',
  'They also exchanged views on the situation in the region, and reaffirmed that the principles of the Charter of the United Nations bind large and small states alike.',
]

const anItem = (number: number, topic: string): PublishedItem => ({
  path: `/news/2025-04-2${number}-meeting-on-${topic}.html`,
  title: `Meeting on ${topic} with the ambassador of Syldavia`,
  published: new Date(`2025-04-2${number}T09:00:00Z`),
  paragraphs: paragraphs(topic),
})

const ITEMS = [anItem(3, 'fisheries'), anItem(2, 'railways'), anItem(1, 'weather')]

/** What every kind of source keeps to. A new kind starts by making this green; its own test holds what is peculiar to it. */
export function describeSource(kind: string, start: () => Promise<SourceHarness>): void {
  describe(`a source of kind ${kind}`, () => {
    let world: SourceHarness
    beforeEach(async () => {
      world = await start()
      await world.publish(ITEMS)
    })
    afterEach(() => world[Symbol.asyncDispose]())

    const listed = async (adapter: SourceAdapter): Promise<readonly Listed[]> => {
      const listing = await adapter.list(forever)
      return listing.kind === 'listed' ? listing.items : []
    }

    test('lists what is published, newest first, each address once', async () => {
      const items = await listed(world.adapter)
      expect(items.map(({ title }) => title)).toEqual(ITEMS.map(({ title }) => title))
      expect(new Set(items.map(({ url }) => url)).size).toBe(ITEMS.length)
      expect(items.map(({ publishedAt }) => publishedAt?.toISOString().slice(0, 10))).toEqual([
        '2025-04-23',
        '2025-04-22',
        '2025-04-21',
      ])
    })

    test('lists the same addresses at every visit, whoever asks', async () => {
      const first = await listed(world.adapter)
      expect((await listed(world.restarted())).map(({ url }) => url)).toEqual(first.map(({ url }) => url))
    })

    test('fetches the text paragraph by paragraph and nothing of the furniture around it', async () => {
      const [newest] = await listed(world.adapter)
      if (!newest) throw new Error('nothing listed')
      const readout = await world.adapter.fetch(newest, forever)
      expect(readout).toMatchObject({
        sourceId: world.adapter.source.id,
        url: newest.url,
        title: ITEMS[0]?.title,
        language: 'en',
      })
      expect(readout.text.split('\n')).toEqual(paragraphs('fisheries'))
      expect(readout.publishedAt?.toISOString().slice(0, 10)).toBe('2025-04-23')
    })

    test('fetches the same text of an unchanged document, however its page was decorated meanwhile', async () => {
      const [newest] = await listed(world.adapter)
      if (!newest) throw new Error('nothing listed')
      const once = await world.adapter.fetch(newest, forever)
      expect((await world.adapter.fetch(newest, forever)).text).toBe(once.text)
    })

    test('reads a page of its own hosts that somebody names, and remembers nothing of it', async () => {
      const [newest] = await listed(world.adapter)
      if (!newest || !world.adapter.page) return
      const page = world.adapter.page(`${newest.url}#top`)
      expect(page?.url).toBe(newest.url)
      const readout = await page?.read(forever)
      expect(readout?.text.split('\n')).toEqual(paragraphs('fisheries'))
      expect(readout?.title).toContain('Meeting on fisheries')
      expect((await world.adapter.revisit?.(newest, forever))?.kind).toBe('fetched')
      for (const other of ['https://elsewhere.example/news/1', 'ftp://127.0.0.1/', 'news/1', '']) {
        expect(world.adapter.page(other)).toBeUndefined()
      }
    })

    test('is not modified once its listing was settled, also after a restart', async () => {
      const listing = await world.adapter.list(forever)
      if (listing.kind === 'listed') await listing.settle?.()
      expect((await world.adapter.list(forever)).kind).toBe('not-modified')
      expect((await world.restarted().list(forever)).kind).toBe('not-modified')
    })

    test('lists again what was not settled: a process that died in between loses nothing', async () => {
      await world.adapter.list(forever)
      expect(await listed(world.restarted())).toHaveLength(ITEMS.length)
    })

    test('lists a settled listing again when something is added to it', async () => {
      const listing = await world.adapter.list(forever)
      if (listing.kind === 'listed') await listing.settle?.()
      await world.publish([anItem(4, 'bridges'), ...ITEMS])
      expect((await listed(world.adapter)).map(({ title }) => title)[0]).toBe(
        'Meeting on bridges with the ambassador of Syldavia',
      )
    })

    test('says by a SourceError that names it when there is nothing to be read', async () => {
      await world.vanish()
      const failing = world.adapter.list(forever)
      await expect(failing).rejects.toBeInstanceOf(SourceError)
      await expect(failing).rejects.toThrow(world.adapter.source.id)
    })

    test('stops when it is told to', async () => {
      const reason = new Error('stopped')
      await expect(world.adapter.list(AbortSignal.abort(reason))).rejects.toBe(reason)
    })
  })
}
