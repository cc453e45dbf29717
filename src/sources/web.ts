import { SourceError } from '../domain/errors.ts'
import type { Source } from '../domain/source.ts'
import type { Listed, OlderPage, SourceAdapter } from './adapter.ts'
import { canonicalUrl, isFromSource } from '../domain/address.ts'
import { fetchDocument, openDocument, reopenDocument } from './document.ts'
import { takeEntries } from './entries.ts'
import { loadListing, loadPage, type Page } from './page.ts'
import type { PageTools } from './parser.ts'
import type { Form } from './received.ts'

/** A source on the web: all kinds of listing have everything in common but how they are asked for and parsed. */
export function createWebSource(source: Source, tools: PageTools): SourceAdapter {
  const { http, parser } = tools
  const form = formOf(source)
  const contentOf = async ({ received, url: base }: Page, signal: AbortSignal) => {
    const { entries, restMs } = await parser.listing({ received, base, source }, signal)
    return { ...takeEntries(entries, base, source), restMs }
  }
  let first: readonly Listed[] | undefined
  const adapter: SourceAdapter = {
    source,
    async list(signal) {
      const page = await loadListing(http, source, form, signal)
      if (page.kind === 'not-modified') return page
      const { items, rejected, restMs } = await contentOf(page, signal)
      first = items
      const notBefore = laterOf(page.notBefore, page.receivedAt, restMs)
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
      first ??= (await contentOf(await loadPage(http, source, source.url, form, signal), signal)).items
      const count = olderPages.first + (number - 1) * (olderPages.step ?? 1)
      const address = olderPages.url.replace('{page}', String(count))
      const url = URL.parse(address, source.url)?.href ?? address
      try {
        const { items } = await contentOf(await loadPage(http, source, url, form, signal), signal)
        return repeats(items, first) ? FIRST_AGAIN : { kind: 'listed', items }
      } catch (error) {
        // A page that does not exist, or lists nothing, is behind the last one.
        if (error instanceof SourceError && error.missing) return { kind: 'end', reason: error.message }
        throw error
      }
    },
  }
}

function formOf({ kind, fields }: Source): Form {
  if (kind === 'json') return fields?.['script'] ? 'html' : 'json'
  return kind === 'html' ? 'html' : 'xml'
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
