import { setTimeout as sleepFor } from 'node:timers/promises'
import type { Clock } from './domain/clock.ts'

/** The machine's own clock; the one place in the program that reads it. */
export const systemClock: Clock = {
  now: () => new Date(),
  async sleep(ms, signal) {
    // An aborted wait is an expected end, not a failure.
    await sleepFor(ms, undefined, { signal }).catch(() => undefined)
  },
}
