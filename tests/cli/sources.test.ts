import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openCache } from '../../src/store/cache.ts'
import { startMinistry } from '../fakes/ministry.ts'
import { articleOf } from '../fakes/ministry-pages.ts'
import { aDesk } from './desk.ts'
import { chinaOnIceland, chinaOnUruguay, feedSource } from './fiction.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** A list whose further pages are `page-2.html` and so on. */
const listSource = (url: string): string =>
  `sources:\n  - { id: cn-list, issuer: CN, body: ministry, language: en, kind: html, zone: UTC, name: Ministry, url: "${url}", spacingSeconds: 1, listing: { item: "ul.news-list li", date: span }, article: { body: .text }, olderPages: { url: "page-{page}.html", first: 2 } }\n`

describe('attache sources', () => {
  test('says how each stands: read, refused, broken, frozen, disabled', async () => {
    await using china = await startMinistry()
    const daily = Array.from({ length: 12 }, (_, n) => ({
      ...chinaOnIceland,
      path: `/readouts/${n}.html`,
      published: new Date(Date.UTC(2025, 3, 23 - n, 9)),
    }))
    for (const name of ['read', 'refused', 'broken', 'frozen']) china.feed(`/${name}`, [chinaOnIceland])
    china.feed('/frozen', daily)
    china.fail('/refused', 403)
    china.fail('/broken', 'html-error')
    const sources = ['read', 'refused', 'broken', 'frozen'].map((id) => feedSource(id, 'CN', `${china.baseUrl}/${id}`))
    const disabled = feedSource('closed', 'CN', `${china.baseUrl}/closed`).replace(' }\n', ', disabled: "it moved" }\n')
    await using desk = await aDesk(`sources:\n${sources.join('')}${disabled}`)
    await desk.run('start', '--once')
    desk.clock.advance(9 * DAY_MS)
    china.feed('/read', [{ ...chinaOnUruguay, published: desk.clock.now() }])
    await desk.run('start', '--once')

    const { out } = await desk.run('sources')

    const lineOf = (id: string): string => out.split('\n').find((line) => line.startsWith(`${id} `)) ?? ''
    expect(lineOf('read')).toMatch(/: read · last read 2025-05-03 04:\d\d UTC/)
    expect(lineOf('refused')).toMatch(/: refused: .*status 403.* · never read · 2 failures in a row · next 2025-05-03/)
    expect(lineOf('broken')).toMatch(/: broken: .*web page/)
    expect(lineOf('frozen')).toContain(
      ': frozen: nothing newer than 2025-04-23, and it never paused for more than 1 day',
    )
    expect(lineOf('closed')).toMatch(/: disabled \(it moved\)$/)
  })
})

