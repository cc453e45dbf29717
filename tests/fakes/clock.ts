import type { Clock } from '../../src/domain/clock.ts'

export type FakeClock = Clock & {
  /** Lets time pass. */
  advance(ms: number): void
  /** Every wait so far, in milliseconds. */
  readonly slept: readonly number[]
}

/** A clock that stands still until somebody sleeps on it or moves it: days of polling pass in milliseconds. */
export function fakeClock(start = '2025-04-24T04:00:00Z'): FakeClock {
  let now = new Date(start).getTime()
  const slept: number[] = []
  return {
    slept,
    now: () => new Date(now),
    advance: (ms) => {
      now += ms
    },
    async sleep(ms, signal) {
      if (signal.aborted) return
      slept.push(ms)
      now += ms
    },
  }
}
