import type { Clock } from '../domain/clock.ts'
import { SourceError } from '../domain/errors.ts'
import type { FetchedReadout } from '../domain/readout.ts'
import { remainingMs } from '../schedule/estimate.ts'
import type { Listed, SourceAdapter } from '../sources/adapter.ts'
import { dayFormat } from './days.ts'
import { lookUpPages } from './identity.ts'
import { keepText } from './keep-text.ts'
import { type Misses, passOver } from './misses.ts'
import type { BackfillStore, CollectStore } from './ports/collecting.ts'
import type { LookupStore } from './ports/looking-up.ts'
import type { Reader } from './ports/reading.ts'

/** What fetching older texts needs. */
export type BackfillPorts = {
  readonly store: BackfillStore & Pick<CollectStore, 'keep' | 'knownPages'> & Pick<LookupStore, 'find'>
  readonly reader: Reader
  readonly clock: Clock
}

/** How far a walk has come. */
export type BackfillProgress = {
  /** Counted from 1 behind the first. */
  readonly page: number
  /** The earliest day listed so far, `YYYY-MM-DD`, where the listing tells days. */
  readonly reached: string | undefined
  /** Texts kept in this run. */
  readonly kept: number
  readonly skipped: readonly string[]
  readonly remainingMs: number | undefined
}

/** How far it came. */
export type BackfillEnd =
  | { readonly kind: 'finished'; readonly kept: number }
  /** All of it was walked before. */
  | { readonly kind: 'done-before'; readonly at: Date; readonly since: string }
  /** Broken off, or not let in: the same call goes on from here. */
  | { readonly kind: 'stopped'; readonly kept: number; readonly page: number; readonly reason: string | undefined }
  /** The source has no further pages. */
  | { readonly kind: 'no-pages' }

/** A host that cannot be reached or asks us to wait is waited for so long, each time twice as long, and so often. */
const WAIT_MS = 60_000
const MOST_WAITS = 3

/** Who is asked to stay away for longer goes, and comes back when called again. */
const LONGEST_WAIT_MS = 15 * 60_000

/**
 * Walks a source's further pages back to the day `since`, keeping what is not kept yet; what it keeps is history and never news. It goes on
 * where the last walk stopped, a page earlier, since listings move; with `again` it begins anew. The first page is left to polling, which
 * alone makes news, and known texts are left alone.
 */
export async function backfill(
  ports: BackfillPorts,
  adapter: SourceAdapter,
  { since, again }: { readonly since: string; readonly again: boolean },
  onPage: (progress: BackfillProgress) => void,
  signal: AbortSignal,
): Promise<BackfillEnd> {
  if (!adapter.older) return { kind: 'no-pages' }
  const before = again ? undefined : await ports.store.backfillOf(adapter.source.id)
  if (before?.finishedAt && before.since <= since) {
    return { kind: 'done-before', at: before.finishedAt, since: before.since }
  }
  const tally: Tally = { page: Math.max(1, (before?.nextPage ?? 1) - 1), kept: 0, startedAt: ports.clock.now() }
  try {
    for (let isOver = false; !isOver; tally.page += 1)
      isOver = await walkPage(ports, adapter, since, tally, onPage, signal)
    return { kind: 'finished', kept: tally.kept }
  } catch (error) {
    const { kept, page } = tally
    if (signal.aborted) return { kind: 'stopped', kept, page, reason: undefined }
    if (error instanceof SourceError) return { kind: 'stopped', kept, page, reason: error.message }
    throw error
  }
}

/** How far this run has come; the page that is under way. */
type Tally = {
  page: number
  kept: number
  readonly startedAt: Date
  /** The newest day of the first page. */
  from?: string | undefined
  reached?: string | undefined
  /** The addresses of the page before. */
  previous?: string
}

