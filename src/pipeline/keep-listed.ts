import type { Known } from '../domain/keeping.ts'
import type { FetchedReadout } from '../domain/readout.ts'
import type { Source, SourceState } from '../domain/source.ts'
import { revisitOnChange } from '../schedule/revisiting.ts'
import type { Listed, SourceAdapter } from '../sources/adapter.ts'
import type { CollectPorts } from './ports/collecting.ts'
import { dayFormat } from './days.ts'
import { type KnownPages, lookUpPages, textHashOf } from './identity.ts'
import { keepText } from './keep-text.ts'
import { type Misses, passOver } from './misses.ts'

/** A page that cannot be read is tried again after this. */
const UNREADABLE_MS = 6 * 3_600_000

/** One that its host would not give, after this: a host that was away is asked again by then, too. */
const DOUBTFUL_MS = 30 * 60_000

/** Pages fetched in a source's first round: its listing may reach back for years, and whoever starts the program waits for it. */
const FIRST_ROUND_PAGES = 10

/** Pages fetched in any other round; a longer listing is gone on with at the next poll. */
const ROUND_PAGES = 60

/** A text that was changed so often holds a counter or the like: its further changes are no edits. */
const MOST_VERSIONS = 50

const DAY_MS = 86_400_000

/** What a round brought. */
export type Round = {
  readonly fresh: number
  readonly changed: number
  /** On which days what is listed was published. */
  readonly days: readonly string[]
  readonly skipped: readonly string[]
  /** New texts of whose pages something is hidden from sight, and was left out. */
  readonly partlyHidden: number
  /** Pages in a row in which the source's selectors found no text; absent where it has none. */
  readonly unmatchedPages: number | undefined
  /** Whether every listed item is kept. */
  readonly complete: boolean
}

/** Keeps what a listing holds and is not kept yet, or has another text than what is; a change that the feed shows of a page has it looked at. */
export async function keepListed(
  ports: CollectPorts,
  adapter: SourceAdapter,
  items: readonly Listed[],
  before: SourceState | undefined,
  signal: AbortSignal,
): Promise<Round> {
  const { source } = adapter
  const pages = await lookUpPages(
    ports.store,
    source,
    items.map(({ url }) => url),
  )
  await revisitChanged(ports, source, items, pages)
  const wanted = onceEach(items, pages).filter(({ url, text }) => text !== undefined || !pages.get(url))
  const isFirst = before?.lastSuccessAt === undefined
  const now = withPages(wanted, isFirst ? FIRST_ROUND_PAGES : ROUND_PAGES)
  const history = await historyOf(ports, source, isFirst, wanted, now, pages)
  const round = await keepAll(ports, adapter, now, pages, history, before?.unmatchedPages, signal)
  const days = daysOf(items, source, ports.clock.now())
  return { ...round, days, complete: round.kept === wanted.length }
}

/** A document that is listed at two addresses counts at the first. */
function onceEach(items: readonly Listed[], pages: KnownPages): readonly Listed[] {
  return [...new Map(items.toReversed().map((listed) => [pages.idOf(listed.url), listed])).values()].reverse()
}

/** A page that its feed calls changed since we looked is looked at again; only the source that brought it tells of it. */
async function revisitChanged(
  { store, clock }: CollectPorts,
  source: Source,
  items: readonly Listed[],
  pages: KnownPages,
): Promise<void> {
  const now = clock.now()
  for (const { url, text, updatedAt } of items) {
    const page = pages.get(url)
    if (text !== undefined || !page || page.sourceId !== source.id) continue
    // What claims to have been changed in the future would be looked at for ever.
    if (!updatedAt || updatedAt <= page.seenAt || updatedAt > now) continue
    await store.revisitSooner([pages.idOf(url)], revisitOnChange(page.seenAt, now))
  }
}

/** Whatever brings its text, and the newest pages. */
function withPages(items: readonly Listed[], most: number): readonly Listed[] {
  let pages = 0
  return items.filter(({ text }) => {
    if (text === undefined) pages += 1
    return text !== undefined || pages <= most
  })
}

