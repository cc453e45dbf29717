import { describe, expect, test } from 'vitest'
import type { Source } from '../../src/domain/source.ts'
import { createHttp } from '../../src/http/client.ts'
import { createMemoryCache } from '../../src/http/validators.ts'
import type { Listed, Listing, SourceAdapter } from '../../src/sources/adapter.ts'
import { createSource } from '../../src/sources/sources.ts'
import { fakeClock } from '../fakes/clock.ts'
import { type Failure, type Ministry, startMinistry } from '../fakes/ministry.ts'
import { htmlPage, rssOf, XML } from '../fakes/world/site.ts'
import { listedAt } from './listed.ts'

// One test or more for each quirk that official sites are known for, each against the entry of a source that has it. What makes up a whole
// family of sites is told in tests/stories/world-*.test.ts, and certificates are in tests/http/certificates.test.ts; their rows are named there:
//   cookie gate, 307 loop · language set by cookie · charset absent, or changed · relative dates, duplicate rows · page past the end is page 1
//   · feed links are 404 · only `updated` · wrong-language id leads to /404.html · missing intermediate certificate · certificate lacks SKI

const never = new AbortController().signal

type Quirky = AsyncDisposable & {
  readonly ministry: Ministry
  readonly adapter: SourceAdapter
  readonly list: () => Promise<readonly Listed[]>
  /** What the first line of the listing leads to. */
  readonly fetchFirst: () => ReturnType<SourceAdapter['fetch']>
  /** Why the listing cannot be read. */
  readonly fault: () => Promise<string>
}

/** A listed source, its site on loopback with nothing on it yet. */
async function open(id: string, parts: Partial<Source> = {}): Promise<Quirky> {
  const ministry = await startMinistry()
  const clock = fakeClock()
  const http = createHttp({ clock, userAgent: 'Attache/1 (+test)', allowHosts: [ministry.host] })
  const source = { ...listedAt(ministry.baseUrl, id), spacingSeconds: 0, ...parts }
  const adapter = createSource(source, { http, cache: createMemoryCache() })
  const list = async (): Promise<readonly Listed[]> => itemsOf(await adapter.list(never))
  return {
    ministry,
    adapter,
    list,
    async fetchFirst() {
      const [first] = await list()
      if (!first) throw new Error(`${id} lists nothing`)
      return adapter.fetch(first, never)
    },
    fault: () =>
      adapter.list(never).then(
        () => 'none',
        (error: Error) => error.message,
      ),
    async [Symbol.asyncDispose]() {
      await http.close()
      await ministry.close()
    },
  }
}

const itemsOf = (listing: Listing): readonly Listed[] => (listing.kind === 'listed' ? listing.items : [])
const pathOf = ({ adapter }: Quirky): string => adapter.source.url.slice(new URL(adapter.source.url).origin.length)
const dayOf = (at: Date | undefined): string | undefined => at?.toISOString().slice(0, 10)

const TEXT =
  '<p>Minister Fictiva of Atlantis received the ambassador of Syldavia and spoke of the railway between them.</p>'
const item = (title: string, link: string, more = ''): string =>
  `<item><title>${title}</title><link>${link}</link>${more}</item>`

