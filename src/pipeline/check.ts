import { SourceError } from '../domain/errors.ts'
import type { Reading } from '../domain/reading.ts'
import type { FetchedReadout } from '../domain/readout.ts'
import type { Source } from '../domain/source.ts'
import type { Listed, Rejected, SourceAdapter } from '../sources/adapter.ts'
import { hostOf } from './collect.ts'
import { readAs } from './keep-text.ts'
import type { Reader } from './ports.ts'
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
    }

/** The newest document, read for a sample of all. */
export type CheckedPage =
  | { readonly kind: 'read'; readonly readout: FetchedReadout; readonly reading: Reading }
  | { readonly kind: 'failed'; readonly reason: string }

/** Looks at each source's listing and at its newest document; nothing is kept. Hosts side by side, tells of each as it comes. */
export async function checkSources(
  adapters: readonly SourceAdapter[],
  reader: Reader,
  onChecked: (checked: Checked) => void,
  signal: AbortSignal,
): Promise<void> {
  const turns = new Turns()
  for (const [host, some] of Map.groupBy(adapters, hostOf)) {
    turns.begin(host, async () => {
      for (const adapter of some) {
        const checked = signal.aborted ? undefined : await checkSource(adapter, reader, signal)
        if (checked) onChecked(checked)
      }
    })
  }
  await turns.settled()
}

async function checkSource(adapter: SourceAdapter, reader: Reader, signal: AbortSignal): Promise<Checked | undefined> {
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
  return page && { kind: 'listed', source, items, rejected, newest: page }
}

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