/** Walks one page and records it; gives whether it was the last. */
async function walkPage(
  ports: BackfillPorts,
  adapter: SourceAdapter,
  since: string,
  tally: Tally,
  onPage: (progress: BackfillProgress) => void,
  signal: AbortSignal,
): Promise<boolean> {
  const { store, clock } = ports
  const { page } = tally
  const older = await patiently(ports, async () => adapter.older?.(page, signal), signal)
  const items = older?.kind === 'listed' ? older.items : []
  const addresses = items.map(({ url }) => url).join(' ')
  const isEnd = items.length === 0 || addresses === tally.previous
  tally.previous = addresses
  const { days, skipped } = isEnd
    ? { days: [], skipped: [] }
    : await keepPage(ports, adapter, items, since, tally, signal)
  tally.from ??= days.at(-1)
  tally.reached = [...days, ...(tally.reached === undefined ? [] : [tally.reached])].sort()[0]
  const isOver = isEnd || (days.length > 0 && days.every((day) => day < since))
  const now = clock.now()
  await store.saveBackfill(adapter.source.id, { since, nextPage: page + 1, finishedAt: isOver ? now : undefined })
  const { from, reached, kept, startedAt } = tally
  const elapsedMs = now.getTime() - startedAt.getTime()
  const remaining = from && reached ? remainingMs({ from, to: since }, reached, elapsedMs) : undefined
  onPage({ page, reached, kept, skipped, remainingMs: isOver ? 0 : remaining })
  return isOver
}

type PageFindings = {
  /** On which its documents were published, as far as that is known; the earliest first. */
  readonly days: readonly string[]
  readonly skipped: readonly string[]
}

async function keepPage(
  ports: BackfillPorts,
  adapter: SourceAdapter,
  items: readonly Listed[],
  since: string,
  tally: Tally,
  signal: AbortSignal,
): Promise<PageFindings> {
  const dayOf = dayFormat(adapter.source.zone)
  const pages = await lookUpPages(
    ports.store,
    adapter.source,
    items.map(({ url }) => url),
  )
  const days = new Set<string>()
  const misses: Misses = { skipped: [], inARow: 0 }
  for (const listed of items) {
    const listedDay = listed.publishedAt && dayOf(listed.publishedAt)
    if (listedDay !== undefined) days.add(listedDay)
    if (pages.get(listed.url) || (listedDay ?? since) < since) continue
    const fetched = await fetchOrSkip(ports, adapter, listed, misses, signal)
    if (!fetched) continue
    const day = fetched.publishedAt && dayOf(fetched.publishedAt)
    if (listedDay === undefined && day !== undefined) days.add(day)
    if (day !== undefined && day < since) continue
    if ((await keepText(ports, adapter, pages.idOf(listed.url), fetched, 'backfill')) === 'new') tally.kept += 1
  }
  return { days: [...days].sort(), skipped: misses.skipped }
}

/** The page, unless it cannot be read though its host was given its time. */
async function fetchOrSkip(
  ports: BackfillPorts,
  adapter: SourceAdapter,
  listed: Listed,
  misses: Misses,
  signal: AbortSignal,
): Promise<FetchedReadout | undefined> {
  try {
    const fetched = await patiently(ports, () => adapter.fetch(listed, signal), signal)
    misses.inARow = 0
    return fetched
  } catch (error) {
    passOver(error, misses, signal)
    return undefined
  }
}

/** A host that asks us to slow down, or is away, is given its time. */
async function patiently<T>({ clock }: BackfillPorts, work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let waits = 0; ; waits += 1) {
    signal.throwIfAborted()
    try {
      return await work()
    } catch (error) {
      const mayPass = error instanceof SourceError && (error.failure === 'slow-down' || error.failure === 'unreachable')
      if (!mayPass || waits >= MOST_WAITS || signal.aborted) throw error
      const waitMs = Math.max(WAIT_MS * 2 ** waits, error.retryAfterMs ?? 0)
      if (waitMs > LONGEST_WAIT_MS) throw error
      await clock.sleep(waitMs, signal)
    }
  }
}
