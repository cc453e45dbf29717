import { SourceError } from '../domain/errors.ts'
import type { FoundBy } from '../domain/readout.ts'
import type { Source } from '../domain/source.ts'
import { type Article, extractArticle } from './article.ts'
import { loadReadable } from './readable.ts'

/** The address that was asked for, and the one that the page came from after redirects. */
export type PageAddress = { readonly asked: string; readonly cameFrom: string }

/** The article of a page, and what found it. */
export type Extraction = { readonly article: Article; readonly foundBy: FoundBy }

/** By the source's selectors, else by general rules, which are loaded when they are first needed. Throws `SourceError` where there is no article. */
export async function extractPage(html: string, address: PageAddress, source: Source): Promise<Extraction> {
  const selected = extractArticle(html, address, source, undefined)
  if (selected) return { article: selected, foundBy: 'selectors' }
  const article = extractArticle(html, address, source, await loadReadable())
  if (article) return { article, foundBy: 'rules' }
  throw new SourceError(`${source.id}: no text found in ${address.asked}`, 'broken')
}
