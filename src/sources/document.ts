import type { FetchedReadout } from '../domain/readout.ts'
import type { Source } from '../domain/source.ts'
import type { Listed, Revisited } from './adapter.ts'
import type { Article } from './article.ts'
import { dateInUrl, type Published } from './date.ts'
import { loadPage, type Page, reloadPage } from './page.ts'
import type { PageTools, Parser } from './parser.ts'

/** A document, and how to have its page remembered once it was put to use. */
export type Opened = { readonly readout: FetchedReadout; readonly settle: () => Promise<void> }

/** The document behind a line of a listing: from the listing itself where that holds the text, else from its page. */
export async function openDocument(
  { http, parser }: PageTools,
  source: Source,
  listed: Listed,
  signal: AbortSignal,
): Promise<Opened> {
  const { url, title, text, hidden, publishedAt } = listed
  if (text === undefined) {
    const page = await loadPage(http, source, pageOf(url, source), 'html', signal)
    return { readout: await readPage(page, listed, source, parser, signal), settle: page.remember }
  }
  const identity = { sourceId: source.id, url, language: source.language }
  return { readout: { ...identity, title, text, publishedAt, foundBy: 'feed', hidden }, settle: async () => undefined }
}

/** As `openDocument`, where nothing is to be remembered. */
export async function fetchDocument(
  tools: PageTools,
  source: Source,
  listed: Listed,
  signal: AbortSignal,
): Promise<FetchedReadout> {
  return (await openDocument(tools, source, listed, signal)).readout
}

/** The document in a page that was read before, unless the server says that it has not changed. */
export async function reopenDocument(
  { http, parser }: PageTools,
  source: Source,
  listed: Listed,
  signal: AbortSignal,
): Promise<Revisited> {
  const page = await reloadPage(http, source, pageOf(listed.url, source), 'html', signal)
  if (page.kind === 'not-modified') return { kind: 'not-modified' }
  return { kind: 'fetched', readout: await readPage(page, listed, source, parser, signal), settle: page.remember }
}

/** Where the text of a document is fetched from. */
const pageOf = (url: string, { page }: Source): string => (page ? url.replace(new RegExp(page.match), page.to) : url)

async function readPage(
  page: Page,
  listed: Listed,
  source: Source,
  parser: Parser,
  signal: AbortSignal,
): Promise<FetchedReadout> {
  const { url, title } = listed
  const address = { asked: pageOf(url, source), cameFrom: page.url }
  const { article, foundBy } = await parser.page({ received: page.received, address, source }, signal)
  return {
    sourceId: source.id,
    url,
    language: source.language,
    title: fullTitle(title, article.title),
    text: article.text,
    publishedAt: publishedOf(article, listed, source),
    foundBy,
    hidden: article.hidden,
  }
}

/** Lists cut long titles; the page has them whole. */
function fullTitle(listed: string, shown: string | undefined): string {
  const isCut = listed === '' || /(?:…|\.\.\.)$/.test(listed)
  return isCut ? (shown ?? listed) : listed
}

const DAY_MS = 24 * 3_600_000

/**
 * What the page shows, then what the listing said, then what the page tells machines, then the address. But where the page shows
 * a bare day and the listing an instant within that day, the instant.
 */
function publishedOf({ shown, declared }: Article, listed: Listed, source: Source): Date | undefined {
  const { publishedAt, url } = listed
  if (shown && publishedAt && isWithin(publishedAt, shown)) return publishedAt
  return shown?.at ?? publishedAt ?? declared?.at ?? dateInUrl(url, source)?.at
}

function isWithin(instant: Date, { at, exact }: Published): boolean {
  const sinceMs = instant.getTime() - at.getTime()
  return !exact && sinceMs >= 0 && sinceMs < DAY_MS
}
