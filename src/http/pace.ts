import type { Clock } from '../domain/clock.ts'
import { HttpError } from './error.ts'

/** Keeps requests to one host apart. */
export type Pace = {
  /** Waits for the host's turn, then works: one piece of work at a time, `spacingMs` between the end of one and the start of the next. */
  turn<T>(host: string, spacingMs: number, work: () => Promise<T>, signal: AbortSignal): Promise<T>
  /** The host asked to be left alone for so long: until then every turn fails at once. */
  rest(host: string, ms: number): void
}

type HostState = { queue: Promise<unknown>; lastEnd: Date | undefined; restsUntil: Date | undefined }

/** Nothing is kept between runs: a source's own back-off is, in its state. */
export function createPace(clock: Clock): Pace {
  const hosts = new Map<string, HostState>()
  const stateOf = (host: string): HostState => {
    const state = hosts.get(host) ?? { queue: Promise.resolve(), lastEnd: undefined, restsUntil: undefined }
    hosts.set(host, state)
    return state
  }
  return {
    async turn(host, spacingMs, work, signal) {
      const state = stateOf(host)
      const turn = state.queue.then(async () => {
        await beginTurn(clock, host, state, spacingMs, signal)
        try {
          return await work()
        } finally {
          state.lastEnd = clock.now()
        }
      })
      // The next in line waits for this one's end, not for its success.
      state.queue = turn.catch(() => undefined)
      return turn
    },
    rest(host, ms) {
      stateOf(host).restsUntil = new Date(clock.now().getTime() + ms)
    },
  }
}

async function beginTurn(
  clock: Clock,
  host: string,
  { lastEnd, restsUntil }: HostState,
  spacingMs: number,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted()
  const now = clock.now().getTime()
  const restMs = (restsUntil?.getTime() ?? 0) - now
  if (restMs > 0) {
    const reason = `${host} was left alone: it asked us to stay away for ${Math.ceil(restMs / 1000)} s more`
    throw new HttpError(reason, 'slow-down', { retryAfterMs: restMs })
  }
  const earliest = (lastEnd?.getTime() ?? Number.NEGATIVE_INFINITY) + spacingMs
  if (earliest > now) await clock.sleep(earliest - now, signal)
  signal.throwIfAborted()
}
