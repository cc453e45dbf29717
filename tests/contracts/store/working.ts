import { describe, expect, test } from 'vitest'
import { fakeClock } from '../../fakes/clock.ts'
import type { OpenStore } from '../store.ts'

/** The one worker's lease. */
export function describeWorking(open: OpenStore): void {
  describe('the lease of the one worker', () => {
    test('the first to ask holds it, and renews it', async () => {
      const clock = fakeClock()
      await using store = await open(clock)

      expect(await store.holdLease('one:1', clock.now())).toEqual({ held: true })
      clock.advance(10 * 60_000)
      expect(await store.holdLease('one:1', clock.now())).toEqual({ held: true })
    })

    test('another is told who holds it and since when', async () => {
      const clock = fakeClock()
      await using store = await open(clock)
      const since = clock.now()
      await store.holdLease('one:1', since)
      clock.advance(20_000)
      await store.holdLease('one:1', clock.now())
      clock.advance(29_999)

      expect(await store.holdLease('two:2', clock.now())).toEqual({ held: false, by: 'one:1', since })
    })

    test('after thirty seconds of silence it is taken over, and the former holder learns of it', async () => {
      const clock = fakeClock()
      await using store = await open(clock)
      await store.holdLease('one:1', clock.now())
      clock.advance(30_000)

      expect(await store.holdLease('two:2', clock.now())).toEqual({ held: true })
      expect(await store.holdLease('one:1', clock.now())).toEqual({ held: false, by: 'two:2', since: clock.now() })
    })

    test('it is released by its holder alone', async () => {
      const clock = fakeClock()
      await using store = await open(clock)
      await store.holdLease('one:1', clock.now())

      await store.releaseLease('two:2')
      expect(await store.holdLease('two:2', clock.now())).toMatchObject({ held: false })
      await store.releaseLease('one:1')
      expect(await store.holdLease('two:2', clock.now())).toEqual({ held: true })
    })
  })
}
