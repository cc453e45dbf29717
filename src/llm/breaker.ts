import type { Clock } from '../domain/clock.ts'

/** Keeps from asking a server that fails: after some failures in a row nothing is asked for a while, then one request finds out. */
export type Breaker = {
  rests(): boolean
  /** Whether a request may be sent now; each yes is followed by exactly one of the three below. */
  enter(): boolean
  succeeded(): void
  /** Gives how long nothing will be asked, where this failure was one too many. */
  failed(failure: { readonly retryAfterMs: number | undefined }): number | undefined
  /** Neither of the two: it was broken off on our side. */
  left(): void
}

const MOST_FAILURES = 3
const FIRST_REST_MS = 60_000
const LONGEST_REST_MS = 15 * 60_000

/** Closed at first. The rest doubles each time that the probe fails, too; a server that asks for a longer one gets it. */
export function createBreaker(clock: Clock): Breaker {
  let failures = 0
  let restMs = FIRST_REST_MS
  let restsUntil = 0
  let isProbing = false
  const isOpen = (): boolean => failures >= MOST_FAILURES
  const rests = (): boolean => isOpen() && (isProbing || clock.now().getTime() < restsUntil)
  return {
    rests,
    enter() {
      if (rests()) return false
      isProbing = isOpen()
      return true
    },
    succeeded() {
      failures = 0
      restMs = FIRST_REST_MS
      isProbing = false
    },
    failed({ retryAfterMs = 0 }) {
      const now = clock.now().getTime()
      failures += 1
      // What was under way already when it opened makes the rest no longer.
      if (!isOpen() || (!isProbing && now < restsUntil)) return undefined
      const ms = Math.max(restMs, retryAfterMs)
      restsUntil = now + ms
      restMs = Math.min(restMs * 2, LONGEST_REST_MS)
      isProbing = false
      return ms
    },
    left() {
      isProbing = false
    },
  }
}
