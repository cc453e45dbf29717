import { describe, expect, test } from 'vitest'
import { createPace } from '../../src/http/pace.ts'
import { fakeClock } from '../fakes/clock.ts'

const forever = new AbortController().signal

describe('pace', () => {
  test('keeps requests to one host apart, counted from the end of the one before', async () => {
    const clock = fakeClock('2025-04-24T08:00:00Z')
    const pace = createPace(clock)
    const starts: string[] = []
    const work = async (): Promise<void> => {
      starts.push(clock.now().toISOString().slice(14, 19))
      clock.advance(2_000)
    }

    await Promise.all([1, 2, 3].map(() => pace.turn('a.example', 5_000, work, forever)))

    expect(starts).toEqual(['00:00', '00:07', '00:14'])
  })

  test('lets different hosts work at the same time', async () => {
    const pace = createPace(fakeClock())
    const { promise: gate, resolve: open } = Promise.withResolvers<void>()

    const slow = pace.turn('slow.example', 5_000, () => gate, forever)
    await pace.turn('quick.example', 5_000, async () => undefined, forever)
    open()
    await slow
  })

  test('goes on with the next in line when one fails', async () => {
    const pace = createPace(fakeClock())
    const failing = pace.turn('a.example', 0, () => Promise.reject(new Error('no')), forever)
    const next = pace.turn('a.example', 0, async () => 'yes', forever)

    await expect(failing).rejects.toThrow('no')
    expect(await next).toBe('yes')
  })

  test('fails at once while a host has asked for rest, and works again after it', async () => {
    const clock = fakeClock()
    const pace = createPace(clock)
    pace.rest('a.example', 60_000)

    await expect(pace.turn('a.example', 0, async () => 'x', forever)).rejects.toMatchObject({
      failure: 'slow-down',
      retryAfterMs: 60_000,
    })
    clock.advance(60_000)
    expect(await pace.turn('a.example', 0, async () => 'x', forever)).toBe('x')
  })

  test('does not start what was aborted while it waited', async () => {
    const pace = createPace(fakeClock())
    const stopping = new AbortController()
    const { promise: gate, resolve: open } = Promise.withResolvers<void>()
    const first = pace.turn('a.example', 0, () => gate, forever)
    const started: string[] = []
    const second = pace.turn('a.example', 0, async () => started.push('second'), stopping.signal)

    stopping.abort()
    open()

    await expect(second).rejects.toThrow(/abort/i)
    await first
    expect(started).toEqual([])
  })
})