/** What is no news whenever it is fetched: everything in a first round, and later what that left over. Remembers what it leaves over. */
async function historyOf(
  { store }: CollectPorts,
  { id }: Source,
  isFirst: boolean,
  wanted: readonly Listed[],
  now: readonly Listed[],
  pages: KnownPages,
): Promise<(readoutId: string) => boolean> {
  if (isFirst) {
    const left = new Set(wanted).difference(new Set(now))
    await store.saveFirstListed(
      id,
      [...left].map(({ url }) => pages.idOf(url)),
    )
    return () => true
  }
  if (now.every(({ text }) => text !== undefined)) return () => false
  const left = await store.firstListed(id)
  return (readoutId) => left.has(readoutId)
}

type Keeping = Pick<Round, 'fresh' | 'changed' | 'skipped' | 'partlyHidden' | 'unmatchedPages'> & {
  readonly kept: number
}

async function keepAll(
  ports: CollectPorts,
  adapter: SourceAdapter,
  items: readonly Listed[],
  pages: KnownPages,
  isHistory: (readoutId: string) => boolean,
  unmatchedBefore: number | undefined,
  signal: AbortSignal,
): Promise<Keeping> {
  const { source } = adapter
  const misses: Misses = { skipped: [], inARow: 0 }
  const counts = { new: 0, 'new-version': 0, unchanged: 0 }
  let [kept, partlyHidden] = [0, 0]
  let unmatchedPages = source.article?.body === undefined ? undefined : (unmatchedBefore ?? 0)
  for (const listed of items) {
    if (signal.aborted) break
    const fetched = await fetchOrSkip(ports, adapter, listed, misses, signal)
    if (!fetched) continue
    kept += 1
    unmatchedPages = unmatchedAfter(unmatchedPages, fetched)
    const id = pages.idOf(listed.url)
    const page = pages.get(listed.url)
    if (page && !isOther(page, fetched)) continue
    const arrival = isHistory(id) ? 'first-round' : 'poll'
    counts[await keepText(ports, adapter, id, fetched, arrival)] += 1
    if (fetched.hidden !== undefined) partlyHidden += 1
  }
  const { new: fresh, 'new-version': changed } = counts
  return { fresh, changed, skipped: misses.skipped, partlyHidden, kept, unmatchedPages }
}

function unmatchedAfter(before: number | undefined, { foundBy }: FetchedReadout): number | undefined {
  if (before === undefined || foundBy === 'feed') return before
  return foundBy === 'rules' ? before + 1 : 0
}

/** Whether a text is another one than the known: only the source that brought a text, and finds it in the same place, can say that it changed. */
function isOther(page: Known, fetched: FetchedReadout): boolean {
  if (page.sourceId !== fetched.sourceId || page.number >= MOST_VERSIONS) return false
  if (page.foundBy !== undefined && page.foundBy !== fetched.foundBy) return false
  return page.textHash !== textHashOf(fetched.text)
}

/** The page, unless it cannot be read, or could not a while ago. */
async function fetchOrSkip(
  { unreadable }: CollectPorts,
  adapter: SourceAdapter,
  listed: Listed,
  misses: Misses,
  signal: AbortSignal,
): Promise<FetchedReadout | undefined> {
  if (await unreadable.get(listed.url)) return undefined
  try {
    const fetched = await adapter.fetch(listed, signal)
    misses.inARow = 0
    return fetched
  } catch (error) {
    const isOfPage = passOver(error, misses, signal)
    await unreadable.set(listed.url, true, isOfPage ? UNREADABLE_MS : DOUBTFUL_MS)
    return undefined
  }
}

/** A day that is still to come is a misprint. */
function daysOf(items: readonly Listed[], { zone }: Source, now: Date): readonly string[] {
  const latest = now.getTime() + DAY_MS
  const known = items.flatMap(({ publishedAt }) =>
    publishedAt && publishedAt.getTime() <= latest ? [publishedAt] : [],
  )
  return [...new Set(known.map(dayFormat(zone)))]
}
