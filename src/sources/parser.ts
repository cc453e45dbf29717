import type { FetchedReadout } from '../domain/readout.ts'
import type { Source } from '../domain/source.ts'
import type { HttpClient } from '../http/request.ts'
import type { Entry } from './entries.ts'
import type { Extraction, PageAddress } from './extraction.ts'
import type { Received } from './received.ts'

/** A listing as it came; `base` is its address after redirects. */
export type ReceivedListing = { readonly received: Received; readonly base: string; readonly source: Source }

/** A document's page as it came. */
export type ReceivedPage = { readonly received: Received; readonly address: PageAddress; readonly source: Source }

/** A file of a folder as it came: its path inside the folder, with slashes. */
export type ReceivedFile = { readonly path: string; readonly bytes: Uint8Array; readonly source: Source }

/** What a listing says. */
export type ListingContent = {
  readonly entries: readonly Entry[]
  /** How long it asks to be left alone, in milliseconds. */
  readonly restMs?: number | undefined
}

/** Finds in bytes what a source is read for. Throws only `SourceError`, or the signal's reason once it aborts. */
export interface Parser {
  listing(listing: ReceivedListing, signal: AbortSignal): Promise<ListingContent>
  page(page: ReceivedPage, signal: AbortSignal): Promise<Extraction>
  file(file: ReceivedFile, signal: AbortSignal): Promise<FetchedReadout>
}

/** What pages are fetched and read with. */
export type PageTools = { readonly http: HttpClient; readonly parser: Parser }

/** Parses at once, which holds the event loop. What it parses with is loaded when it is first needed: it takes much memory. */
export const parserHere: Parser = {
  async listing({ received, base, source }, signal) {
    return contentOf(await textOf(received, source, signal), base, source)
  },
  async page({ received, address, source }, signal) {
    const html = await textOf(received, source, signal)
    const { extractPage } = await import('./extraction.ts')
    return extractPage(html, address, source)
  },
  async file({ path, bytes, source }, signal) {
    const received: Received = { bytes, form: 'html', charset: undefined, asked: path }
    const text = await textOf(received, source, signal)
    const [{ parseDocumentFile }, { loadReadable }] = await Promise.all([
      import('./folder/parse.ts'),
      import('./readable.ts'),
    ])
    return parseDocumentFile({ path, text }, source, await loadReadable())
  },
}

async function textOf(received: Received, source: Source, signal: AbortSignal): Promise<string> {
  signal.throwIfAborted()
  return (await import('./received.ts')).textOf(received, source)
}

async function contentOf(text: string, base: string, source: Source): Promise<ListingContent> {
  switch (source.kind) {
    case 'rss':
    case 'atom': {
      // A feed is read as what it is, whichever it was said to be.
      const { feedRestMs, parseFeed } = await import('./feed/parse.ts')
      return { entries: parseFeed(text, base, source), restMs: feedRestMs(text) }
    }
    case 'json':
      return { entries: (await import('./json/parse.ts')).parseJsonListing(text, base, source) }
    case 'html':
      return { entries: (await import('./html/parse.ts')).parseListing(text, base, source) }
    case 'folder':
      return { entries: [] }
  }
}
