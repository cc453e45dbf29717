import type { Clock } from '../domain/clock.ts'
import type { HostTimes } from '../domain/host-times.ts'
import type { Entries } from './cache-entries.ts'

/** Nobody keeps requests further apart. */
const KEPT_MS = 24 * 3_600_000

/** What processes that share a cache know of hosts. Where the cache cannot be used each goes by what it knows itself. */
export function hostTimes(entries: Entries, clock: Clock): HostTimes {
  const now = (): number => clock.now().getTime()
  const kept = (key: string): number => Number(entries.get(key) ?? 0)
  return {
    take: (host, spacingMs, holdMs) =>
      unlessLost(0, () => {
        const [key, at] = [turnKey(host), now()]
        const isTaken = entries.raise(key, at + holdMs, at - spacingMs, KEPT_MS)
        return isTaken ? 0 : Math.max(1, kept(key) + spacingMs - at)
      }),
    leave: (host) => unlessLost(undefined, () => entries.set(turnKey(host), String(now()), KEPT_MS)),
    rest: (host, ms) => unlessLost(undefined, () => entries.set(restKey(host), String(now() + ms), ms)),
    restMs: (host) => unlessLost(0, () => Math.max(0, kept(restKey(host)) - now())),
  }
}

const turnKey = (host: string): string => `turn:${host}`
const restKey = (host: string): string => `rest:${host}`

/** A file in use, a full disk: what may be lost is no reason to stop. */
function unlessLost<T>(otherwise: T, work: () => T): T {
  try {
    return work()
  } catch {
    return otherwise
  }
}