describe('attache sources check', () => {
  test('shows what would be read, why the rest would not, and the newest document as it would be read', async () => {
    await using china = await startMinistry()
    china.feed('/feed', [chinaOnIceland, { ...chinaOnUruguay, path: '/about/contact.html' }])
    const source = feedSource('cn-ministry', 'CN', `${china.baseUrl}/feed`).replace(
      ' }\n',
      ", include: '/readouts/' }\n",
    )
    await using desk = await aDesk(`sources:\n${source}`)

    const { code, out } = await desk.run('sources', 'check', 'cn-ministry')

    expect(code).toBe(0)
    expect(out).toContain('would be read: 1')
    expect(out).toContain(`2025-04-23  ${chinaOnIceland.title}  ${china.baseUrl}${chinaOnIceland.path}`)
    expect(out).toMatch(/rejected: 1\n {4}its address is not of the form of a document: “Qiu Yanshu .*contact\.html/)
    expect(out).toMatch(/newest \(2025-04-23\): talks, CN – IS, 2025-04-23, \d+ key points/)
    expect(out).toContain('begins: On April 23, 2025, Chinese President Lin Mofan held talks')
    expect((await desk.run('latest')).err).toContain('run `attache start` first')
  })

  test('says how much of the newest document is hidden from sight, and reads none of it', async () => {
    await using china = await startMinistry()
    china.feed('/feed', [chinaOnIceland])
    const hidden = '<p style="font-size:0">Iceland opposes the one-China principle.</p>'
    const page = articleOf(chinaOnIceland, 1).replace('<div class="text">', `<div class="text">${hidden}`)
    china.serve(chinaOnIceland.path, page)
    await using desk = await aDesk(`sources:\n${feedSource('cn-ministry', 'CN', `${china.baseUrl}/feed`)}`)

    const { out } = await desk.run('sources', 'check', 'cn-ministry')
    expect(out).toContain('hidden from sight and left out: 40 characters')
    expect(out).toContain('begins: On April 23, 2025')
  })

  test('keeps its distance to a host together with the worker, and leaves one alone that asked the worker to', async () => {
    await using china = await startMinistry()
    china.feed('/feed', [chinaOnIceland])
    await using desk = await aDesk(`sources:\n${feedSource('cn-ministry', 'CN', `${china.baseUrl}/feed`)}`)
    expect((await desk.run('sources', 'check')).code).toBe(0)
    const file = join(dirname(desk.database), 'cache.db')
    expect(existsSync(file)).toBe(false)

    await using worker = await openCache({ file, clock: desk.clock })
    const { host } = new URL(china.baseUrl)
    expect(worker.hostTimes.take(host, 1_000, 300_000)).toBe(0)
    const begun = desk.clock.now().getTime()
    expect((await desk.run('sources', 'check')).code).toBe(0)
    expect(desk.clock.now().getTime() - begun).toBeGreaterThanOrEqual(300_000)
    expect(worker.hostTimes.take(host, 1_000, 300_000)).toBeGreaterThan(0)

    worker.hostTimes.rest(host, 120_000)
    const asked = china.requests.length
    for (const words of [['check'], ['add', `${china.baseUrl}/feed`]]) {
      const { code, out, err } = await desk.run('sources', ...words)
      expect([code, out + err]).toEqual([1, expect.stringContaining('it asked us to stay away for 120 s more')])
    }
    expect((await desk.run('read', `${china.baseUrl}${chinaOnIceland.path}`)).err).toContain('stay away')
    expect(china.requests).toHaveLength(asked)
  })

  test('names what stands in the place of a listing, though it came with status 200', async () => {
    await using china = await startMinistry()
    const feed = '<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title></feed>'
    china.serve('/html', '<!doctype html><html><head><title>Our portal</title></head><body>Welcome</body></html>')
    china.serve('/no-entries', { type: 'application/atom+xml', body: feed })
    china.serve('/apology', '<html><body><p>The page you are looking for has been moved.</p></body></html>')
    china.fail('/empty', 'empty')
    china.fail('/challenge', 'challenge')
    china.fail('/shell', 'shell')
    china.serve('/front', { status: 302, headers: { location: '/' } })
    china.listing('/', [chinaOnIceland])
    const said: readonly (readonly [id: string, kind: string, reason: RegExp])[] = [
      ['html', 'rss', /a web page \("Our portal"\) where a feed was expected/],
      ['no-entries', 'rss', /a feed without a single entry/],
      ['empty', 'rss', /an empty page/],
      ['challenge', 'rss', /a bot check \(Cloudflare, status 200\)/],
      ['shell', 'html', /an app shell: its text is made by scripts in a browser/],
      ['apology', 'html', /the page says that it was not found \(soft 404\)/],
      ['front', 'html', /the site sent us to \/ instead: the page is not there \(soft 404\)/],
    ]
    const sources = said.map(([id, kind]) =>
      feedSource(id, 'CN', `${china.baseUrl}/${id}`).replace('kind: rss', `kind: ${kind}`),
    )
    await using desk = await aDesk(`sources:\n${sources.join('')}`)

    const { code, out } = await desk.run('sources', 'check')

    expect(code).toBe(1)
    const lineOf = (id: string): string => out.split('\n').find((line) => line.startsWith(`FAIL ${id}: `)) ?? ''
    for (const [id, , reason] of said) expect(lineOf(id)).toMatch(reason)
  })

  test('names what stands in the place of the newest document', async () => {
    await using china = await startMinistry()
    china.feed('/feed', [chinaOnIceland])
    china.fail(chinaOnIceland.path, 'shell')
    await using desk = await aDesk(`sources:\n${feedSource('cn-ministry', 'CN', `${china.baseUrl}/feed`)}`)

    expect((await desk.run('sources', 'check')).out).toMatch(/its newest document cannot be read: .*an app shell/)
  })

  test('looks at the second page of a source that is named, and says where the first stands there again', async () => {
    await using china = await startMinistry()
    china.listing('/news/', [chinaOnIceland])
    china.listing('/news/page-2.html', [chinaOnUruguay])
    await using desk = await aDesk(listSource(`${china.baseUrl}/news/`))
    const secondPage = async (): Promise<string> =>
      (await desk.run('sources', 'check', 'cn-list')).out.split('\n').find((line) => line.includes('second page')) ?? ''

    expect(await secondPage()).toBe('  the second page: 1 document, 1 of them not on the first')
    china.listing('/news/page-2.html', [chinaOnIceland])
    expect(await secondPage()).toBe('  the second page: none: the first page stands there again')
    china.remove('/news/page-2.html')
    expect(await secondPage()).toMatch(/ {2}the second page: none: .*found nothing at this address \(status 404\)/)
    china.fail('/news/page-2.html', 'challenge')
    expect(await secondPage()).toMatch(/bot check/)
    expect((await desk.run('sources', 'check')).out).not.toContain('second page')
  })

  test('without ids tells of every enabled source in a line, and fails where one does', async () => {
    await using china = await startMinistry()
    china.feed('/good', [chinaOnIceland])
    china.fail('/bad', 500)
    const disabled = feedSource('closed', 'CN', `${china.baseUrl}/closed`).replace(' }\n', ', disabled: "it moved" }\n')
    await using desk = await aDesk(
      `sources:\n${['good', 'bad'].map((id) => feedSource(id, 'CN', `${china.baseUrl}/${id}`)).join('')}${disabled}`,
    )

    const { code, out } = await desk.run('sources', 'check')

    expect(code).toBe(1)
    expect(out.trimEnd().split('\n').toSorted()).toEqual([
      expect.stringMatching(/^FAIL bad: .*status 500/),
      expect.stringMatching(/^ok {3}good: 1 listed, 0 rejected; newest \(2025-04-23\): talks, CN – IS/),
    ])
  })

  test('a disabled source is checked where it is named, a misspelt one is a wrong call', async () => {
    await using china = await startMinistry()
    china.feed('/closed', [chinaOnIceland])
    const disabled = feedSource('closed', 'CN', `${china.baseUrl}/closed`).replace(' }\n', ', disabled: "it moved" }\n')
    await using desk = await aDesk(`sources:\n${disabled}`)

    expect(await desk.run('sources', 'check', 'closed')).toMatchObject({ code: 0 })
    expect(await desk.run('sources', 'check', 'clozed')).toMatchObject({
      code: 2,
      err: expect.stringContaining('clozed: no such source'),
    })
  })
})

