import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SourceError } from '../../src/domain/errors.ts'
import type { Source } from '../../src/domain/source.ts'
import { createHttp } from '../../src/http/client.ts'
import type { HttpClient } from '../../src/http/request.ts'
import { createMemoryCache } from '../../src/http/validators.ts'
import type { SourceAdapter } from '../../src/sources/adapter.ts'
import { createSource } from '../../src/sources/sources.ts'
import { fakeClock } from '../fakes/clock.ts'
import { type Failure, type Ministry, type PublishedItem, startMinistry } from '../fakes/ministry.ts'
import { aSource } from './builders.ts'

const forever = new AbortController().signal
const clock = fakeClock()
let ministry: Ministry
let http: HttpClient

beforeEach(async () => {
  ministry = await startMinistry()
  http = createHttp({ clock, userAgent: 'Attache/1 (+test)', allowHosts: [ministry.host], timeoutMs: 2_000 })
})
afterEach(async () => {
  await http.close()
  await ministry.close()
})

const item: PublishedItem = {
  path: '/news/1.html',
  title: 'Talks on fish',
  published: new Date('2025-04-23T09:00:00Z'),
  paragraphs: [
    'Foreign Minister Mirella Fictiva of Ruritania received the ambassador of Syldavia and spoke of the railway.',
  ],
}

const sourceAt = (path: string, parts: Partial<Source> = {}): SourceAdapter => {
  const source = aSource({ url: `${ministry.baseUrl}${path}`, article: { body: '.text' }, ...parts })
  return createSource(source, { http, cache: createMemoryCache() })
}

const faultOf = async (work: Promise<unknown>): Promise<SourceError> => {
  const error = await work.then(
    () => 'no failure',
    (failure: unknown) => failure,
  )
  if (error instanceof SourceError) return error
  throw new Error('not a SourceError', { cause: error })
}

describe('whatever a site answers in place of its listing', () => {
  const answers: [Failure, string, RegExp][] = [
    ['empty', 'broken', /brought an empty page/],
    ['html-error', 'broken', /where a feed was expected|an error page|JSON was expected/],
    ['shell', 'broken', /where a feed was expected|app shell|JSON was expected/],
    ['wrong-encoding', 'broken', /./],
    ['huge', 'broken', /longer than 10 MB/],
    ['endless', 'broken', /longer than 10 MB/],
    ['bomb', 'broken', /unpacks to more than 10 MB/],
    ['truncated', 'unreachable', /broke off/],
    ['truncated-gzip', 'broken', /damaged or cut off/],
    ['garbage', 'broken', /no valid HTTP/],
    ['reset', 'unreachable', /broke off/],
    ['redirect-loop', 'broken', /redirected more than/],
    ['challenge', 'refused', /bot check/],
    [403, 'refused', /403/],
    [404, 'broken', /404/],
    [500, 'broken', /500/],
    [503, 'slow-down', /503/],
  ]

  test.each((['rss', 'html', 'json'] as const).flatMap((kind) => answers.map((answer) => [kind, ...answer] as const)))(
    'a source of kind %s that gets %j is %s, and says so by name',
    async (kind, failure, expected, reason) => {
      ministry.fail('/list', failure)
      const error = await faultOf(sourceAt('/list', { kind }).list(forever))
      expect(error.failure).toBe(expected)
      expect(error.message).toMatch(reason)
      expect(error.message).toMatch(/^xa-mfa: /)
      expect(error.message).not.toContain('\n')
    },
  )

  test('the wait that a host asks for is passed on', async () => {
    ministry.fail('/list', { status: 429, retryAfter: '90' })
    expect(await faultOf(sourceAt('/list').list(forever))).toMatchObject({ failure: 'slow-down', retryAfterMs: 90_000 })
  })
})

