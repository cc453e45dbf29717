import { join } from 'node:path'
import { type App, openApp } from '../app.ts'
import type { Settings } from '../config/settings.ts'
import { loadSources } from '../config/sources.ts'
import { ConfigError } from '../domain/errors.ts'
import type { Message } from '../domain/message.ts'
import { collectDue } from '../pipeline/collect.ts'
import { digestNow } from '../pipeline/digest-now.ts'

const DAY_MS = 24 * 3_600_000

/**
 * The digest of the bundled sample readouts, as of the morning after the newest of them: read, kept and planned like any others, but in a
 * database in memory, so that fiction never gets into the record.
 */
export async function sampleDigest(
  settings: Settings,
  { clock, reader }: Pick<App, 'clock' | 'reader'>,
  signal: AbortSignal,
): Promise<Message> {
  const sources = await loadSources(join(settings.configFolder, 'samples', 'sources.yaml'))
  const silent = { colour: false, hyperlinks: false, width: 100, write: async () => {} }
  const inMemory = { ...settings, database: ':memory:', cache: ':memory:' }
  const app = await openApp(inMemory, sources, { clock, reader, terminal: silent, fault: () => undefined })
  try {
    // One after the other: whose account comes first is the same every time.
    for (const { source } of app.adapters) {
      await collectDue(
        app,
        ({ id }) => id === source.id,
        () => {},
        signal,
      )
    }
    const [newest] = await app.store.latest({ limit: 1 })
    const day = newest?.reading.date
    if (day == null) throw new ConfigError('the bundled samples (config/samples) hold no readout: restore that folder')
    const morningAfter = new Date(Date.parse(day) + DAY_MS + 8 * 3_600_000)
    return await digestNow(
      app,
      { countries: [], topics: [], locale: 'en', since: dayBefore(day), sample: true },
      morningAfter,
    )
  } finally {
    await app.close()
  }
}

const dayBefore = (day: string): string => new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10)
