import type { Clock } from '../../domain/clock.ts'

/** Counts what each person asks; forgets it when its time is over. */
export type Limiter = {
  /** Counts one more; gives how many seconds to wait where that is too much. */
  readonly take: (person: string) => number | undefined
}

const MINUTE_MS = 60_000

/** Beyond so many people at once the oldest are looked through for what can be forgotten. */
const PEOPLE = 1_000

/** At most `most` a person in any minute, or in any stretch of `windowMs`. What is refused does not count. */
export function createLimiter(clock: Clock, most: number, windowMs = MINUTE_MS): Limiter {
  const asked = new Map<string, number[]>()
  return {
    take(person) {
      const now = clock.now().getTime()
      const begin = now - windowMs
      if (asked.size >= PEOPLE) forget(asked, begin)
      const recent = (asked.get(person) ?? []).filter((at) => at > begin)
      const [oldest = now] = recent
      if (recent.length >= most) return Math.ceil((oldest - begin) / 1_000)
      asked.set(person, [...recent, now])
      return undefined
    },
  }
}

function forget(asked: Map<string, number[]>, begin: number): void {
  for (const [person, times] of asked) if ((times.at(-1) ?? 0) <= begin) asked.delete(person)
}