describe('a document’s page', () => {
  test.each<[Failure, RegExp]>([
    ['empty', /empty page/],
    ['html-error', /an error page/],
    ['shell', /app shell/],
    ['huge', /longer than 4 MB/],
    [404, /404/],
  ])('that is %j is named by its address', async (failure, reason) => {
    ministry.fail('/news/1.html', failure)
    const url = `${ministry.baseUrl}/news/1.html`
    const error = await faultOf(sourceAt('/list').fetch({ url, title: 'Talks' }, forever))
    expect(error.message).toMatch(reason)
    expect(error.message).toContain(url)
  })

  test('that was written in an old encoding is read', async () => {
    ministry.fail('/news/1.html', 'wrong-encoding')
    const source = sourceAt('/list', { language: 'zh', article: { body: 'body' } })
    const readout = await source.fetch({ url: `${ministry.baseUrl}/news/1.html`, title: '会见' }, forever)
    expect(readout.text).toContain('虚构部长会见来访客人')
  })

  test('is fetched from where the source says, and kept under the address that people open', async () => {
    ministry.serve(
      '/fragment?id=7',
      '<div class="text"><p>The whole text of the talks on fish, which is long enough.</p></div>',
    )
    const page = { match: '^(http://[^/]+)/open/(\\d+)$', to: '$1/fragment?id=$2' }
    const url = `${ministry.baseUrl}/open/7`
    const readout = await sourceAt('/list', { page }).fetch({ url, title: 'Talks' }, forever)
    expect(readout).toMatchObject({ url, text: 'The whole text of the talks on fish, which is long enough.' })
  })

  test('on another host is not read, even by a redirect', async () => {
    await using other = await startMinistry()
    ministry.serve('/news/1.html', { status: 302, headers: { location: other.baseUrl } })
    const error = await faultOf(
      sourceAt('/list').fetch({ url: `${ministry.baseUrl}/news/1.html`, title: 'T' }, forever),
    )
    expect(error.message).toMatch(/not among the hosts/)
    expect(other.requests).toEqual([])
  })

  test('has the title whole where the list cut it, and the instant that the list knew', async () => {
    const long = { ...item, title: 'Talks on fish, ships and the railway between the capitals' }
    ministry.listing('/list', [long])
    const source = sourceAt('/list', { article: { body: '.text', date: 'h2' } })
    ministry.serve(item.path, `<h1>${long.title}</h1><h2>23 April 2025</h2><p class="text">${item.paragraphs[0]}</p>`)
    const url = `${ministry.baseUrl}${item.path}`
    const publishedAt = new Date('2025-04-23T09:00:00Z')
    const readout = await source.fetch({ url, title: 'Talks on fish, ships…', publishedAt }, forever)
    expect(readout).toMatchObject({ title: long.title, publishedAt })
    const next = await source.fetch({ url, title: 'T', publishedAt: new Date('2025-05-30T00:00:00Z') }, forever)
    expect(next.publishedAt).toEqual(new Date('2025-04-23T00:00:00Z'))
  })
})

