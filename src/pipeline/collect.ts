import type { Clock } from '../domain/clock.ts'
import { SourceError, type SourceFailure, StoreError } from '../domain/errors.ts'
import type { FetchedReadout } from '../domain/readout.ts'
import type { Source, SourceState } from '../domain/source.ts'
import { type PollResult, stateAfter } from '../schedule/polling.ts'
import type { Listed, SourceAdapter } from '../sources/adapter.ts'
import { readoutIdOf, textHashOf } from './identity.ts'
import type { CollectStore, Reader } from './ports.ts'

export type CollectPorts = {
  readonly store: CollectStore
  readonly adapters: readonly SourceAdapter[]
  readonly reader: Reader
  readonly clock: Clock
  /** Pages that could not be read, for as long as they are not to be asked for again; may be lost. */
  readonly unreadable: PageMemory
  /** Uniform in [0, 1); spreads the polls. */
  readonly random: () => number
}

/** Remembers addresses for a while; a Keyv is one. */
export type PageMemory = {
  get(url: string): Promise<unknown>
  set(url: string, value: true, ttlMs: number): Promise<unknown>
}

/** A page that cannot be read is tried again after this. */
const UNREADABLE_MS = 6 * 3_600_000

/** What came of one source in one round. */
export type SourceOutcome =
  | {
      readonly kind: 'read'
      readonly source: Source
      readonly listed: number
      readonly fresh: number
      readonly changed: number
      readonly skipped: readonly string[]
    }
  | { readonly kind: 'not-modified'; readonly source: Source }
  | {
      readonly kind: 'failed'
      readonly source: Source
      readonly failure: SourceFailure | 'store'
      readonly reason: string
      readonly nextPollAt: Date
    }

/** Pages fetched for a source never read before: its listing may reach back for years, and older ones come by `backfill`. */
const FIRST_ROUND_PAGES = 10

/**
 * Polls every source that is due, each failure held to its own source; tells of each outcome as it comes. The sources of one host take turns,
 * since the host is to be spared; hosts go side by side, so that one that hangs keeps no other waiting.
 */
export async function collectDue(
  ports: CollectPorts,
  isDue: (source: Source, state: SourceState | undefined) => boolean,
  onOutcome: (outcome: SourceOutcome) => void,
  signal: AbortSignal,
): Promise<readonly SourceOutcome[]> {
  const states = await ports.store.sourceStates()
  const due = ports.adapters.filter(({ source }) => isDue(source, states.get(source.id)))
  const outcomes: SourceOutcome[] = []
  const takeTurns = async (adapters: readonly SourceAdapter[]): Promise<void> => {
    let down: Failed | undefined
    for (const adapter of adapters) {
      if (signal.aborted) return
      const before = states.get(adapter.source.id)
      // Whoever found no way to the host found it for the others too.
      const outcome = down
        ? await failed(ports, adapter.source, before, down)
        : await collectSource(ports, adapter, before, signal)
      if (!outcome) return
      if (outcome.kind === 'failed' && outcome.failure === 'unreachable') down = outcome
      outcomes.push(outcome)
      onOutcome(outcome)
    }
  }
  await Promise.all([...Map.groupBy(due, hostOf).values()].map(takeTurns))
  return outcomes
}

const hostOf = ({ source }: SourceAdapter): string => URL.parse(source.url)?.host ?? source.id

/** Whether the source's own time has come. */
export function isPollDue(state: SourceState | undefined, now: Date): boolean {
  return state === undefined || state.nextPollAt <= now
}

/** One source's round, its state recorded at the end; nothing where it was broken off. */
async function collectSource(
  ports: CollectPorts,
  adapter: SourceAdapter,
  before: SourceState | undefined,
  signal: AbortSignal,
): Promise<SourceOutcome | undefined> {
  const { source } = adapter
  try {
    const listing = await adapter.list(signal)
    const round =
      listing.kind === 'listed' ? await keepListed(ports, adapter, listing.items, before, signal) : undefined
    if (signal.aborted) return undefined
    // A listing with a page left over is to be listed again, and its page tried.
    if (listing.kind === 'listed' && round?.complete) await listing.settle?.()
    const result: PollResult = {
      kind: 'read',
      notBefore: listing.notBefore,
      newItems: round?.fresh ?? 0,
      newestContent: round?.newestContent,
    }
    await record(ports, source, before, result)
    if (listing.kind === 'not-modified' || !round) return { kind: 'not-modified', source }
    return {
      kind: 'read',
      source,
      listed: listing.items.length,
      fresh: round.fresh,
      changed: round.changed,
      skipped: round.skipped,
    }
  } catch (error) {
    if (signal.aborted) return undefined
    // A full disk or a locked database: nothing is recorded, what is stored stands, and the next tick tries again.
    if (error instanceof StoreError)
      return { kind: 'failed', source, failure: 'store', reason: error.message, nextPollAt: ports.clock.now() }
    if (!(error instanceof SourceError)) throw error
    const { failure, message: reason, retryAfterMs } = error
    return failed(ports, source, before, { failure, reason, retryAfterMs })
  }
}

