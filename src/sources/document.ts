import { SourceError } from '../domain/errors.ts'
import type { FetchedReadout } from '../domain/readout.ts'
import type { Source } from '../domain/source.ts'
import type { HttpClient } from '../http/request.ts'
import type { Listed } from './adapter.ts'
import { type Article, extractArticle } from './article.ts'
import { dateInUrl, type Published } from './date.ts'
import { loadPage } from './page.ts'
import { loadReadable } from './readable.ts'

/** The document behind a line of a listing: from the listing itself where that holds the text, else from its page. */
export async function fetchDocument(
  http: HttpClient,
  source: Source,
  listed: Listed,
  signal: AbortSignal,
): Promise<FetchedReadout> {
  const { url, title, text, publishedAt } = listed
  const identity = { sourceId: source.id, url, language: source.language }
  if (text !== undefined) return { ...identity, title, text, publishedAt }
  const article = await readPage(http, source, url, signal)
  return {
    ...identity,
    title: fullTitle(title, article.title),
    text: article.text,
    publishedAt: publishedOf(article, listed, source),
  }
}

async function readPage(http: HttpClient, source: Source, url: string, signal: AbortSignal): Promise<Article> {
  const asked = source.page ? url.replace(new RegExp(source.page.match), source.page.to) : url
  const page = await loadPage(http, source, asked, 'html', signal)
  const address = { asked, cameFrom: page.url }
  const article =
    extractArticle(page.text, address, source, undefined) ??
    extractArticle(page.text, address, source, await loadReadable())
  if (article) return article
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
