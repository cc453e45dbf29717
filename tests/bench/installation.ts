import { join, resolve } from 'node:path'
import { type App, openApp } from '../../src/app.ts'
import { systemClock } from '../../src/clock.ts'
import type { Clock } from '../../src/domain/clock.ts'
import { loadSettings } from '../../src/config/settings.ts'
import { parseSources } from '../../src/config/sources.ts'
import { collectDue } from '../../src/pipeline/collect.ts'

const never = new AbortController().signal

/** The app as it runs, over a listing at each of the addresses, with its database in `folder`. No wait between pages. */
export async function openOver(baseUrls: readonly string[], folder: string, clock: Clock = systemClock): Promise<App> {
  const environment = { ATTACHE_DB: join(folder, 'attache.db'), ATTACHE_ALLOW_HOSTS: '127.0.0.1' }
  const settings = await loadSettings(environment, resolve('.'), 'UTC')
  const sources = await parseSources('sources.yaml', sourcesYaml(baseUrls))
  const terminal = { write: async () => undefined, colour: false, hyperlinks: false, width: 80 }
  const fault = (error: unknown): void => {
    throw error
  }
  return openApp(settings, sources, { clock, terminal, fault })
}

/** A `sources.yaml` with a listing at each of the addresses, to be asked so often. */
export function sourcesYaml(baseUrls: readonly string[], intervalMinutes = 30): string {
  const entries = baseUrls.map(
    (baseUrl, n) =>
      `  - { id: cn-${n}, issuer: CN, body: ministry, language: en, kind: html, zone: UTC, name: Ministry ${n}, url: "${baseUrl}/news/", intervalMinutes: ${intervalMinutes}, spacingSeconds: 0, listing: { item: ul.news-list li }, article: { body: .text, title: h1, date: .date } }`,
  )
  return `sources:\n${entries.join('\n')}\n`
}

/** Polls every source; gives how many new texts were kept. */
export async function poll(app: App): Promise<number> {
  const outcomes = await collectDue(
    app,
    () => true,
    () => undefined,
    never,
  )
  for (const outcome of outcomes) if (outcome.kind === 'failed') throw new Error(outcome.reason)
  return outcomes.reduce((sum, outcome) => sum + (outcome.kind === 'read' ? outcome.fresh : 0), 0)
}
