import { expect, test } from 'vitest'
import { createCollector } from '../../src/pipeline/rounds.ts'
import { Turns } from '../../src/pipeline/turns.ts'
import { startMinistry } from '../fakes/ministry.ts'
import { never, startCollecting } from './collecting.ts'

const item = { path: '/a.html', title: 'A meeting', published: new Date('2025-04-23T10:00:00Z'), paragraphs: ['Text.'] }

test('between two ticks each source is polled when it comes due, and none before', async () => {
  await using ministry = await startMinistry()
  await using later = await startMinistry()
  await using latest = await startMinistry()
  await using collecting = await startCollecting([
    { id: 'now', path: '', url: `${ministry.baseUrl}/feed` },
    { id: 'later', path: '', url: `${later.baseUrl}/feed` },
    { id: 'next', path: '', url: `${latest.baseUrl}/feed` },
  ])
  const { clock, store, ports } = collecting
  for (const { feed } of [ministry, later, latest]) feed('/feed', [item])
  const start = clock.now().getTime()
  const due = { now: 0, later: 340, next: 1_200 }
  for (const [source, ms] of Object.entries(due))
    await store.saveSourceState({ source, failures: 0, nextPollAt: new Date(start + ms) })

  const turns = new Turns()
  const polled: string[] = []
  const collect = createCollector(ports, turns, ({ source }) => void polled.push(source.id))
  await collect(never)
  await turns.settled()
  expect(polled.toSorted()).toEqual(['later', 'now'])
  expect(clock.slept).toEqual([400])

  clock.advance(600)
  await collect(never)
  await turns.settled()
  expect(polled.at(-1)).toBe('next')
  expect(clock.now().getTime() - start).toBeLessThanOrEqual(1_300)
})

test('what comes due after the next tick is polled in its own time, too, though nothing was looked up meanwhile', async () => {
  await using collecting = await startCollecting([{ id: 'one', path: '/feed' }])
  const { clock, store, ports, ministry } = collecting
  ministry.feed('/feed', [item])
  const start = clock.now().getTime()
  await store.saveSourceState({ source: 'one', failures: 0, nextPollAt: new Date(start + 5_400) })
  const turns = new Turns()
  const polled: number[] = []
  const collect = createCollector(ports, turns, () => void polled.push(clock.now().getTime() - start))
  for (let tick = 0; tick <= 6; tick += 1) {
    clock.advance(Math.max(0, start + tick * 1_000 - clock.now().getTime()))
    await collect(never)
    await turns.settled()
  }
  expect(polled).toEqual([5_400])
})

test('a host that hangs delays no other, however long it takes', async () => {
  await using hanging = await startMinistry()
  await using well = await startMinistry()
  await using collecting = await startCollecting([
    { id: 'hangs', path: '', url: `${hanging.baseUrl}/feed` },
    { id: 'well', path: '', url: `${well.baseUrl}/feed`, intervalMinutes: 1 },
  ])
  hanging.fail('*', 'stall')
  well.feed('/feed', [item])
  const stop = new AbortController()
  const turns = new Turns()
  let polled = Promise.withResolvers<string>()
  const collect = createCollector(collecting.ports, turns, ({ source }) => polled.resolve(source.id))
  for (let round = 1; round <= 3; round += 1) {
    polled = Promise.withResolvers()
    await collect(stop.signal)
    expect(await polled.promise).toBe('well')
    // Its turn ends a moment after it told of it.
    while (turns.isBusy(new URL(well.baseUrl).host)) await new Promise(setImmediate)
    collecting.clock.advance(66_000)
  }
  expect(well.received('/feed')).toHaveLength(3)
  expect(hanging.received('/feed')).toHaveLength(1)
  stop.abort()
  await turns.settled()
})

test('while nothing is due states are looked up every ten seconds, and what another process made due is polled then', async () => {
  await using collecting = await startCollecting([{ id: 'one', path: '/feed' }])
  const { clock, store, ministry } = collecting
  ministry.feed('/feed', [item])
  const later = new Date(clock.now().getTime() + 3_600_000)
  await store.saveSourceState({ source: 'one', failures: 0, nextPollAt: later })
  let looks = 0
  const lookAtStates = () => {
    looks += 1
    return store.sourceStates()
  }
  const counted = { ...store, sourceStates: lookAtStates }
  const turns = new Turns()
  const polled: string[] = []
  const ports = { ...collecting.ports, store: counted }
  const collect = createCollector(ports, turns, ({ source }) => void polled.push(source.id))
  for (let second = 0; second < 30; second += 1) {
    await collect(never)
    clock.advance(1_000)
  }
  expect(looks).toBe(3)
  await store.saveSourceState({ source: 'one', failures: 0, nextPollAt: clock.now() })
  await collect(never)
  await turns.settled()
  expect(polled).toEqual(['one'])
})
