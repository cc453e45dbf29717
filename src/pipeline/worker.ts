import type { Clock } from '../domain/clock.ts'
import type { WorkerStore } from './ports/operating.ts'

/** Calls `work` at every time that the cron pattern (with seconds) names, never two at once, until `signal` aborts; rejects with what `work` threw. */
export interface Ticker {
  every(pattern: string, work: () => Promise<void>, signal: AbortSignal): Promise<void>
}

/** What staying on schedule needs. */
export type WorkerPorts = {
  readonly store: WorkerStore
  readonly ticker: Ticker
  readonly clock: Clock
  /** Names this process to whoever asks who holds the file: `host:pid`. */
  readonly holder: string
}

/** Why the worker stopped. */
export type WorkerEnd =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'held-elsewhere'; readonly by: string; readonly since: Date }

/** What the one worker of a database does, each at its own pace. */
export type WorkerDuties = {
  /** Once, before the ticks begin. */
  readonly begin: (signal: AbortSignal) => Promise<void>
  /** Begins to poll what is due: every second. */
  readonly collect: (signal: AbortSignal) => Promise<void>
  /** Begins to look again at kept pages whose time has come: every ten seconds. */
  readonly revisit: (signal: AbortSignal) => Promise<void>
  /** Tells of sources that fell silent, and the operator of what needs a human: every ten minutes. */
  readonly watch: (signal: AbortSignal) => Promise<void>
  /** Plans what is due and delivers what waits: every ten seconds, whatever the polls are doing. */
  readonly post: (signal: AbortSignal) => Promise<void>
  /** Makes ready what a language model adds, for later digests and answers: every ten seconds, never two at once, and nothing waits for it. */
  readonly assist: (signal: AbortSignal) => Promise<void>
  /** Hears what people ask, from the beginning until `signal` aborts; ends at once where no platform can call us. */
  readonly listen: (signal: AbortSignal) => Promise<void>
  /** Once, after the last tick: waits for what was begun and is still under way. */
  readonly end: () => Promise<void>
}

/** Holds the database's one worker lease and does the duties until `signal` aborts or another worker has taken over. */
export async function work(ports: WorkerPorts, duties: WorkerDuties, signal: AbortSignal): Promise<WorkerEnd> {
  const first = await ports.store.holdLease(ports.holder, ports.clock.now())
  if (!first.held) return { kind: 'held-elsewhere', by: first.by, since: first.since }
  const ending = new AbortController()
  const end = (): void => ending.abort()
  signal.addEventListener('abort', end, { once: true })
  if (signal.aborted) end()
  let lost: WorkerEnd | undefined
  const heartbeat = async (): Promise<void> => {
    const lease = await ports.store.holdLease(ports.holder, ports.clock.now())
    if (lease.held) return
    lost = { kind: 'held-elsewhere', by: lease.by, since: lease.since }
    end()
  }
  try {
    await all(
      [
        ports.ticker.every('*/10 * * * * *', heartbeat, ending.signal),
        dutiesInTurn(ports.ticker, duties, ending.signal),
        duties.listen(ending.signal),
      ],
      end,
    )
  } finally {
    signal.removeEventListener('abort', end)
    if (!lost) await ports.store.releaseLease(ports.holder)
  }
  return lost ?? { kind: 'stopped' }
}

async function dutiesInTurn(ticker: Ticker, duties: WorkerDuties, signal: AbortSignal): Promise<void> {
  await duties.begin(signal)
  const ending = new AbortController()
  const both = AbortSignal.any([signal, ending.signal])
  const ticking = [
    ticker.every('* * * * * *', () => duties.collect(both), both),
    ticker.every('*/10 * * * * *', () => duties.revisit(both), both),
    ticker.every('*/10 * * * * *', () => duties.post(both), both),
    ticker.every('30 */10 * * * *', () => duties.watch(both), both),
    ticker.every('5-59/10 * * * * *', () => duties.assist(both), both),
  ]
  try {
    await all(ticking, () => ending.abort())
  } finally {
    await duties.end()
  }
}

/** Waits for every one; the first failure stops the others, which are waited for before it is thrown on. */
async function all(running: readonly Promise<void>[], stop: () => void): Promise<void> {
  const ends = await Promise.allSettled(
    running.map((one) =>
      one.catch((error: unknown) => {
        stop()
        throw error
      }),
    ),
  )
  const failure = ends.find((end) => end.status === 'rejected')
  if (failure) throw failure.reason
}