describe('quirk: 200 with apology, shell or WAF text', () => {
  test.each<[string, string | Failure, RegExp]>([
    ['in-mea-press', '<p>The page you are looking for has been moved.</p>', /soft 404/],
    ['uz-president', 'shell', /app shell: its text is made by scripts/],
    [
      'it-mfa',
      '<html><head><title>Radware Bot Manager</title></head></html>',
      /met by a bot check \(Radware, status 200\)/,
    ],
    ['pl-msz-en', 'html-error', /an error page \("Error"\)|an error page \("Service error"\)/],
    ['va-bollettino-en', 'challenge', /met by a bot check \(Cloudflare, status 200\)/],
  ])('%s', async (id, answer, reason) => {
    await using site = await open(id)
    if (typeof answer === 'string' && answer.startsWith('<')) site.ministry.serve(pathOf(site), answer)
    else site.ministry.fail(pathOf(site), answer as Failure)
    expect(await site.fault()).toMatch(reason)
  })

  test('the pages of gov.kz: its list is data, its documents are shells', async () => {
    await using site = await open('kz-mfa')
    const row = { title: 'Talks on fish', slug: 'talks-on-fish', created_date: '2025-04-23T23:30:00' }
    site.ministry.serve(pathOf(site), { type: 'application/json', body: JSON.stringify([row]) })
    site.ministry.fail('/memleket/entities/mfa/press/news/details/talks-on-fish', 'shell')
    await expect(site.fetchFirst()).rejects.toThrow(/app shell/)
    // One zone for the whole country, five hours ahead, since March 2024.
    expect((await site.list())[0]?.publishedAt).toEqual(new Date('2025-04-23T18:30:00Z'))
  })

  test('an XML content type around a firewall’s page', async () => {
    await using site = await open('lv-mfa')
    const page =
      '<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please consult with your administrator.</body></html>'
    site.ministry.serve(pathOf(site), { type: 'application/xml', body: page })
    expect(await site.fault()).toMatch(/met by a bot check \(F5, status 200\)/)
  })
})

describe('quirk: feed path returns HTML', () => {
  test.each(['ru-mid-rss-en', 'id-setkab', 'no-gov', 'nz-beehive'])('%s', async (id) => {
    await using site = await open(id)
    site.ministry.serve(pathOf(site), htmlPage('Our news', '<h1>News</h1>'))
    expect(await site.fault()).toMatch(/brought a web page \("Our news"\) where a feed was expected/)
  })
})

describe('quirk: feed 200 with empty body or zero items', () => {
  test('un-news: no body', async () => {
    await using site = await open('un-news')
    site.ministry.serve(pathOf(site), { type: XML, body: '' })
    expect(await site.fault()).toMatch(/brought an empty page/)
  })

  test('ca-gac: an Atom document without entries', async () => {
    await using site = await open('ca-gac')
    const body = '<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title></feed>'
    site.ministry.serve(pathOf(site), { type: 'application/atom+xml', body })
    expect(await site.fault()).toMatch(/brought a feed without a single entry/)
  })
})

describe('quirk: XML not well-formed', () => {
  test.each([
    [
      'an ampersand and an entity that nobody declared',
      item('Fish & ships', '/1', '<description>a&nbsp;b</description>'),
    ],
    [
      'HTML that nobody escaped, in Arabic',
      item('استقبال الوزير & السفير', '/1', '<description><p>نص<br>نص</description>'),
    ],
    ['an unclosed item', `${item('Talks on fish', '/1')}<item><title>Half`],
  ])('ro-gov: %s', async (_, entries) => {
    await using site = await open('ro-gov')
    site.ministry.serve(pathOf(site), { type: XML, body: rssOf([entries]) })
    expect(await site.list()).toHaveLength(1)
  })
})

describe('quirk: pubDate not RFC 822', () => {
  test('au-pm: a weekday and a day in words', async () => {
    await using site = await open('au-pm')
    const date = '<pubDate>Monday 5 October 2026</pubDate>'
    site.ministry.serve(pathOf(site), { type: XML, body: rssOf([item('Talks', '/media/talks', date)]) })
    expect((await site.list())[0]?.publishedAt).toEqual(new Date('2026-10-04T13:00:00Z'))
  })
})

describe('quirk: `YYYY/MM/DD` mis-read by feed parsers', () => {
  test.each([
    ['2026/10/05', '2026-10-05'],
    ['2026/05/10 08:00', '2026-05-10'],
  ])('%s is %s', async (written, expected) => {
    await using site = await open('lt-gov', { zone: 'UTC' })
    const entry = item('Talks', '/en/news/talks', `<pubDate>${written}</pubDate>`)
    site.ministry.serve(pathOf(site), { type: XML, body: rssOf([entry]) })
    expect(dayOf((await site.list())[0]?.publishedAt)).toBe(expected)
  })
})

