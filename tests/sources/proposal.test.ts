import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseSources } from '../../src/config/sources.ts'
import { createHttp } from '../../src/http/client.ts'
import type { HttpClient } from '../../src/http/request.ts'
import { proposeSources } from '../../src/sources/proposal.ts'
import { fakeClock } from '../fakes/clock.ts'
import { type Ministry, type PublishedItem, startMinistry } from '../fakes/ministry.ts'

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

const items = [3, 2, 1].map(
  (day): PublishedItem => ({
    path: `/news/${day}000.html`,
    title: `Talks on the railway between the capitals, day ${day}`,
    published: new Date(`2025-04-2${day}T09:00:00Z`),
    paragraphs: ['The minister received the ambassador.'],
  }),
)

const propose = async (path: string) => {
  const proposals = await proposeSources(new URL(path, ministry.baseUrl), http, new AbortController().signal)
  return proposals.map(({ kind, url, items: found }) => [kind, url.replace(ministry.baseUrl, ''), found.length])
}

describe('proposeSources', () => {
  test('proposes a feed as what it is', async () => {
    ministry.feed('/rss', items)
    ministry.feed('/atom', items, { format: 'atom' })
    ministry.feed('/json', items, { format: 'json' })
    expect([await propose('/rss'), await propose('/atom'), await propose('/json')]).toEqual([
      [['rss', '/rss', 3]],
      [['atom', '/atom', 3]],
      [['json', '/json', 3]],
    ])
  })

  test('proposes the feeds that a page names and that work, then the list on the page', async () => {
    ministry.feed('/rss', items)
    const head =
      '<link rel="alternate" type="application/rss+xml" href="/rss"><link rel="alternate" type="application/atom+xml" href="/dead">'
    const rows = items.map(({ path, title }) => `<li><a href="${path}">${title}</a> 23 April 2025</li>`).join('')
    ministry.serve(
      '/list',
      `<!doctype html><html lang="en-GB"><head><title>News</title>${head}</head><body><ul>${rows}</ul></body></html>`,
    )
    expect(await propose('/list')).toEqual([
      ['rss', '/rss', 3],
      ['html', '/list', 3],
    ])
  })

  test('proposes nothing where nothing is listed, and fails where nothing can be read', async () => {
    ministry.serve(
      '/about',
      '<!doctype html><html><head><title>About</title></head><body><p>We are a ministry.</p></body></html>',
    )
    expect(await propose('/about')).toEqual([])
    await expect(propose('/gone')).rejects.toThrow(/404/)
  })

  const entriesAt = async (path: string): Promise<readonly string[]> => {
    const proposals = await proposeSources(new URL(path, ministry.baseUrl), http, new AbortController().signal)
    return proposals.map(({ entry }) => entry)
  }

  test('writes an entry that lacks only what a person must say', async () => {
    ministry.feed('/rss', items)
    const [entry = ''] = await entriesAt('/rss')
    const said = ['issuer: XA', 'body: ministry', 'authority: official', 'language: en', 'zone: UTC']
    const filled = said.reduce((text, line) => text.replace(new RegExp(`${line.split(':')[0]}: "\\?".*`), line), entry)
    expect(filled).not.toContain('?')
    expect(await parseSources('sources.yaml', `sources:\n${filled}`)).toMatchObject([
      { kind: 'rss', name: 'Ministry', url: `${ministry.baseUrl}/rss` },
    ])
  })

  test('takes title and language from the feed, else from the page that names it', async () => {
    const entry = items.map(({ title, path }) => `<item><title>${title}</title><link>${path}</link></item>`).join('')
    const feed = (head: string): string => `<rss version="2.0"><channel>${head}${entry}</channel></rss>`
    ministry.serve('/said', {
      type: 'application/xml',
      body: feed('<title>Fish &amp; ships</title><language>zh-TW</language>'),
    })
    ministry.serve('/unsaid', { type: 'application/xml', body: feed('') })
    const links = ['/said', '/unsaid'].map((href) => `<link rel="alternate" type="application/rss+xml" href="${href}">`)
    ministry.serve(
      '/',
      `<!doctype html><html lang="de-AT"><head><title>Ministry of Fish</title>${links.join('')}</head></html>`,
    )

    const [said, unsaid] = await entriesAt('/')

    expect(said).toContain('name: Fish & ships\n')
    expect(said).toContain('language: zh-Hant # from the language zh-TW that it declares\n')
    expect(unsaid).toContain('name: Ministry of Fish\n')
    expect(unsaid).toContain('language: de # from the language de-AT that it declares\n')
  })
})
