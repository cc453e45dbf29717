import { expect, test } from 'vitest'
import type { SourceState } from '../../src/domain/source.ts'
import { metricsRoute } from '../../src/inbound/metrics.ts'
import { startInbound } from '../../src/inbound/server.ts'
import { deliverWaiting } from '../../src/pipeline/deliver.ts'
import { measure, type MetricPorts } from '../../src/pipeline/metrics.ts'
import { planDue } from '../../src/pipeline/plan.ts'
import { aKeepInput, aSubscription } from '../builders.ts'
import { fakePlatform } from '../fakes/platform.ts'
import { parseExposition } from '../inbound/exposition.ts'
import { aSource } from '../sources/builders.ts'
import { planPorts } from './ports.ts'

const never = new AbortController().signal
const DAY_MS = 86_400_000

const names = { well: 'Ruritania', frozen: 'Syldavia', broken: 'Borduria', refused: 'Graustark', unread: 'Freedonia' }

/** A desk over a source in each condition, and a daily digest that rests on all of them. */
async function aTroubledDesk() {
  const { adapter, ...platform } = fakePlatform()
  const footers = {
    ...adapter,
    pack: (message: Parameters<typeof adapter.pack>[0]) => [{ text: message.footer }],
  }
  const named = Object.entries(names).map(([id, name]) => aSource({ id, name }))
  const ports = {
    ...(await planPorts(footers)),
    sources: [...named, aSource({ id: 'new' }), aSource({ id: 'disabled', disabled: 'asks for a permit' })],
  }
  const { store, clock } = ports
  const now = clock.now()
  const before = (days: number): Date => new Date(now.getTime() - days * DAY_MS)
  const states: Record<string, Partial<SourceState>> = {
    well: { newestContent: '2025-04-23', longestGapDays: 2 },
    frozen: { newestContent: '2025-03-03', longestGapDays: 2 },
    broken: { failures: 2, lastFailure: 'broken', lastSuccessAt: before(1) },
    refused: { failures: 3, lastFailure: 'refused', lastSuccessAt: before(2) },
    unread: { failures: 4, lastFailure: 'unreachable', lastSuccessAt: undefined },
  }
  for (const [source, parts] of Object.entries(states)) {
    await store.saveSourceState({ source, nextPollAt: now, failures: 0, lastSuccessAt: now, ...parts })
  }
  return { ports, platform }
}

/** What a monitoring system is told, over HTTP. */
async function scrape(ports: MetricPorts) {
  const stop = new AbortController()
  const routes = [metricsRoute(() => measure(ports))]
  const inbound = { routes, health: async () => ({ healthy: true }), clock: ports.clock, fault: () => undefined }
  const { port, closed } = await startInbound({ host: '127.0.0.1', port: 0 }, inbound, stop.signal)
  const response = await fetch(`http://127.0.0.1:${port}/metrics`)
  const [type, text] = [response.headers.get('content-type'), await response.text()]
  stop.abort()
  await closed
  return { type, text, metrics: parseExposition(text) }
}

const valuesOf = (metrics: ReturnType<typeof parseExposition>, name: string): Record<string, number> =>
  Object.fromEntries(metrics.get(name)?.samples ?? [])

test('a source in trouble is named in the last line of every digest, and in the metric', async () => {
  const { ports, platform } = await aTroubledDesk()
  await ports.store.addSubscription(aSubscription({ createdAt: new Date('2025-04-20T00:00:00Z') }))
  ports.clock.advance(2 * 3_600_000)
  await planDue(ports, never)
  await deliverWaiting(ports, never)
  const [footer = ''] = platform.posted.map(({ text }) => text)
  expect(footer).toMatch(/^Read 2 of 6 sources/)
  expect(footer).toContain(`nothing new since 3 March 2025: ${names.frozen}`)
  expect(footer).toMatch(new RegExp(`broken since .*: ${names.broken}`))
  expect(footer).toMatch(new RegExp(`not read since .*: ${names.refused}`))
  expect(footer).toMatch(new RegExp(`never read: ${names.unread}`))

  const { metrics } = await scrape(ports)
  const conditions = valuesOf(metrics, 'attache_source_condition')
  const standing = Object.entries(conditions).filter(([, value]) => value === 1)
  expect(standing.map(([labels]) => labels)).toEqual(ports.sources.map(({ id }) => `source=${id} condition=${id}`))
  expect(Object.keys(conditions)).toHaveLength(7 * ports.sources.length)
})

test('a scrape tells ages in seconds, and what is not known not at all', async () => {
  const { ports } = await aTroubledDesk()
  await ports.store.holdLease('host, process 1', ports.clock.now())
  ports.clock.advance(5_000)
  const { type, metrics } = await scrape(ports)
  expect(type).toBe('text/plain; version=0.0.4; charset=utf-8')
  expect(valuesOf(metrics, 'attache_source_last_success_age_seconds')).toEqual({
    'source=well': 5,
    'source=frozen': 5,
    'source=broken': 86_405,
    'source=refused': 2 * 86_400 + 5,
  })
  // It is three in the morning of the 24th.
  expect(valuesOf(metrics, 'attache_source_newest_content_age_seconds')).toMatchObject({
    'source=well': 27 * 3_600 + 5,
  })
  expect(valuesOf(metrics, 'attache_source_failures')).toMatchObject({ 'source=well': 0, 'source=unread': 4 })
  expect(valuesOf(metrics, 'attache_worker_lease_age_seconds')).toEqual({ '': 5 })
})

test('a scrape counts what waits, what was given up, what was planned and what is kept', async () => {
  const { ports, platform } = await aTroubledDesk()
  const { store, clock } = ports
  expect(valuesOf((await scrape(ports)).metrics, 'attache_readouts_kept')).toEqual({ '': 0 })
  await store.keep(aKeepInput())
  const place = { platform: 'terminal', workspace: 'local' }
  for (const channel of ['one', 'two', 'three']) {
    const createdAt = new Date('2025-04-20T00:00:00Z')
    await store.addSubscription(aSubscription({ createdAt, destination: { ...place, channel } }))
  }
  clock.advance(2 * 3_600_000)
  await planDue(ports, never)
  const states = async () => valuesOf((await scrape(ports)).metrics, 'attache_deliveries')
  expect(await states()).toEqual({ 'state=waiting': 3, 'state=dead': 0 })
  platform.failNext('rejected', 'unreachable')
  await deliverWaiting(ports, never)
  expect(await states()).toEqual({ 'state=waiting': 1, 'state=dead': 1 })
  const { metrics } = await scrape(ports)
  expect(valuesOf(metrics, 'attache_digests_planned_total')).toEqual({ '': 3 })
  expect(valuesOf(metrics, 'attache_readouts_kept')).toEqual({ '': 1 })
  expect(metrics.get('attache_digests_planned_total')?.type).toBe('counter')
})

test('a scrape says nothing of why a source fails, of channels, or of what is kept', async () => {
  const { ports } = await aTroubledDesk()
  const now = ports.clock.now()
  const lastError = 'GET https://user:hunter2@ministry.example/?token=hunter2 was refused'
  await ports.store.saveSourceState({
    source: 'refused',
    nextPollAt: now,
    failures: 1,
    lastFailure: 'refused',
    lastError,
  })
  await ports.store.keep(aKeepInput())
  await ports.store.holdLease('some-host, process 1', now)
  const { text } = await scrape(ports)
  expect(text).not.toMatch(/hunter2|example|some-host|terminal|Ruritania/)
})
