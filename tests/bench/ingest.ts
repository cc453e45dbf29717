import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type App, openApp } from '../../src/app.ts'
import { systemClock } from '../../src/clock.ts'
import { loadSettings } from '../../src/config/settings.ts'
import { parseSources } from '../../src/config/sources.ts'
import { collectDue } from '../../src/pipeline/collect.ts'
import { type Figure, peakMegabytes, type Scale, watched } from './figure.ts'
import { PAGE_BYTES, startMinistries } from './ministries.ts'

const PAGES = { full: 1_500, quick: 300 } as const
const MINISTRIES = 3

const never = new AbortController().signal

/** Pages of ordinary size from three fake ministries on loopback, through the app as it runs: list, fetch, extract, read and keep. */
export async function benchIngest(scale: Scale): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'attache-bench-'))
  await using ministries = await startMinistries(MINISTRIES)
  const app = await openDesk(folder, ministries.baseUrls)
  try {
    await app.reader.ready()
    // What is listed in a source's first round is history: it is polled once before there is something to find.
    await ministries.publish(1)
    await poll(app)
    await ministries.publish(PAGES[scale] / MINISTRIES)
    const { result: found, tookMs, longestHoldMs } = await watched(() => pollAll(app))
    const note = `${found} pages of ${PAGE_BYTES / 1_000} kB, each in a transaction of its own`
    return [
      { what: 'pages fetched, read and stored', value: (found / tookMs) * 1_000, unit: 'pages/s', atLeast: 200, note },
      { what: 'the event loop held meanwhile, at longest', value: longestHoldMs, unit: 'ms', atMost: 50 },
      { what: 'memory at its peak', value: peakMegabytes(), unit: 'MB' },
    ]
  } finally {
    await app.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function openDesk(folder: string, baseUrls: readonly string[]): Promise<App> {
  const environment = { ATTACHE_DB: join(folder, 'attache.db'), ATTACHE_ALLOW_HOSTS: '127.0.0.1' }
  const settings = await loadSettings(environment, resolve('.'), 'UTC')
  const entries = baseUrls.map(
    (baseUrl, n) =>
      `  - { id: cn-${n}, issuer: CN, body: ministry, language: en, kind: html, zone: UTC, name: Ministry ${n}, url: "${baseUrl}/news/", spacingSeconds: 0, listing: { item: ul.news-list li }, article: { body: .text, title: h1, date: .date } }`,
  )
  const sources = parseSources('sources.yaml', `sources:\n${entries.join('\n')}\n`)
  const terminal = { write: async () => undefined, colour: false, hyperlinks: false, width: 80 }
  const fault = (error: unknown): void => {
    throw error
  }
  return openApp(settings, sources, { clock: systemClock, terminal, fault })
}

/** Polls until nothing new is found: one round takes so many pages of a source at most. */
async function pollAll(app: App): Promise<number> {
  let found = 0
  for (let fresh = await poll(app); fresh > 0; fresh = await poll(app)) found += fresh
  return found
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
