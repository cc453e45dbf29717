import { describe, expect, test } from 'vitest'
import type { Source } from '../../src/domain/source.ts'
import { SourceError } from '../../src/domain/errors.ts'
import { createHttp } from '../../src/http/client.ts'
import { createMemoryCache } from '../../src/http/validators.ts'
import { type ExtractPage, extractPage } from '../../src/sources/extraction.ts'
import { createPageExtractor } from '../../src/sources/long-pages.ts'
import { createSource } from '../../src/sources/sources.ts'
import { fakeClock } from '../fakes/clock.ts'
import { startMinistry } from '../fakes/ministry.ts'
import { aSource } from './builders.ts'

const never = new AbortController().signal

const PARAGRAPH =
  'Foreign Minister Mirella Fictiva of Ruritania received the ambassador of Syldavia, and both spoke at length of the railway, of fish and of the lighthouse.'

/** A page of so many characters, most of them menus, scripts and styles, as on real ones. */
function aPage(characters: number): string {
  const text = `<h1>Talks</h1><div class="text">${`<p>${PARAGRAPH}</p>`.repeat(20)}</div>`
  const menu = '<li class="menu-item"><a href="/departments">Directorate General of Lighthouses</a></li>'.repeat(2_000)
  const script = `<script>${'var a = "of no interest";'.repeat(Math.max(0, (characters - text.length - menu.length) / 25))}</script>`
  return `<!doctype html><html><head><title>Talks</title>${script}</head><body><ul>${menu}</ul><main><article>${text}</article></main></body></html>`
}

const pageOf = (html: string, parts: Partial<Source> = {}) => ({
  html,
  source: aSource(parts),
  address: { asked: 'https://ministry.example/a', cameFrom: 'https://ministry.example/a' },
})

/** The work that fell to this thread until `work` was done, in milliseconds: unlike time, it is the same whatever else the machine does. */
async function ownWork(work: () => Promise<unknown>): Promise<number> {
  const before = process.threadCpuUsage()
  await work()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1_000
}

describe('a long page', () => {
  test.each([
    ['by selectors', { article: { body: '.text' } }, 'selectors'],
    ['by general rules', {}, 'rules'],
  ] as const)('is read as a short one is, %s', async (_, parts, foundBy) => {
    const page = pageOf(aPage(300_000), parts)
    const extraction = await createPageExtractor()(page, never)
    expect(extraction).toEqual(await extractPage(page))
    expect(extraction.foundBy).toBe(foundBy)
    expect(extraction.article.text).toContain(PARAGRAPH)
  })

  test('that holds no article fails as a short one does, and those after it are read', async () => {
    const extract = createPageExtractor()
    const shell = `<html><head><title>Not found</title><script>${'x'.repeat(200_000)}</script></head><body><p>Not found</p></body></html>`
    const [failed, read] = await Promise.allSettled([
      extract(pageOf(shell), never),
      extract(pageOf(aPage(200_000)), never),
    ])
    const known: unknown = await extractPage(pageOf(shell)).catch((error: unknown) => error)
    expect(known).toBeInstanceOf(SourceError)
    expect(failed).toEqual({ status: 'rejected', reason: known })
    expect(read.status).toBe('fulfilled')
  })

  test('is given up when we stop', async () => {
    const stop = new AbortController()
    const extract = createPageExtractor()
    const [first, second] = [extract(pageOf(aPage(200_000)), stop.signal), extract(pageOf(aPage(200_000)), stop.signal)]
    stop.abort()
    const ends = await Promise.allSettled([first, second])
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  })

  test('of two megabytes is no work for the event loop', async () => {
    await using ministry = await startMinistry()
    const http = createHttp({ clock: fakeClock(), userAgent: 'Attache/1 (+test)', allowHosts: [ministry.host] })
    const source = aSource({ url: `${ministry.baseUrl}/news/` })
    const html = aPage(2_000_000)
    ministry.serve('/a', html)
    const fetchBy = (extract: ExtractPage | undefined) => async () => {
      const adapter = createSource(source, { http, cache: createMemoryCache(), extract })
      const readout = await adapter.fetch({ url: `${ministry.baseUrl}/a`, title: 'Talks' }, never)
      expect(readout.text).toContain(PARAGRAPH)
    }
    const beside = fetchBy(createPageExtractor())
    await beside()
    const held = await ownWork(beside)
    const heldThere = await ownWork(fetchBy(undefined))
    await http.close()
    // The bench has the bound in milliseconds: here other tests run at the same time.
    expect(held).toBeLessThan(heldThere / 3)
  })
})