describe('older pages of a listing', () => {
  const page = (number: number): PublishedItem[] =>
    [1, 2].map((row) => ({ ...item, path: `/news/${number}${row}.html`, title: `Talks on fish, ${number}-${row}` }))
  const listing = { item: 'ul.news-list li' }
  const source = () => sourceAt('/list/', { listing, olderPages: { url: 'index_{page}.html', first: 1 } })

  test('are read one by one, and end where there are no more', async () => {
    ministry.listing('/list/', page(1))
    ministry.listing('/list/index_1.html', page(2))
    const adapter = source()
    expect(await adapter.older?.(1, forever)).toMatchObject({
      items: [{ title: 'Talks on fish, 2-1' }, { title: 'Talks on fish, 2-2' }],
    })
    expect(await adapter.older?.(2, forever)).toMatchObject({ kind: 'end', reason: expect.stringContaining('404') })
  })

  test('end where nothing is listed any more', async () => {
    ministry.listing('/list/', page(1))
    ministry.serve('/list/index_1.html', '<p>There are no further releases.</p>')
    const reason = expect.stringContaining('nothing matches its selector')
    expect(await source().older?.(1, forever)).toMatchObject({ kind: 'end', reason })
  })

  test('end where the site begins again with the first page', async () => {
    ministry.listing('/list/', page(1))
    const news = { ...item, path: '/news/9.html', title: 'Talks on ships' }
    ministry.listing('/list/index_1.html', [news, ...page(1).slice(0, 1)])
    const adapter = source()
    await adapter.list(forever)
    expect((await adapter.older?.(1, forever))?.kind).toBe('listed')
    ministry.listing('/list/index_1.html', page(1))
    expect(await adapter.older?.(1, forever)).toEqual({ kind: 'end', reason: 'the first page stands there again' })
    ministry.listing('/list/index_1.html', [news, ...page(1)])
    expect((await adapter.older?.(1, forever))?.kind).toBe('end')
  })

  test('go on where a document is pinned to every page', async () => {
    ministry.listing('/list/', page(1))
    ministry.listing('/list/index_1.html', [...page(1).slice(0, 1), ...page(2)])
    expect((await source().older?.(1, forever))?.kind).toBe('listed')
  })

  test('are counted by the rows before them where the site does so', async () => {
    const pages = sourceAt('/list', { listing, olderPages: { url: '?start={page}', first: 2, step: 2 } })
    ministry.listing('/list', page(1))
    ministry.listing('/list?start=2', page(2))
    ministry.listing('/list?start=4', page(3))
    expect(await pages.older?.(2, forever)).toMatchObject({ items: [{ title: 'Talks on fish, 3-1' }, {}] })
  })

  test.each([
    [503, 'slow-down'],
    ['html-error', 'broken'],
    ['shell', 'broken'],
    ['challenge', 'refused'],
    ['empty', 'broken'],
  ] as const)('do not end where the site fails: %s', async (failure, expected) => {
    ministry.listing('/list/', page(1))
    ministry.fail('/list/index_1.html', failure)
    expect((await faultOf(source().older?.(1, forever) ?? Promise.resolve())).failure).toBe(expected)
  })
})

describe('what a source is asked', () => {
  test('is honest, in its language, and paced', async () => {
    ministry.listing('/list', [item])
    const adapter = sourceAt('/list', { spacingSeconds: 5, language: 'ru', listing: { item: 'li' } })
    await adapter.list(forever)
    await adapter.list(forever)
    expect(ministry.received('/list')[0]?.headers).toMatchObject({
      'user-agent': 'Attache/1 (+test)',
      'accept-language': 'ru, *;q=0.1',
    })
    expect(clock.slept.at(-1)).toBe(5_000)
  })

  test('obeys robots.txt', async () => {
    ministry.robots('User-agent: *\nDisallow: /list\n')
    expect((await faultOf(sourceAt('/list').list(forever))).failure).toBe('refused')
  })

  test('may be a form that is posted', async () => {
    ministry.script('/list', ({ method, body }) => ({
      type: 'application/json',
      body: JSON.stringify({ list: [{ t: `${method} ${body}`, u: '/news/1.html' }] }),
    }))
    const fields = { items: 'list', title: 't', url: 'u' }
    const listing = await sourceAt('/list', {
      kind: 'json',
      fields,
      request: { form: { page: '1', code: 'a b' } },
    }).list(forever)
    expect(listing.kind === 'listed' && listing.items[0]?.title).toBe('POST page=1&code=a+b')
  })
})

test('a feed says when to come back, in its header or in itself', async () => {
  const feed = (ttl: string): string =>
    `<rss version="2.0"><channel>${ttl}<item><title>Talks</title><link>/news/1.html</link></item></channel></rss>`
  const comesBackAfter = async (body: string, headers: Record<string, string>): Promise<number | undefined> => {
    ministry.serve('/list', { body, headers, type: 'application/xml' })
    const { notBefore } = await sourceAt('/list', { kind: 'rss' }).list(forever)
    return notBefore && (notBefore.getTime() - clock.now().getTime()) / 60_000
  }
  expect(await comesBackAfter(feed(''), {})).toBeUndefined()
  expect(await comesBackAfter(feed('<ttl>20</ttl>'), {})).toBe(20)
  expect(await comesBackAfter(feed('<ttl>20</ttl>'), { 'cache-control': 'max-age=1800' })).toBe(30)
})
