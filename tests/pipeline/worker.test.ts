import { describe, expect, test } from 'vitest'
import { type Ticker, type WorkerDuties, work } from '../../src/pipeline/worker.ts'
import { fakeClock } from '../fakes/clock.ts'
import { anEmptyStore } from '../store/empty.ts'

const idle: WorkerDuties = {
  begin: async () => undefined,
  collect: async () => undefined,
  post: async () => undefined,
  listen: async () => undefined,
  revisit: async () => undefined,
  watch: async () => undefined,
  assist: async () => undefined,
  end: async () => undefined,
}

/** Ticks when the test says so. */
function handTicker() {
  const works = new Map<string, (() => Promise<void>)[]>()
  const ticker: Ticker = {
    async every(pattern, work, signal) {
      works.set(pattern, [...(works.get(pattern) ?? []), work])
      if (!signal.aborted)
        await new Promise<void>((done) => signal.addEventListener('abort', () => done(), { once: true }))
    },
  }
  return {
    ticker,
    async tick(pattern: string): Promise<void> {
      for (const work of works.get(pattern) ?? []) await work()
    },
    async ticking(pattern: string, count: number): Promise<void> {
      while ((works.get(pattern)?.length ?? 0) < count) await new Promise(setImmediate)
    },
  }
}

describe('work', () => {
  test('one worker a database: a second is told who holds it, until 30 seconds of silence', async () => {
    const clock = fakeClock()
    const store = await anEmptyStore(clock)
    await store.holdLease('desk, process 1', clock.now())

    const { ticker } = handTicker()
    const ports = { store, clock, ticker, holder: 'desk, process 2' }
    expect(await work(ports, idle, AbortSignal.abort())).toMatchObject({
      kind: 'held-elsewhere',
      by: 'desk, process 1',
    })
    clock.advance(31_000)
    expect(await work(ports, idle, AbortSignal.abort())).toEqual({ kind: 'stopped' })
  })

  test('a worker that slept too long finds its lease taken and stops without touching it', async () => {
    const clock = fakeClock()
    const store = await anEmptyStore(clock)
    const hand = handTicker()
    const running = work({ store, clock, ticker: hand.ticker, holder: 'one' }, idle, new AbortController().signal)
    await hand.ticking('*/10 * * * * *', 2)
    clock.advance(40_000)
    await store.holdLease('two', clock.now())

    await hand.tick('*/10 * * * * *')

    expect(await running).toMatchObject({ kind: 'held-elsewhere', by: 'two' })
    expect((await store.workerLease())?.holder).toBe('two')
  })

  test('what a duty throws ends the work, gives the lease back and is thrown on', async () => {
    const clock = fakeClock()
    const store = await anEmptyStore(clock)
    const failing: WorkerDuties = {
      ...idle,
      begin: async () => {
        throw new Error('a bug')
      },
    }
    const ports = { store, clock, ticker: handTicker().ticker, holder: 'one' }

    await expect(work(ports, failing, new AbortController().signal)).rejects.toThrow('a bug')
    expect(await store.workerLease()).toBeUndefined()
  })
})
