import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type App, openApp } from '../../src/app.ts'
import { systemClock } from '../../src/clock.ts'
import { loadSettings } from '../../src/config/settings.ts'
import { parseSources } from '../../src/config/sources.ts'
import { collectDue } from '../../src/pipeline/collect.ts'
import { type Ministry, type PublishedItem, startMinistry } from '../fakes/ministry.ts'
import { type Figure, peakMegabytes, type Scale, watched } from './figure.ts'
import { ownTexts } from './texts.ts'

const PAGES = { full: 1_500, quick: 300 } as const
const MINISTRIES = 3
const PAGE_BYTES = 30_000

const never = new AbortController().signal

/** Pages of ordinary size from three fake ministries on loopback, through the app as it runs: list, fetch, extract, read and keep. */
export async function benchIngest(scale: Scale): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'attache-bench-'))
  const ministries = await Promise.all(Array.from({ length: MINISTRIES }, startMinistry))
  const app = await openDesk(folder, ministries)
  try {
    const items = await publishedItems(PAGES[scale] / MINISTRIES)
    for (const ministry of ministries) ministry.listing('/news/', items.slice(0, 1))
    await app.reader.ready()
    // What is listed in a source's first round is history: it is polled once before there is something to find.
    await poll(app)
    for (const ministry of ministries) publish(ministry, items)
    const { result: found, tookMs, longestHoldMs } = await watched(() => poll(app))
    const note = `${found} pages of ${PAGE_BYTES / 1_000} kB, each in a transaction of its own`
    return [
      { what: 'pages fetched, read and stored', value: (found / tookMs) * 1_000, unit: 'pages/s', atLeast: 200, note },
      { what: 'the event loop held meanwhile, at longest', value: longestHoldMs, unit: 'ms', atMost: 50 },
      { what: 'memory at its peak, the ministries included', value: peakMegabytes(), unit: 'MB' },
    ]
  } finally {
    await app.close()
    for (const ministry of ministries) await ministry.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function openDesk(folder: string, ministries: readonly Ministry[]): Promise<App> {
  const environment = { ATTACHE_DB: join(folder, 'attache.db'), ATTACHE_ALLOW_HOSTS: '127.0.0.1' }
  const settings = await loadSettings(environment, resolve('.'), 'UTC')
  const entries = ministries.map(
    ({ baseUrl }, n) =>
      `  - { id: cn-${n}, issuer: CN, body: ministry, language: en, kind: html, zone: UTC, name: Ministry ${n}, url: "${baseUrl}/news/", spacingSeconds: 0, listing: { item: ul.news-list li }, article: { body: .text, title: h1, date: .date } }`,
  )
  const sources = parseSources('sources.yaml', `sources:\n${entries.join('\n')}\n`)
  const terminal = { write: async () => undefined, colour: false, hyperlinks: false, width: 80 }
  const fault = (error: unknown): void => {
    throw error
  }
  return openApp(settings, sources, { clock: systemClock, terminal, fault })
}

/** Polls every source; gives how many new texts were kept. */
async function poll(app: App): Promise<number> {
  const outcomes = await collectDue(
    app,
    () => true,
    () => undefined,
    never,
  )
  for (const outcome of outcomes) if (outcome.kind === 'failed') throw new Error(outcome.reason)
  return outcomes.reduce((sum, outcome) => sum + (outcome.kind === 'read' ? outcome.fresh : 0), 0)
}

/** The project's fictional texts over and over, each with a number in it. */
async function publishedItems(count: number): Promise<PublishedItem[]> {
  const texts = await ownTexts()
  return Array.from({ length: count }, (_, n) => ({
    path: `/news/2025/t20250423_${n}.html`,
    title: `Fiction: talks number ${n}`,
    published: systemClock.now(),
    paragraphs: [...(texts[n % texts.length]?.text ?? '').split('\n').filter((line) => line !== ''), `Number ${n}.`],
  }))
}

/** Lists the items, each on a page with the menus of a real one. */
function publish(ministry: Ministry, items: readonly PublishedItem[]): void {
  ministry.listing('/news/', items)
  for (const { path, title, published, paragraphs } of items) {
    const text = paragraphs
      .map((paragraph) => `<p>${paragraph.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`)
      .join('\n')
    const article = `<h1>${title}</h1><div class="date">${published.toISOString()}</div><div class="text">${text}</div>`
    const menu = menuOf(PAGE_BYTES - article.length)
    ministry.serve(
      path,
      `<!doctype html><html lang="en"><head><title>${title}</title></head><body>${menu}<main><article>${article}</article></main></body></html>`,
    )
  }
}

function menuOf(bytes: number): string {
  const link = '<li class="menu-item"><a href="/departments/directorate-general">Directorate General</a></li>\n'
  return `<nav><ul>${link.repeat(Math.max(1, Math.floor(bytes / link.length)))}</ul></nav>`
}
