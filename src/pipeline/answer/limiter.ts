import type { Clock } from '../../domain/clock.ts'

/** Counts what each person asks; forgets it after a minute. */
export type Limiter = {
  /** Counts one more; gives how many seconds to wait where that is too much. */
  readonly take: (person: string) => number | undefined
}

const WINDOW_MS = 60_000

/** Beyond so many people at once the oldest are looked through for what can be forgotten. */
const PEOPLE = 1_000

/** At most `most` a person in any minute. What is refused does not count. */
export function createLimiter(clock: Clock, most: number): Limiter {
  const asked = new Map<string, number[]>()
  return {
    take(person) {
      const now = clock.now().getTime()
      if (asked.size >= PEOPLE) forget(asked, now)
      const recent = (asked.get(person) ?? []).filter((at) => at > now - WINDOW_MS)
      const [oldest] = recent
      if (oldest !== undefined && recent.length >= most) return Math.ceil((oldest + WINDOW_MS - now) / 1_000)
      asked.set(person, [...recent, now])
      return undefined
    },
  }
}

function forget(asked: Map<string, number[]>, now: number): void {
  for (const [person, times] of asked) if ((times.at(-1) ?? 0) <= now - WINDOW_MS) asked.delete(person)
}