describe('quirk: no dates in feed', () => {
  test('tw-mofa-zh: the day is that of the page', async () => {
    await using site = await open('tw-mofa-zh')
    site.ministry.serve(pathOf(site), { type: XML, body: rssOf([item('會談', '/News_Content.aspx?n=95&amp;s=1')]) })
    const body = `<main><h1>會談</h1><p class="date">中華民國114年4月23日</p><article>${TEXT.repeat(4)}</article></main>`
    site.ministry.serve('/News_Content.aspx?n=95&s=1', htmlPage('會談', body))
    expect((await site.list())[0]?.publishedAt).toBeUndefined()
    expect((await site.fetchFirst()).publishedAt).toEqual(new Date('2025-04-22T16:00:00Z'))
  })
})

describe('quirk: date only in title or URL', () => {
  const links = (...rows: readonly string[]): string => htmlPage('News', `<main>${rows.join('')}</main>`)
  const row = (href: string, title = 'Minister Fictiva receives the ambassador'): string =>
    `<p><a href="${href}">${title}</a></p>`
  test.each<[string, string, string]>([
    [
      'tr-mfa-html',
      `<div class="sub_lstitm"><a href="/no-187.en.mfa">No: 187, 23 April 2025, Press Release</a></div>`,
      '2025-04-22T21:00:00.000Z',
    ],
    ['ae-mofa-en', links(row('/en/mediahub/news/2025/4/23/23-4-2025-uae-atlantis')), '2025-04-22T20:00:00.000Z'],
    ['sco', links(row('/20250423/1790001.html')), '2025-04-22T16:00:00.000Z'],
    ['au-union', links(row('/en/pressreleases/20250423/minister-fictiva')), '2025-04-22T21:00:00.000Z'],
    ['eg-presidency', rssOf([item('Meeting', '/en/news/news23042025-2')]), '2025-04-22T22:00:00.000Z'],
  ])('%s', async (id, body, expected) => {
    await using site = await open(id)
    site.ministry.serve(pathOf(site), body)
    expect((await site.list()).map(({ publishedAt }) => publishedAt?.toISOString())).toEqual([expected])
  })

  test('nato-news: in the path of a result', async () => {
    await using site = await open('nato-news')
    const link = '/en/news-and-events/events/transcripts/2025/04/23/talks'
    const body = JSON.stringify({ results: [{ title: 'Talks', link }] })
    site.ministry.serve(pathOf(site).split('?')[0] ?? '', { type: 'application/json', body })
    expect(dayOf((await site.list())[0]?.publishedAt)).toBe('2025-04-22')
  })
})

describe('quirk: era, ROC, Buddhist, Jalali, Hijri years', () => {
  test.each<[string, Partial<Source>, string]>([
    ['jp-mofa-ja', {}, '令和７年４月２３日'],
    ['tw-president-zh', {}, '114年04月23日'],
    ['th-mfa', { language: 'th' }, '๒๓ เมษายน ๒๕๖๘'],
    ['ir-mfa-statements', { language: 'fa' }, '۳ اردیبهشت ۱۴۰۴'],
    ['ir-mfa-statements', { language: 'fa', calendar: 'persian' }, '۱۴۰۴/۰۲/۰۳ - ۱۰:۳۰'],
    ['sa-mofa-news', { language: 'ar' }, '٢٥ شوال ١٤٤٦ هـ'],
    ['sa-mofa-news', { language: 'ar', calendar: 'hijri' }, '1446/10/25'],
  ])('%s %j: %s', async (id, parts, written) => {
    const listing = { item: 'li', date: 'i' }
    await using site = await open(id, { ...parts, kind: 'html', zone: 'UTC', listing, include: undefined })
    site.ministry.serve(
      pathOf(site),
      `<ul><li><a href="/en/content/talks?cate=1">Talks on fish</a> <i>${written}</i></li></ul>`,
    )
    expect(dayOf((await site.list())[0]?.publishedAt)).toBe('2025-04-23')
  })
})