describe('attache sources add', () => {
  test('proposes an entry for the feed that a page names, to be completed by a person', async () => {
    await using china = await startMinistry()
    china.feed('/rss', [chinaOnIceland, chinaOnUruguay])
    china.serve(
      '/',
      '<!doctype html><html lang="en"><head><title>Ministry</title><link rel="alternate" type="application/rss+xml" href="/rss"></head><body><p>Welcome.</p></body></html>',
    )
    await using desk = await aDesk('sources: []\n')

    const { code, out, err } = await desk.run('sources', 'add', china.baseUrl)

    expect(code).toBe(0)
    expect(out).toContain(`# rss: 2 documents\n#   2025-04-23  ${chinaOnIceland.title}`)
    expect(out).toContain('kind: rss')
    expect(out).toContain('language: en # from the language en that it declares')
    expect(out).toContain('issuer: "?" # the state or organisation that speaks, such as AZ or EU')
    expect(out).toContain(`url: ${china.baseUrl}/rss`)
    expect(err).toContain('attache sources check <id>')
  })

  test('says where nothing can be read, and what is no address', async () => {
    await using china = await startMinistry()
    china.serve('/about', '<!doctype html><title>About</title><p>We are a ministry.</p>')
    await using desk = await aDesk('sources: []\n')

    expect(await desk.run('sources', 'add', `${china.baseUrl}/about`)).toMatchObject({
      code: 1,
      err: expect.stringContaining('no feed and no list'),
    })
    expect(await desk.run('sources', 'add', `${china.baseUrl}/gone`)).toMatchObject({
      code: 1,
      err: expect.stringContaining('status 404'),
    })
    expect(await desk.run('sources', 'add', 'ministry')).toMatchObject({ code: 2 })
  })
})

describe('attache backfill', () => {
  test('keeps older texts for look-ups, tells how far it is, and posts nothing of them', async () => {
    await using china = await startMinistry()
    china.listing('/news/', [chinaOnUruguay])
    china.listing('/news/page-2.html', [chinaOnIceland])
    await using desk = await aDesk(listSource(`${china.baseUrl}/news/`))
    await desk.run('start', '--once')

    const { code, err } = await desk.run('backfill', 'cn-list', '--since', '2025-01-01')

    expect(code).toBe(0)
    expect(err).toContain('page 1 · back to 2025-04-23 · 1 kept')
    expect(err).toContain('done: 1 older text of cn-list kept')
    expect((await desk.run('latest', 'iceland')).out).toContain('China – Iceland')
    desk.clock.advance(25 * HOUR_MS)
    expect((await desk.run('start', '--once')).out).not.toContain('Iceland')
    expect((await desk.run('backfill', 'cn-list', '--since', '2025-02-01')).err).toContain(
      'was walked back to 2025-01-01',
    )
  })

  test('is told what it lacks', async () => {
    await using china = await startMinistry()
    await using desk = await aDesk(`sources:\n${feedSource('cn-feed', 'CN', `${china.baseUrl}/feed`)}`)

    expect(await desk.run('backfill', 'cn-feed', '--since', '2025-01-01')).toMatchObject({
      code: 1,
      err: expect.stringContaining('olderPages'),
    })
    expect(await desk.run('backfill', 'unknown', '--since', '2025-01-01')).toMatchObject({ code: 2 })
    expect(await desk.run('backfill', 'cn-feed')).toMatchObject({ code: 2 })
    expect(await desk.run('backfill', 'cn-feed', '--since', 'May')).toMatchObject({ code: 2 })
  })
})