type Failed = {
  readonly failure: SourceFailure | 'store'
  readonly reason: string
  readonly retryAfterMs?: number | undefined
}

async function failed(
  ports: CollectPorts,
  source: Source,
  before: SourceState | undefined,
  { failure, reason, retryAfterMs }: Failed,
): Promise<SourceOutcome> {
  const state = await record(ports, source, before, { kind: 'failed', reason, retryAfterMs })
  return { kind: 'failed', source, failure, reason, nextPollAt: state.nextPollAt }
}

async function record(
  ports: CollectPorts,
  source: Source,
  before: SourceState | undefined,
  result: PollResult,
): Promise<SourceState> {
  const state = stateAfter(before, source, result, ports.clock.now(), ports.random())
  await ports.store.saveSourceState(state)
  return state
}

type Round = {
  readonly fresh: number
  readonly changed: number
  readonly newestContent: string | undefined
  readonly skipped: readonly string[]
  /** Whether every listed item is kept. */
  readonly complete: boolean
}

async function keepListed(
  ports: CollectPorts,
  adapter: SourceAdapter,
  items: readonly Listed[],
  before: SourceState | undefined,
  signal: AbortSignal,
): Promise<Round> {
  const known = await ports.store.knownPages(items.map(({ url }) => readoutIdOf(url)))
  const firstRound = before?.lastSuccessAt === undefined
  const wanted = items.filter(({ url, text }) => text !== undefined || !known.has(readoutIdOf(url)))
  const now = firstRound ? firstRoundOf(wanted) : wanted
  const skipped: string[] = []
  const counts = { new: 0, 'new-version': 0, unchanged: 0 }
  let kept = 0
  for (const listed of now) {
    if (signal.aborted) break
    const fetched = await fetchOrSkip(ports, adapter, listed, skipped, signal)
    if (!fetched) continue
    kept += 1
    const textHash = textHashOf(fetched.text)
    if (known.get(readoutIdOf(fetched.url))?.textHash === textHash) continue
    counts[await keepFetched(ports, adapter.source, fetched, textHash, firstRound)] += 1
  }
  const newestContent = newestDay(items, adapter.source.zone)
  return { fresh: counts.new, changed: counts['new-version'], newestContent, skipped, complete: kept === wanted.length }
}

/** Whatever brings its text, and the newest pages. */
function firstRoundOf(items: readonly Listed[]): readonly Listed[] {
  let pages = 0
  return items.filter(({ text }) => {
    if (text === undefined) pages += 1
    return text !== undefined || pages <= FIRST_ROUND_PAGES
  })
}

function newestDay(items: readonly Listed[], zone: string): string | undefined {
  const instants = items.flatMap(({ publishedAt }) => (publishedAt ? [publishedAt.getTime()] : []))
  return instants.length === 0 ? undefined : dayIn(new Date(Math.max(...instants)), zone)
}

/** One page that cannot be read is passed over and named; a host that refuses or slows us down ends the round. */
async function fetchOrSkip(
  { unreadable }: CollectPorts,
  adapter: SourceAdapter,
  listed: Listed,
  skipped: string[],
  signal: AbortSignal,
): Promise<FetchedReadout | undefined> {
  if (await unreadable.get(listed.url)) return undefined
  try {
    return await adapter.fetch(listed, signal)
  } catch (error) {
    const passedOver =
      error instanceof SourceError && (error.failure === 'broken' || error.failure === 'forbidden-address')
    if (!passedOver) throw error
    skipped.push(error.message)
    await unreadable.set(listed.url, true, UNREADABLE_MS)
    return undefined
  }
}

async function keepFetched(
  ports: CollectPorts,
  source: Source,
  fetched: FetchedReadout,
  textHash: string,
  firstRound: boolean,
) {
  const reading = await ports.reader.read({
    text: fetched.text,
    title: fetched.title,
    published: fetched.publishedAt && dayIn(fetched.publishedAt, source.zone),
    language: fetched.language,
    issuer: source.issuer,
  })
  return ports.store.keep({
    readoutId: readoutIdOf(fetched.url),
    source,
    fetched,
    textHash,
    fetchedAt: ports.clock.now(),
    arrival: firstRound ? 'first-round' : 'poll',
    reading,
  })
}

/** The day on which an instant fell where the source is, `YYYY-MM-DD`. */
function dayIn(instant: Date, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    instant,
  )
}
