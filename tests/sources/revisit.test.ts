import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SourceError } from '../../src/domain/errors.ts'
import type { Source } from '../../src/domain/source.ts'
import { createHttp } from '../../src/http/client.ts'
import type { HttpClient } from '../../src/http/request.ts'
import type { Listed, SourceAdapter } from '../../src/sources/adapter.ts'
import { createSource } from '../../src/sources/sources.ts'
import { createMemoryCache } from '../../src/http/validators.ts'
import { fakeClock } from '../fakes/clock.ts'
import { type Ministry, type PublishedItem, startMinistry } from '../fakes/ministry.ts'
import { aSource } from './builders.ts'

const never = new AbortController().signal
const cache = createMemoryCache()
let ministry: Ministry
let http: HttpClient

beforeEach(async () => {
  ministry = await startMinistry()
  http = createHttp({ clock: fakeClock(), userAgent: 'Attache/1 (+test)', allowHosts: [ministry.host] })
})
afterEach(async () => {
  await http.close()
  await ministry.close()
})

const talks: PublishedItem = {
  path: '/news/1.html',
  title: 'Minister Fictiva received Ambassador Beispiel',
  published: new Date('2025-04-23T09:00:00Z'),
  paragraphs: ['Minister Fictiva of Ruritania received Ambassador Beispiel of Syldavia to speak about the railway.'],
}
const edited: PublishedItem = { ...talks, paragraphs: [...talks.paragraphs, 'They will meet again in May.'] }

const adapterFor = (parts: Partial<Source> = {}): SourceAdapter =>
  createSource(aSource({ url: `${ministry.baseUrl}/feed`, kind: 'rss', article: { body: '.text' }, ...parts }), {
    http,
    cache,
  })

async function listedBy(adapter: SourceAdapter): Promise<Listed> {
  const listing = await adapter.list(never)
  const [item] = listing.kind === 'listed' ? listing.items : []
  if (!item) throw new Error('nothing is listed')
  return item
}

/** Serves an item's page with the same markup at every visit, so that its ETag holds. */
const servePage = (item: PublishedItem): void =>
  ministry.serve(
    item.path,
    `<html><body><div class="text"><p>${item.paragraphs.join('</p><p>')}</p></div></body></html>`,
  )

describe('a page that is looked at again', () => {
  test('is asked for conditionally, and says so where it has not changed', async () => {
    ministry.feed('/feed', [talks])
    servePage(talks)
    const adapter = adapterFor()
    const listed = await listedBy(adapter)
    await adapter.fetch(listed, never)

    expect(await adapter.revisit?.(listed, never)).toEqual({ kind: 'not-modified' })
    expect(ministry.received(talks.path).at(-1)?.headers['if-none-match']).toBeDefined()
  })

  test('brings its new text again and again, until that is settled', async () => {
    ministry.feed('/feed', [talks])
    servePage(talks)
    const adapter = adapterFor()
    const listed = await listedBy(adapter)
    await adapter.fetch(listed, never)
    servePage(edited)

    const looks = [await adapter.revisit?.(listed, never), await adapter.revisit?.(listed, never)]
    for (const look of looks) {
      expect(look).toMatchObject({ kind: 'fetched', readout: { text: edited.paragraphs.join('\n') } })
    }
    const [first] = looks
    if (first?.kind === 'fetched') await first.settle()
    expect(await adapter.revisit?.(listed, never)).toEqual({ kind: 'not-modified' })
  })

  test.each([404, 410, 'html-error', 'shell', 500] as const)(
    'tells a page that is missing from other failures: %s',
    async (failure) => {
      ministry.feed('/feed', [talks])
      const adapter = adapterFor()
      const listed = await listedBy(adapter)
      ministry.fail(talks.path, failure)

      const error = await adapter.revisit?.(listed, never).catch((caught: unknown) => caught)

      if (!(error instanceof SourceError)) throw new Error('the page was read')
      expect(error.missing).toBe(failure === 404 || failure === 410)
    },
  )

  test.each([
    ['a page with status 200 that says it was not found', { body: '<title>Page not found</title><p>Sorry.</p>' }],
    ['a way back to the front page', { status: 302, headers: { location: '/' } }],
  ])('is missing where there is %s', async (_, reply) => {
    ministry.feed('/feed', [talks])
    ministry.serve('/', '<html><body><h1>Welcome</h1></body></html>')
    const adapter = adapterFor()
    const listed = await listedBy(adapter)
    ministry.serve(talks.path, reply)

    await expect(adapter.revisit?.(listed, never)).rejects.toMatchObject({ missing: true })
  })
})

describe('how a text was found', () => {
  test('is said: in its feed, by selectors, by general rules', async () => {
    const long = { ...talks, paragraphs: Array.from({ length: 12 }, () => talks.paragraphs[0] ?? '') }
    ministry.feed('/full', [long], { full: true })
    ministry.feed('/feed', [long])
    const found = async (adapter: SourceAdapter) => (await adapter.fetch(await listedBy(adapter), never)).foundBy

    expect(await found(adapterFor({ url: `${ministry.baseUrl}/full` }))).toBe('feed')
    expect(await found(adapterFor())).toBe('selectors')
    expect(await found(adapterFor({ article: { body: '.another-design' } }))).toBe('rules')
  })
})

test('an Atom feed says when each page was changed last', async () => {
  ministry.feed('/atom', [talks], { format: 'atom' })

  expect((await listedBy(adapterFor({ url: `${ministry.baseUrl}/atom`, kind: 'atom' }))).updatedAt).toEqual(
    talks.published,
  )
})
