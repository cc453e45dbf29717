import type { Clock } from '../domain/clock.ts'
import { SourceError } from '../domain/errors.ts'
import type { FetchedReadout } from '../domain/readout.ts'
import type { Source, SourceState } from '../domain/source.ts'
import { type PollResult, stateAfter } from '../schedule/polling.ts'
import type { Listed, SourceAdapter } from '../sources/adapter.ts'
import { readoutIdOf, textHashOf } from './identity.ts'
import type { CollectStore, Reader } from './ports.ts'

export type CollectPorts = {
  readonly store: CollectStore
  readonly sources: readonly SourceAdapter[]
  readonly reader: Reader
  readonly clock: Clock
  /** Uniform in [0, 1); spreads the polls. */
  readonly random: () => number
}

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
  | { readonly kind: 'failed'; readonly source: Source; readonly reason: string; readonly nextPollAt: Date }

/** Sources read side by side; one host's spacing is kept by the HTTP client. */
const SIDE_BY_SIDE = 8

/** Pages fetched for a source never read before: its listing may reach back for years, and older ones come by `backfill`. */
const FIRST_ROUND_PAGES = 10

/** Polls every source that is due, each failure held to its own source; tells of each outcome as it comes. */
export async function collectDue(
  ports: CollectPorts,
  isDue: (source: Source, state: SourceState | undefined) => boolean,
  onOutcome: (outcome: SourceOutcome) => void,
  signal: AbortSignal,
): Promise<readonly SourceOutcome[]> {
  const states = await ports.store.sourceStates()
  const waiting = ports.sources.filter(({ source }) => isDue(source, states.get(source.id)))
  const outcomes: SourceOutcome[] = []
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next && !signal.aborted; next = waiting.shift()) {
      const outcome = await collectSource(ports, next, states.get(next.source.id), signal)
      if (!outcome) return
      outcomes.push(outcome)
      onOutcome(outcome)
    }
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane))
  return outcomes
}

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
    if (!(error instanceof SourceError)) throw error
    const { failure, message: reason, retryAfterMs } = error
    const state = await record(ports, source, before, { kind: 'failed', failure, reason, retryAfterMs })
    return { kind: 'failed', source, reason, nextPollAt: state.nextPollAt }
  }
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
}

async function keepListed(
  ports: CollectPorts,
  adapter: SourceAdapter,
  items: readonly Listed[],
  before: SourceState | undefined,
  signal: AbortSignal,
): Promise<Round> {
  const known = await ports.store.newestVersions(items.map(({ url }) => readoutIdOf(url)))
  const firstRound = before?.lastSuccessAt === undefined
  const worthReading = items.filter(({ url, text }) => text !== undefined || !known.has(readoutIdOf(url)))
  const withText = worthReading.filter(({ text }) => text !== undefined)
  const pages = worthReading.filter(({ text }) => text === undefined)
  const skipped: string[] = []
  let fresh = 0
  let changed = 0
  let newestContent: string | undefined
  for (const listed of [...withText, ...(firstRound ? pages.slice(0, FIRST_ROUND_PAGES) : pages)]) {
    if (signal.aborted) break
    const fetched = await fetchOrSkip(adapter, listed, skipped, signal)
    if (!fetched) continue
    const hash = textHashOf(fetched.text)
    if (known.get(readoutIdOf(fetched.url))?.textHash === hash) continue
    const outcome = await keepFetched(ports, adapter.source, fetched, hash, firstRound)
    if (outcome === 'new') fresh += 1
    if (outcome === 'new-version') changed += 1
    const day = fetched.publishedAt?.toISOString().slice(0, 10)
    if (day !== undefined && (newestContent === undefined || day > newestContent)) newestContent = day
  }
  return { fresh, changed, newestContent, skipped }
}

/** One page that cannot be read is passed over and named; a host that refuses or slows us down ends the round. */
async function fetchOrSkip(
  adapter: SourceAdapter,
  listed: Listed,
  skipped: string[],
  signal: AbortSignal,
): Promise<FetchedReadout | undefined> {
  try {
    return await adapter.fetch(listed, signal)
  } catch (error) {
    const passedOver =
      error instanceof SourceError && (error.failure === 'broken' || error.failure === 'forbidden-address')
    if (!passedOver) throw error
    skipped.push(error.message)
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
