import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { extractArticle } from '../../src/sources/article.ts'
import { decodeBytes } from '../../src/sources/encoding.ts'
import { takeEntries } from '../../src/sources/entries.ts'
import { parseFeed } from '../../src/sources/feed/parse.ts'
import { parseListing } from '../../src/sources/html/parse.ts'
import { loadReadable } from '../../src/sources/readable.ts'
import { aSource } from './builders.ts'

// Real pages and feeds, where a checkout has them beside it; they are not part of the project.
const folder = '../shared/raw'
const raw = (name: string): string =>
  decodeBytes(readFileSync(`${folder}/${name}`), 'html', undefined, 'en')?.text ?? ''

describe.skipIf(!existsSync(folder))('real pages', () => {
  test('seven feeds of one ministry give the union of their entries, each address once', () => {
    const source = aSource({
      kind: 'rss',
      url: 'https://www.state.gov/rss-feed/press-releases/feed/',
      textFrom: 'feed',
    })
    const feeds = readdirSync(folder).filter((name) => name.startsWith('us-state-rss'))
    const items = feeds.flatMap(
      (name) => takeEntries(parseFeed(raw(name), source.url, source), source.url, source).items,
    )
    const links = feeds.flatMap((name) =>
      [...raw(name).matchAll(/<item>[\s\S]*?<link>\s*(\S+?)\s*<\/link>/g)].map(([, link]) => link),
    )
    expect(feeds).toHaveLength(7)
    expect(new Set(items.map(({ url }) => url))).toEqual(new Set(links))
    expect(items.every(({ text, publishedAt }) => text && publishedAt && !/<\w|jQuery|function\s*\(/.test(text))).toBe(
      true,
    )
  })

  test('a listing in Chinese without selectors gives every row with its day', () => {
    const url = 'https://www.mfa.gov.cn/web/wjdt_674879/fyrbt_674889/'
    const aliases = { 'www.fmprc.gov.cn': 'www.mfa.gov.cn' }
    const source = aSource({ url, language: 'zh', zone: 'Asia/Shanghai', aliases })
    const pages = readdirSync(folder).filter((name) => name.startsWith('cn-mfa-zh-listing'))
    for (const name of pages) {
      const { items } = takeEntries(parseListing(raw(name), url, source), url, source)
      expect(items.length).toBeGreaterThanOrEqual(10)
      expect(items.every(({ publishedAt, url: at }) => publishedAt && at.startsWith(url))).toBe(true)
    }
  })

  test('a table of press releases with month-first days', () => {
    const source = aSource({
      url: 'https://www.kln.gov.my/web/guest/press-releases',
      zone: 'Asia/Kuala_Lumpur',
      dateOrder: 'month-first',
      listing: { item: 'table tbody tr', link: 'td:nth-child(1) a', date: 'td:nth-child(2)' },
      link: { match: '\\?(?:inheritRedirect|redirect)=.*$', to: '' },
    })
    const { items } = takeEntries(parseListing(raw('dp-press-release.html'), source.url, source), source.url, source)
    expect(items.length).toBeGreaterThan(250)
    expect(items.filter(({ publishedAt }) => !publishedAt)).toEqual([])
    expect(items.filter(({ url }) => url.includes('?'))).toEqual([])
  })

  test('an article reads the same by selectors and by general extraction', async () => {
    const address = { asked: 'https://www.kln.gov.my/a', cameFrom: 'https://www.kln.gov.my/a' }
    const html = raw('dp-uae-500.html')
    const selecting = aSource({ article: { body: 'div.journal-content-article' } })
    const bySelectors = extractArticle(html, address, selecting, undefined)
    const general = extractArticle(html, address, aSource(), await loadReadable())
    expect(bySelectors?.text.length).toBeGreaterThan(1_500)
    expect(general?.text).toBe(bySelectors?.text)
  })
})
