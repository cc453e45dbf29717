import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SourceError } from '../../src/domain/errors.ts'
import type { Source } from '../../src/domain/source.ts'
import { takeEntries } from '../../src/sources/entries.ts'
import { parseListing } from '../../src/sources/html/parse.ts'
import { aSource } from './builders.ts'
import { anyAddress } from '../any-address.ts'
import { anyString } from '../any-string.ts'

const base = 'https://ministry.example/news/'
const read = (html: string, parts: Partial<Source> = {}) => parseListing(html, base, aSource({ url: base, ...parts }))
const body = (html: string): string => `<html><head><title>News</title></head><body>${html}</body></html>`

const faultOf = (html: string, parts: Partial<Source> = {}): string => {
  try {
    read(html, parts)
  } catch (error) {
    if (error instanceof SourceError) return error.message
    throw error
  }
  return 'no fault'
}

describe('a listing with selectors', () => {
  const days = (html: string, parts: Partial<Source>) =>
    read(body(html), parts).map(({ href, title, publishedAt }) => [
      href,
      title,
      publishedAt?.toISOString().slice(0, 10),
    ])

  test('finds link, title and date in each item', () => {
    const html = '<ul><li><i>23.04.2025</i><a href="1.html"><img></a><h3>Talks on fish</h3></li></ul>'
    expect(days(html, { listing: { item: 'li', title: 'h3', date: 'i' } })).toEqual([
      ['1.html', 'Talks on fish', '2025-04-23'],
    ])
  })

  test('takes the item for the link where it is one, and the day from beside it', () => {
    const html =
      '<div><div><a href="./1.html">Talks on fish</a><div>April 23, 2025</div></div><div><a href="./2.html">Talks on 4 May 2024</a></div></div>'
    expect(days(html, { listing: { item: 'a' } })).toEqual([
      ['./1.html', 'Talks on fish', '2025-04-23'],
      ['./2.html', 'Talks on 4 May 2024', '2024-05-04'],
    ])
  })

  test('takes the day in full-width brackets off a Chinese title', () => {
    const html = '<ul class="list1"><li><a href="./202504/t1.shtml">部长会见来访客人（2025-04-23）</a></li></ul>'
    expect(days(html, { listing: { item: 'li' }, language: 'zh', zone: 'Asia/Shanghai' })).toEqual([
      ['./202504/t1.shtml', '部长会见来访客人', '2025-04-22'],
    ])
  })

  test('reads a heading whose day stands outside it', () => {
    const html =
      '<div><h3 class="t"><a href="?dtl/7/x">Talks on fish</a></h3><span class="date">23 April, 2025</span></div>'
    expect(days(html, { listing: { item: 'h3.t', link: 'a' } })).toEqual([['?dtl/7/x', 'Talks on fish', '2025-04-23']])
  })

  test('reads a sitemap', () => {
    const xml =
      '<?xml version="1.0"?><urlset><url><loc>https://ministry.example/en/7</loc><lastmod>2025-04-23</lastmod></url></urlset>'
    const source = { listing: { item: 'url', link: 'loc', date: 'lastmod' } }
    expect(read(xml, source)).toEqual([
      { href: 'https://ministry.example/en/7', title: '', publishedAt: new Date('2025-04-23T00:00:00Z') },
    ])
  })

  test('heeds the base that a page declares', () => {
    const html =
      '<html><head><base href="https://ministry.example/en/"></head><body><li><a href="7">Talks</a></li></body></html>'
    expect(read(html, { listing: { item: 'li' } })[0]?.href).toBe('https://ministry.example/en/7')
  })

  test.each(['#top', 'javascript:open(1)', 'mailto:a@b.example', ''])('passes over a link to %j', (href) => {
    const html = body(`<li><a href="${href}">Talks</a></li><li><a href="1">Talks</a></li>`)
    expect(read(html, { listing: { item: 'li' } })).toHaveLength(1)
  })

  test('that match nothing are named', () => {
    expect(
      faultOf(body('<ul><li class="new"><a href="1">Talks on fish</a></li></ul>'), { listing: { item: 'li.old' } }),
    ).toBe(
      'xa-mfa: could not read the listing https://ministry.example/news/: nothing matches its selector li.old; did the site change?',
    )
  })
})