describe('quirk: host or path renamed', () => {
  test('cz-mzv: links to the older host are this site’s documents', async () => {
    await using site = await open('cz-mzv')
    const row = (url: string): string =>
      `<div class="article_content"><h2><a href="${url}">Talks on fish</a></h2><p class="articleDate">23.04.2025</p></div>`
    site.ministry.serve(pathOf(site), row('https://www.mzv.cz/jnp/en/x/talks.html') + row('/jnp/en/x/talks.html'))
    expect((await site.list()).map(({ url }) => url)).toEqual([`${site.ministry.baseUrl}/jnp/en/x/talks.html`])
  })

  test('cn-mfa-en-top: so are those to the older name of the host', async () => {
    await using site = await open('cn-mfa-en-top')
    const link = 'https://www.fmprc.gov.cn/eng/xw/zyxw/202504/t20250423_1.html'
    site.ministry.serve(pathOf(site), `<div class="news_list"><a href="${link}">Talks on fish</a></div>`)
    expect((await site.list())[0]?.url).toBe(`${site.ministry.baseUrl}/eng/xw/zyxw/202504/t20250423_1.html`)
  })

  test.each(['/', '/404.html'])(
    'a listing that leads to %s is not there, whatever that page lists',
    async (elsewhere) => {
      await using site = await open('lv-president')
      const rows = [1, 2, 3].map(
        (n) => `<li><a href="/en/article/talks-on-fish-number-${n}">Talks on fish, number ${n}</a> 23.04.2025</li>`,
      )
      site.ministry.serve(elsewhere, htmlPage('Welcome', `<main><ul>${rows.join('')}</ul></main>`))
      site.ministry.serve(pathOf(site), { status: 301, headers: { location: elsewhere } })
      expect(await site.fault()).toMatch(/soft 404/)
    },
  )

  test('one that leads to another host is not followed', async () => {
    await using site = await open('am-mfa')
    site.ministry.serve(pathOf(site), { status: 301, headers: { location: 'https://new-ministry.example/' } })
    expect(await site.fault()).toMatch(/redirected to https:\/\/new-ministry\.example\/, which is not among the hosts/)
  })
})

describe('quirk: build ids, menu codes or minister names in the URL', () => {
  test('kr-president: codes of an older site bring an empty list', async () => {
    await using site = await open('kr-president')
    site.ministry.serve(pathOf(site), { type: 'application/json', body: '{"data":{"list":[]}}' })
    expect(await site.fault()).toMatch(/brought an empty list/)
  })

  test('jp-kantei-en: a prime minister’s ordinal is no part of what makes a document', async () => {
    await using site = await open('jp-kantei-en')
    const links = ['/105/actions/202504/1.html', '/106/actions/202504/2.html']
    site.ministry.serve(pathOf(site), { type: XML, body: rssOf(links.map((link) => item('Talks', link))) })
    expect(await site.list()).toHaveLength(2)
  })

  test.each<[string, Failure | { readonly status: number; readonly headers: { readonly location: string } }, RegExp]>([
    ['au-fm', 404, /found nothing at this address \(status 404\)/],
    ['au-fm', { status: 302, headers: { location: '/' } }, /soft 404/],
  ])('%s: the page of a former minister is named when it is gone', async (id, answer, reason) => {
    await using site = await open(id)
    if (typeof answer === 'object' && 'headers' in answer) site.ministry.serve(pathOf(site), answer)
    else site.ministry.fail(pathOf(site), answer)
    site.ministry.serve('/', htmlPage('Foreign minister', '<h1>Welcome</h1>'))
    expect(await site.fault()).toMatch(reason)
  })
})
