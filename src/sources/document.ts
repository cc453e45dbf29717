import { SourceError } from '../domain/errors.ts'
import type { FetchedReadout, FoundBy } from '../domain/readout.ts'
import type { Source } from '../domain/source.ts'
import type { HttpClient } from '../http/request.ts'
import type { Listed, Revisited } from './adapter.ts'
import { type Article, extractArticle } from './article.ts'
import { dateInUrl, type Published } from './date.ts'
import { loadPage, type Page, reloadPage } from './page.ts'
import { loadReadable } from './readable.ts'

/** A document, and how to have its page remembered once it was put to use. */
export type Opened = { readonly readout: FetchedReadout; readonly settle: () => Promise<void> }

/** The document behind a line of a listing: from the listing itself where that holds the text, else from its page. */
export async function openDocument(
  http: HttpClient,
  source: Source,
  listed: Listed,
  signal: AbortSignal,
): Promise<Opened> {
  const { url, title, text, publishedAt } = listed
  if (text === undefined) {
    const page = await loadPage(http, source, pageOf(url, source), 'html', signal)
    return { readout: await readPage(page, listed, source), settle: page.remember }
  }
  const identity = { sourceId: source.id, url, language: source.language }
  return { readout: { ...identity, title, text, publishedAt, foundBy: 'feed' }, settle: async () => undefined }
}

/** As `openDocument`, where nothing is to be remembered. */
export async function fetchDocument(
  http: HttpClient,
  source: Source,
  listed: Listed,
  signal: AbortSignal,
): Promise<FetchedReadout> {
  return (await openDocument(http, source, listed, signal)).readout
}

/** The document in a page that was read before, unless the server says that it has not changed. */
export async function reopenDocument(
  http: HttpClient,
  source: Source,
  listed: Listed,
  signal: AbortSignal,
): Promise<Revisited> {
  const page = await reloadPage(http, source, pageOf(listed.url, source), 'html', signal)
  if (page.kind === 'not-modified') return { kind: 'not-modified' }
  return { kind: 'fetched', readout: await readPage(page, listed, source), settle: page.remember }
}

/** Where the text of a document is fetched from. */
const pageOf = (url: string, { page }: Source): string => (page ? url.replace(new RegExp(page.match), page.to) : url)

async function readPage(page: Page, listed: Listed, source: Source): Promise<FetchedReadout> {
  const { url, title } = listed
  const { article, foundBy } = await articleIn(page, pageOf(url, source), source)
  return {
    sourceId: source.id,
    url,
    language: source.language,
    title: fullTitle(title, article.title),
    text: article.text,
    publishedAt: publishedOf(article, listed, source),
    foundBy,
  }
}

/** By the source's selectors, else by general rules, which are loaded when they are first needed. */
async function articleIn(
  page: Page,
  asked: string,
  source: Source,
): Promise<{ readonly article: Article; readonly foundBy: FoundBy }> {
  const address = { asked, cameFrom: page.url }
  const selected = extractArticle(page.text, address, source, undefined)
  if (selected) return { article: selected, foundBy: 'selectors' }
  const article = extractArticle(page.text, address, source, await loadReadable())
  if (article) return { article, foundBy: 'rules' }
  throw new SourceError(`${source.id}: no text found in ${asked}`, 'broken')
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
