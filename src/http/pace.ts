import type { Clock } from '../domain/clock.ts'
import type { HostTimes } from '../domain/host-times.ts'
import { HttpError } from './error.ts'

/** Keeps requests to one host apart. */
export type Pace = {
  /**
   * Waits for the host's turn, then works: one piece of work at a time, `spacingMs` between the end of one and the start of the next. Should
   * this process die at it, other ones wait for `holdMs`.
   */
  turn<T>(host: string, spacingMs: number, work: () => Promise<T>, signal: AbortSignal, holdMs?: number): Promise<T>
  /** The host asked to be left alone for so long: until then every turn fails at once. */
  rest(host: string, ms: number): void
}

type HostState = { queue: Promise<unknown>; lastEnd: Date | undefined; restsUntil: Date | undefined }

/** Longer than most turns take. */
const HOLD_MS = 60_000

/** How often it is looked whether another process has left a host. */
const LOOK_MS = 250

/** `shared` is what other processes of the installation go by too; a source's own back-off is in its state. */
export function createPace(clock: Clock, shared?: HostTimes): Pace {
  const hosts = new Map<string, HostState>()
  const stateOf = (host: string): HostState => {
    const state = hosts.get(host) ?? { queue: Promise.resolve(), lastEnd: undefined, restsUntil: undefined }
    hosts.set(host, state)
    return state
  }
  return {
    async turn(host, spacingMs, work, signal, holdMs = HOLD_MS) {
      const state = stateOf(host)
      const turn = state.queue.then(async () => {
        await beginTurn(clock, host, state, spacingMs, shared, signal)
        if (spacingMs > 0) await takeFromOthers(clock, host, spacingMs, holdMs, shared, signal)
        try {
          return await work()
        } finally {
          state.lastEnd = clock.now()
          if (spacingMs > 0) shared?.leave(host)
        }
      })
      // The next in line waits for this one's end, not for its success.
      state.queue = turn.catch(() => undefined)
      return turn
    },
    rest(host, ms) {
      stateOf(host).restsUntil = new Date(clock.now().getTime() + ms)
      shared?.rest(host, ms)
    },
  }
}

async function beginTurn(
  clock: Clock,
  host: string,
  { lastEnd, restsUntil }: HostState,
  spacingMs: number,
  shared: HostTimes | undefined,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted()
  const now = clock.now().getTime()
  const restMs = Math.max((restsUntil?.getTime() ?? 0) - now, shared?.restMs(host) ?? 0)
  if (restMs > 0) {
    const reason = `${host} was left alone: it asked us to stay away for ${Math.ceil(restMs / 1000)} s more`
    throw new HttpError(reason, 'slow-down', { retryAfterMs: restMs })
  }
  const earliest = (lastEnd?.getTime() ?? Number.NEGATIVE_INFINITY) + spacingMs
  if (earliest > now) await clock.sleep(earliest - now, signal)
  signal.throwIfAborted()
}

/** Another process may be at the host, or have left it a moment ago. */
async function takeFromOthers(
  clock: Clock,
  host: string,
  spacingMs: number,
  holdMs: number,
  shared: HostTimes | undefined,
  signal: AbortSignal,
): Promise<void> {
  for (let waitMs = shared?.take(host, spacingMs, holdMs) ?? 0; waitMs > 0; ) {
    await clock.sleep(Math.min(waitMs, Math.max(spacingMs, LOOK_MS)), signal)
    signal.throwIfAborted()
    waitMs = shared?.take(host, spacingMs, holdMs) ?? 0
  }
}
