import { SourceError } from '../domain/errors.ts'
import type { Reading } from '../domain/reading.ts'
import type { FetchedReadout } from '../domain/readout.ts'
import type { Source } from '../domain/source.ts'
import type { Listed, Rejected, SourceAdapter } from '../sources/adapter.ts'
import { hostOf } from './collect.ts'
import { readAs } from './keep-text.ts'
import type { Reader } from './ports/reading.ts'
import { Turns } from './turns.ts'

/** What would be read of a source, if its time came now. */
export type Checked =
  | { readonly kind: 'failed'; readonly source: Source; readonly reason: string }
  | {
      readonly kind: 'listed'
      readonly source: Source
      readonly items: readonly Listed[]
      readonly rejected: readonly Rejected[]
      readonly newest: CheckedPage
      /** Of its second page: what that adds, or why there is none; absent where it was not looked at. */
      readonly older?: CheckedOlder | undefined
    }

/** The page behind the first. */
export type CheckedOlder =
  | { readonly kind: 'listed'; readonly documents: number; readonly further: number }
  | { readonly kind: 'none'; readonly reason: string }

/** The newest document, read for a sample of all. */
export type CheckedPage =
  | { readonly kind: 'read'; readonly readout: FetchedReadout; readonly reading: Reading }
  | { readonly kind: 'failed'; readonly reason: string }

/**
 * Looks at each source's listing and at its newest document, with `thorough` at its second page too; nothing is kept. Hosts side by side,
 * tells of each as it comes.
 */
export async function checkSources(
  adapters: readonly SourceAdapter[],
  reader: Reader,
  thorough: boolean,
  onChecked: (checked: Checked) => void,
  signal: AbortSignal,
): Promise<void> {
  const turns = new Turns()
  for (const [host, some] of Map.groupBy(adapters, hostOf)) {
    turns.begin(host, async () => {
      for (const adapter of some) {
        const checked = signal.aborted ? undefined : await checkSource(adapter, reader, thorough, signal)
        if (checked) onChecked(checked)
      }
    })
  }
  await turns.settled()
}

async function checkSource(
  adapter: SourceAdapter,
  reader: Reader,
  thorough: boolean,
  signal: AbortSignal,
): Promise<Checked | undefined> {
  const { source } = adapter
  const listing = await unlessFailed(() => adapter.list(signal), signal)
  if (!listing) return undefined
  if (typeof listing === 'string') return { kind: 'failed', source, reason: listing }
  if (listing.kind === 'not-modified')
    return { kind: 'failed', source, reason: 'it says that nothing has changed, though it was not read before' }
  const { items, rejected = [] } = listing
  const [newest] = items
  if (!newest) return { kind: 'failed', source, reason: 'it lists nothing' }
  const page = await checkPage(adapter, newest, reader, signal)
  const older = thorough ? await checkOlder(adapter, items, signal) : undefined
  return page && { kind: 'listed', source, items, rejected, newest: page, older }
}

async function checkOlder(
  adapter: SourceAdapter,
  first: readonly Listed[],
  signal: AbortSignal,
): Promise<CheckedOlder | undefined> {
  const page = await unlessFailed(async () => (await adapter.older?.(1, signal)) ?? NO_PAGES, signal)
  if (!page) return undefined
  if (typeof page === 'string') return { kind: 'none', reason: page }
  if (page.kind !== 'listed') return page.kind === 'end' ? { kind: 'none', reason: page.reason } : undefined
  const known = new Set(first.map(({ url }) => url))
  const { length: further } = page.items.filter(({ url }) => !known.has(url))
  return { kind: 'listed', documents: page.items.length, further }
}

const NO_PAGES = { kind: 'no-pages' } as const

async function checkPage(
  adapter: SourceAdapter,
  listed: Listed,
  reader: Reader,
  signal: AbortSignal,
): Promise<CheckedPage | undefined> {
  const readout = await unlessFailed(() => adapter.fetch(listed, signal), signal)
  if (!readout) return undefined
  if (typeof readout === 'string') return { kind: 'failed', reason: readout }
  return { kind: 'read', readout, reading: await readAs(reader, adapter.source, readout, readout.text) }
}

/** What `work` gives, or why it failed; nothing where it was broken off. */
async function unlessFailed<T extends object>(
  work: () => Promise<T>,
  signal: AbortSignal,
): Promise<T | string | undefined> {
  try {
    return await work()
  } catch (error) {
    if (signal.aborted) return undefined
    if (error instanceof SourceError) return error.message
    throw error
  }
}
