import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../../src/clock.ts'
import type { Figure, Scale } from './figure.ts'
import { openOver, poll } from './installation.ts'
import { startMinistries } from './ministries.ts'

const SOURCES = { full: 300, quick: 60 } as const

/** Each source is asked so often. */
const INTERVAL_MS = 15 * 60_000
const DUE_AGAIN_MS = 24 * 60 * 60_000

/** Sources that have nothing new, each at a ministry of its own: what asking them all costs of one core. */
export async function benchPolling(scale: Scale): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'attache-bench-'))
  await using ministries = await startMinistries(SOURCES[scale])
  const clock = { ...systemClock, now: () => new Date(systemClock.now().getTime() + aheadMs) }
  let aheadMs = 0
  const app = await openOver(ministries.baseUrls, folder, clock)
  try {
    await ministries.publish(1)
    await poll(app)
    // Far enough for every source to be due again.
    aheadMs = DUE_AGAIN_MS
    const before = process.cpuUsage()
    await poll(app)
    const { user, system } = process.cpuUsage(before)
    const cpuMs = (user + system) / 1_000
    const note = `${SOURCES[scale]} sources, every ${INTERVAL_MS / 60_000} minutes`
    return [
      {
        what: 'polling what has nothing new',
        value: (cpuMs / INTERVAL_MS) * 100,
        unit: '% of a core',
        atMost: 5,
        note,
      },
      { what: 'memory after it', value: process.memoryUsage().rss / 1e6, unit: 'MB', atMost: 200 },
    ]
  } finally {
    await app.close()
    await rm(folder, { recursive: true, force: true })
  }
}
