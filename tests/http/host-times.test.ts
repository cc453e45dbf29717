import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createHttp } from '../../src/http/client.ts'
import { createPace, type Pace } from '../../src/http/pace.ts'
import { openCache } from '../../src/store/cache.ts'
import { type FakeClock, fakeClock } from '../fakes/clock.ts'
import { startMinistry } from '../fakes/ministry.ts'
import { aFolder } from '../store/folder.ts'

const forever = new AbortController().signal

/** A process of the installation whose cache is in `file`. */
async function aProcess(file: string, clock: FakeClock, host: string) {
  const cache = await openCache({ file, clock })
  const { hostTimes } = cache
  const http = createHttp({ clock, userAgent: 'Attache/1 (+test)', allowHosts: [host], hostTimes })
  return {
    hostTimes,
    get: (url: string, spacingMs: number) => http.send({ url: new URL(url), spacingMs, timeoutMs: 30_000 }, forever),
    async [Symbol.asyncDispose]() {
      await http.close()
      await cache.close()
    },
  }
}

describe('two processes of one installation', () => {
  test('keep their requests to one host apart together, however many each has, and both get on', async () => {
    await using folder = await aFolder()
    const file = folder.file('cache.db')
    let runs = 0
    const counts = fc.record({ worker: fc.nat({ max: 6 }), backfill: fc.nat({ max: 6 }) })
    await fc.assert(
      fc.asyncProperty(counts, fc.integer({ min: 1, max: 9_000 }), async ({ worker, backfill }, spacingMs) => {
        const clock = fakeClock()
        await using one = await openCache({ file, clock })
        await using other = await openCache({ file, clock })
        const turns: { readonly from: number; readonly to: number }[] = []
        const work = async (): Promise<void> => {
          const from = clock.now().getTime()
          clock.advance(700)
          turns.push({ from, to: clock.now().getTime() })
        }
        // A host of its own: the file stays the same.
        runs += 1
        const host = `${runs}.example`
        const ask = (pace: Pace, count: number) =>
          Array.from({ length: count }, () => pace.turn(host, spacingMs, work, forever))
        await Promise.all([
          ...ask(createPace(clock, one.hostTimes), worker),
          ...ask(createPace(clock, other.hostTimes), backfill),
        ])
        expect(turns).toHaveLength(worker + backfill)
        const apart = turns.slice(1).map(({ from }, n) => from - (turns[n]?.to ?? 0))
        expect(Math.min(spacingMs, ...apart)).toBe(spacingMs)
      }),
      { numRuns: 30 },
    )
  })

  test('both leave a host alone that asked one of them to', async () => {
    await using folder = await aFolder()
    await using ministry = await startMinistry()
    const clock = fakeClock()
    const file = folder.file('cache.db')
    await using worker = await aProcess(file, clock, ministry.host)
    await using backfill = await aProcess(file, clock, ministry.host)
    ministry.fail('/page', { status: 429, retryAfter: '120' }, 1)
    ministry.serve('/page', 'a page')
    const page = `${ministry.baseUrl}/page`
    await expect(worker.get(page, 2_000)).rejects.toMatchObject({ failure: 'slow-down' })
    await expect(backfill.get(page, 2_000)).rejects.toMatchObject({ failure: 'slow-down', retryAfterMs: 120_000 })
    expect(ministry.received('/page')).toHaveLength(1)
    clock.advance(120_000)
    expect(await backfill.get(page, 2_000)).toMatchObject({ kind: 'ok' })
  })

  test('of which one died at a request: the other goes on when that must have ended', async () => {
    await using folder = await aFolder()
    const clock = fakeClock()
    await using ministry = await startMinistry()
    await using worker = await aProcess(folder.file('cache.db'), clock, ministry.host)
    const host = new URL(ministry.baseUrl).host
    ministry.serve('/page', 'a page')
    await using dying = await openCache({ file: folder.file('cache.db'), clock })
    expect(dying.hostTimes.take(host, 2_000, 30_000)).toBe(0)
    const before = clock.now().getTime()
    expect(await worker.get(`${ministry.baseUrl}/page`, 2_000)).toMatchObject({ kind: 'ok' })
    expect(clock.now().getTime() - before).toBe(32_000)
  })

  test('without a cache that can be used each goes by what it knows itself', async () => {
    await using folder = await aFolder()
    const clock = fakeClock()
    const cache = await openCache({ file: folder.file('cache.db'), clock })
    await cache.close()
    expect(cache.hostTimes.take('a.example', 2_000, 30_000)).toBe(0)
    expect(cache.hostTimes.restMs('a.example')).toBe(0)
    cache.hostTimes.leave('a.example')
    cache.hostTimes.rest('a.example', 1_000)
  })
})
