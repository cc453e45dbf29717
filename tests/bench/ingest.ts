import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { App } from '../../src/app.ts'
import { type Figure, peakMegabytes, type Scale, watched } from './figure.ts'
import { openOver, poll } from './installation.ts'
import { PAGE_BYTES, startMinistries } from './ministries.ts'

const PAGES = { full: 1_500, quick: 300 } as const
const MINISTRIES = 3

/** Pages of ordinary size from three fake ministries on loopback, through the app as it runs: list, fetch, extract, read and keep. */
export async function benchIngest(scale: Scale): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'attache-bench-'))
  await using ministries = await startMinistries(MINISTRIES)
  const app = await openOver(ministries.baseUrls, folder)
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

/** Polls until nothing new is found: one round takes so many pages of a source at most. */
async function pollAll(app: App): Promise<number> {
  let found = 0
  for (let fresh = await poll(app); fresh > 0; fresh = await poll(app)) found += fresh
  return found
}
