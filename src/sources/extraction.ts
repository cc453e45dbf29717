import { SourceError } from '../domain/errors.ts'
import type { FoundBy } from '../domain/readout.ts'
import type { Source } from '../domain/source.ts'
import type { HttpClient } from '../http/request.ts'
import { type Article, extractArticle } from './article.ts'
import { loadReadable } from './readable.ts'

/** A page as it came. */
export type PageText = {
  readonly html: string
  /** The address that was asked for, and the one that the page came from after redirects. */
  readonly address: { readonly asked: string; readonly cameFrom: string }
  readonly source: Source
}

/** The article of a page, and what found it. */
export type Extraction = { readonly article: Article; readonly foundBy: FoundBy }

/** Page → article. Throws `SourceError` where there is none. */
export type ExtractPage = (page: PageText, signal: AbortSignal) => Promise<Extraction>

/** What pages are fetched and read with. */
export type PageTools = { readonly http: HttpClient; readonly extract: ExtractPage }

/** By the source's selectors, else by general rules, which are loaded when they are first needed. Holds the event loop meanwhile. */
export async function extractPage({ html, address, source }: PageText): Promise<Extraction> {
  const selected = extractArticle(html, address, source, undefined)
  if (selected) return { article: selected, foundBy: 'selectors' }
  const article = extractArticle(html, address, source, await loadReadable())
  if (article) return { article, foundBy: 'rules' }
  throw new SourceError(`${source.id}: no text found in ${address.asked}`, 'broken')
}