describe('a listing without selectors', () => {
  const menu = '<nav><ul><li><a href="/about/history-of-the-ministry">History of the ministry</a></li></ul></nav>'
  const row = (number: number, more = ''): string =>
    `<div class="row r${number}"><a href="/news/${number}0${number}-talks.html">Talks on fish, round number ${number}</a>${more}</div>`

  test('takes the links of one shape that have days beside them', () => {
    const dated = [1, 2, 3].map((number) => row(number, `<span>2${number} April 2025</span>`)).join('')
    const other = [4, 5, 6].map(
      (number) => `<p class="ad"><a href="/campaign/${number}">Visit our beautiful country, part ${number}</a></p>`,
    )
    expect(read(body(menu + dated + other.join(''))).map(({ href }) => href)).toEqual([
      '/news/101-talks.html',
      '/news/202-talks.html',
      '/news/303-talks.html',
    ])
  })

  test('takes the best shape where nothing has a day', () => {
    const links = [1, 2, 3, 4].map((number) => row(number)).join('')
    const side = [1, 2, 3]
      .map((number) => `<p><a href="/topic/${number}">All about our topics ${number}</a></p>`)
      .join('')
    expect(read(body(menu + side + links))).toHaveLength(4)
  })

  test.each([
    ['', /no list of documents found|no text/],
    [body(menu), /no list of documents found|no text/],
    ['<html><body><div id="app"></div><script src="a.js"></script></body></html>', /app shell/],
    [body('<h1>404 Not Found</h1>'), /soft 404/],
    [`${'<div>'.repeat(100_000)}`, /nested too deep/],
  ])('says why it finds none: %#', (html, reason) => {
    expect(faultOf(html)).toMatch(reason)
  })

  test('takes no longer over a link for there being thousands of it', () => {
    const many = '<p><a href="/news/1234">Talks on the railway between the capitals</a></p>'.repeat(20_000)
    expect(read(body(`<div>${many}</div>`))).toHaveLength(20_000)
  })

  test('gives entries or a SourceError, whatever the page', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<a href="',
        '">',
        '</a>',
        '<li>',
        '</li>',
        '<ul>',
        '<base href="',
        '<?xml',
        '<urlset>',
        '2025-04-23',
        '<nav>',
      ),
      anyAddress,
      anyString(),
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        expect(faultOf(pieces.join(''))).toMatch(/^(?:no fault|xa-mfa)/)
      }),
    )
  })
})

describe('takeEntries', () => {
  const entry = (href: string, title = 'Talks on fish') => ({ href, title })
  const source = aSource({ url: base, include: '/news/\\d+' })

  test('keeps each address once, in the listing’s order, with whatever either mention tells', () => {
    const twice = [
      entry('/news/2'),
      { ...entry('/news/1', ''), publishedAt: new Date(0) },
      entry('/news/1?utm_source=x'),
    ]
    expect(takeEntries(twice, base, source).items).toEqual([
      { url: 'https://ministry.example/news/2', title: 'Talks on fish' },
      { url: 'https://ministry.example/news/1', title: 'Talks on fish', publishedAt: new Date(0) },
    ])
  })

  test('says of the rest why it is not taken', () => {
    const { items, rejected } = takeEntries(
      [entry('/news/1'), entry('https://other.example/news/2'), entry('/contact'), entry('tel:1')],
      base,
      source,
    )
    expect(items).toHaveLength(1)
    expect(rejected.map(({ url, reason }) => [url, reason])).toEqual([
      ['https://other.example/news/2', 'its host is not one of the source'],
      ['https://ministry.example/contact', 'its address is not of the form of a document'],
      ['tel:1', 'no web address'],
    ])
  })

  test('is a failure where nothing can be taken', () => {
    expect(() => takeEntries([entry('https://other.example/1')], base, source)).toThrow(
      /^xa-mfa: none of the 1 entries .* its host is not one of the source/,
    )
  })

  test('reads the day from an address that carries it', () => {
    expect(takeEntries([entry('/news/2025/4/23/talks')], base, aSource({ url: base })).items[0]?.publishedAt).toEqual(
      new Date('2025-04-23T00:00:00Z'),
    )
  })
})
