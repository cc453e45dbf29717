import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SourceError } from '../../src/domain/errors.ts'
import type { Source } from '../../src/domain/source.ts'
import { feedRestMs, parseFeed } from '../../src/sources/feed/parse.ts'
import { aSource } from './builders.ts'
import { anyString } from '../any-string.ts'

const base = 'https://ministry.example/feed'
const read = (text: string, parts: Partial<Source> = {}) =>
  parseFeed(text, base, aSource({ kind: 'rss', url: base, ...parts }))

const faultOf = (text: string): string => {
  try {
    read(text)
  } catch (error) {
    if (error instanceof SourceError) return `${error.failure}: ${error.message}`
    throw error
  }
  return 'no fault'
}

const rss = (items: string): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>M</title>${items}</channel></rss>`
const item = (title: string, more = ''): string =>
  `<item><title>${title}</title><link>https://ministry.example/1</link>${more}</item>`

const long =
  'The minister received the ambassador and they spoke at length about the railway between their capitals. '.repeat(9)

describe('parseFeed', () => {
  test('undoes entities and markup in titles', () => {
    const titles = [
      'Fish &amp; ships',
      '<![CDATA[Fish & ships]]>',
      'Fish &amp;amp; ships',
      '<![CDATA[Fish &#38; <b>ships</b>]]>',
    ]
    expect(titles.map((title) => read(rss(item(title)))[0]?.title)).toEqual(Array(4).fill('Fish & ships'))
  })

  test.each([
    ['Wed, 23 Apr 2025 10:05:00 GMT', '2025-04-23T10:05:00.000Z'],
    ['Wednesday 23 April 2025', '2025-04-23T00:00:00.000Z'],
    ['2025/04/23', '2025-04-23T00:00:00.000Z'],
    ['soon', undefined],
  ])('reads the date %j', (date, expected) => {
    expect(read(rss(item('T', `<pubDate>${date}</pubDate>`)))[0]?.publishedAt?.toISOString()).toBe(expected)
  })

  test('knows an Atom entry that says only when it was updated', () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>tag:1</id><title>T</title><link rel="self" href="/x"/><link href="/1"/><updated>2025-04-23T10:05:00+01:00</updated></entry></feed>`
    expect(read(atom)).toMatchObject([{ href: '/1', publishedAt: new Date('2025-04-23T09:05:00Z') }])
  })

  test('uses the guid where there is no link', () => {
    expect(read(rss('<item><title>T</title><guid>https://ministry.example/?page_id=7</guid></item>'))[0]?.href).toBe(
      'https://ministry.example/?page_id=7',
    )
  })
})

test('a feed may ask to be left alone, for an hour at most', () => {
  expect(feedRestMs(rss('<ttl>15</ttl>'))).toBe(15 * 60_000)
  expect(feedRestMs(rss('<ttl> 10080 </ttl>'))).toBe(60 * 60_000)
  expect(feedRestMs(rss(item('T')))).toBeUndefined()
})

describe('the text of an entry', () => {
  const textOf = (description: string, textFrom?: Source['textFrom']) =>
    read(rss(item('T', `<description><![CDATA[${description}]]></description>`)), { textFrom })[0]?.text

  test('is taken where it is the whole text, scripts left out', () => {
    expect(textOf(`<script>jQuery()</script><p>Office of the Spokesperson</p><p>${long}</p>`)).toBe(
      `Office of the Spokesperson\n${long.trim()}`,
    )
  })

  test.each(['A summary.', `${long}…`, `${long} [...]`, `${long} Read more`])(
    'is not taken where it is a summary: %#',
    (text) => {
      expect(textOf(`<p>${text}</p>`)).toBeUndefined()
    },
  )

  test('is taken or left as the source says', () => {
    expect(textOf('<p>A summary.</p>', 'feed')).toBe('A summary.')
    expect(textOf(`<p>${long}</p>`, 'page')).toBeUndefined()
  })

  test('ends before what WordPress signs it with', () => {
    const signed = `<p>${long}</p><p>The post <a href="/1">T</a> appeared first on <a href="/">Ministry</a>.</p>`
    expect(textOf(signed)).toBe(long.trim())
  })

  test('counts Chinese letters for more', () => {
    expect(textOf(`<p>${'外交部长会见来访的客人，双方就铁路合作交换意见。'.repeat(10)}</p>`)).toBeDefined()
  })
})

describe('a feed that is not well-formed', () => {
  test.each([
    ['an ampersand', rss(item('Fish & ships'))],
    ['an unknown entity', rss(item('Fish&nbsp;ships'))],
    ['a stray control character', rss(item('Fish \u0001ships'))],
    ['words before the prolog', `\n\nWarning: date() in /var/www\n${rss(item('Fish ships'))}`],
    ['tags that do not match', rss(item('Fish ships').replace('</link>', '</lnk>'))],
    ['a tag that is not closed', rss(item('Fish ships', '<description>d<br>e'))],
    ['HTML that nobody escaped', rss(item('Fish ships', '<description><p>d</p><br></description>'))],
  ])('is read in spite of %s', (_, text) => {
    expect(read(text)[0]?.title).toMatch(/^Fish.*ships$/)
  })

  test('that was cut off gives what came whole, and no half text', () => {
    const text = rss(`${item('One')}${item('Two')}${item('Three', `<description>${long}</description>`)}`)
    expect(read(text.slice(0, -200)).map(({ title }) => title)).toEqual(['One', 'Two'])
  })
})

describe('an answer that is no feed', () => {
  test.each([
    [
      '<!DOCTYPE html><html><head><title>Our  news</title></head></html>',
      /a web page \("Our {2}news"\) where a feed was expected/,
    ],
    ['<html><body>rss</body></html>', /a web page \("without a title"\)/],
    [rss(''), /a feed without a single entry/],
    ['<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title></feed>', /a feed without a single entry/],
    ['{"version":"https://jsonfeed.org/version/1.1","title":"t","items":[]}', /a feed without a single entry/],
    ['', /neither RSS, Atom, RDF nor JSON Feed/],
    ['Service unavailable', /neither RSS/],
    ['{"error":"no"}', /neither RSS/],
    ['<?xml version="1.0"?><urlset/>', /neither RSS/],
  ])('is named: %j', (text, reason) => {
    expect(faultOf(text)).toMatch(reason)
    expect(faultOf(text)).toMatch(/^broken: xa-mfa: https:\/\/ministry\.example\/feed brought/)
  })

  test('whatever it is, gives entries or a SourceError', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<rss version="2.0">',
        '<channel>',
        '<item>',
        '</item>',
        '<title>',
        '</title>',
        '<link>',
        '<entry>',
        '</entry>',
      ),
      fc.constantFrom(
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        '<![CDATA[',
        ']]>',
        '<__proto__>',
        '<!DOCTYPE x [',
        '&#xFFFFFFFF;',
        '{"items":[',
      ),
      anyString(),
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        expect(faultOf(pieces.join(''))).toMatch(/^(?:no fault|broken: xa-mfa)/)
      }),
    )
    expect(faultOf(`<rss version="2.0"><channel><item><title>${'<b>'.repeat(100_000)}`)).toMatch(/^broken/)
  })
})
