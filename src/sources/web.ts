import { SourceError } from '../domain/errors.ts'
import type { Source } from '../domain/source.ts'
import type { Listed, OlderPage, SourceAdapter } from './adapter.ts'
import { canonicalUrl, isFromSource } from '../domain/address.ts'
import { fetchDocument, openDocument, reopenDocument } from './document.ts'
import { type Entry, takeEntries } from './entries.ts'
import type { PageTools } from './extraction.ts'
import { type Form, loadListing, loadPage, type Page } from './page.ts'

/** What one kind of listing is: how it is asked for, and how its text becomes entries. `parse` is pure and throws only `SourceError`. */
export type ListingKind = {
  readonly form: Form
  readonly parse: (text: string, base: string, source: Source) => readonly Entry[]
  /** How long the listing itself asks to be left alone, in milliseconds. */
  readonly restOf?: (text: string) => number | undefined
}

/** A source on the web: all kinds of listing have everything but their parser in common. */
export function createWebSource(source: Source, tools: PageTools, kind: ListingKind): SourceAdapter {
  const { http } = tools
  const entriesOf = ({ text, url }: Page) => takeEntries(kind.parse(text, url, source), url, source)
  let first: readonly Listed[] | undefined
  const adapter: SourceAdapter = {
    source,
    async list(signal) {
      const page = await loadListing(http, source, kind.form, signal)
      if (page.kind === 'not-modified') return page
      const { items, rejected } = entriesOf(page)
      first = items
      const notBefore = laterOf(page.notBefore, page.receivedAt, kind.restOf?.(page.text))
      return { kind: 'listed', items, rejected, notBefore, settle: page.remember }
    },
    async fetch(listed, signal) {
      const { readout, settle } = await openDocument(tools, source, listed, signal)
      await settle()
      return readout
    },
    revisit: (listed, signal) => reopenDocument(tools, source, listed, signal),
    page(address) {
      // A source may turn addresses of any host into its own: what is named has to be there by itself.
      const url = isFromSource(address, source) ? canonicalUrl(address, source.url, source) : undefined
      if (url === undefined || !isFromSource(url, source)) return undefined
      return { url, read: (signal) => fetchDocument(tools, source, { url, title: '' }, signal) }
    },
  }
  const { olderPages } = source
  if (!olderPages) return adapter
  return {
    ...adapter,
    async older(number, signal) {
      first ??= entriesOf(await loadPage(http, source, source.url, kind.form, signal)).items
      const count = olderPages.first + (number - 1) * (olderPages.step ?? 1)
      const address = olderPages.url.replace('{page}', String(count))
      const url = URL.parse(address, source.url)?.href ?? address
      try {
        const { items } = entriesOf(await loadPage(http, source, url, kind.form, signal))
        return repeats(items, first) ? FIRST_AGAIN : { kind: 'listed', items }
      } catch (error) {
        // A page that does not exist, or lists nothing, is behind the last one.
        if (error instanceof SourceError && error.missing) return { kind: 'end', reason: error.message }
        throw error
      }
    },
  }
}

function laterOf(date: Date | undefined, from: Date, restMs: number | undefined): Date | undefined {
  if (restMs === undefined) return date
  const rested = new Date(from.getTime() + restMs)
  return date && date > rested ? date : rested
}

/** Behind their last page some sites show the first. */
const FIRST_AGAIN: OlderPage = { kind: 'end', reason: 'the first page stands there again' }

/**
 * Whether a page is the first one again, though something was published since that was read: it holds the newest document, and most of
 * the others. A document that a site pins to all its pages is not enough.
 */
function repeats(page: readonly Listed[], first: readonly Listed[]): boolean {
  const known = new Set(first.map(({ url }) => url))
  const isNewest = page.some(({ url }) => url === first[0]?.url)
  return isNewest && page.filter(({ url }) => known.has(url)).length * 2 > page.length
}
