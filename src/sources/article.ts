import type { CheerioAPI } from 'cheerio'
import type { AnyNode } from 'domhandler'
import { SourceError } from '../domain/errors.ts'
import type { ArticleSelectors, Source } from '../domain/source.ts'
import { type Published, parseDate } from './date.ts'
import { dateNearHeading } from './heading-date.ts'
import { dateTextAt, lineAt, parseMarkup, textOfHtml } from './html.ts'
import { type Fault, faultOf, TOO_DEEP } from './page-check.ts'
import { type SeenText, seenTextOf } from './text.ts'

/** What a page holds besides its furniture. */
export type Article = {
  readonly title: string | undefined
  /** One line a paragraph; the same text at every visit of an unchanged page. */
  readonly text: string
  /** How many characters in it, or in its page where rules found it, are hidden from sight and left out; absent where none are. */
  readonly hidden?: number | undefined
  /** What the source's date selector found. */
  readonly shown: Published | undefined
  /** What the page tells machines, or else shows beside its heading, where the selector found nothing. */
  readonly declared: Published | undefined
}

/** Finds the article in a page, as HTML, with how much of the page was hidden from sight. Nothing, where it finds none. */
export type FindArticle = (html: string) => { readonly html: string; readonly hidden: number } | undefined

/**
 * Page → article: by the source's selectors, and where they find no text (or there are none) by `findArticle`.
 * Throws `SourceError` where the page is no document: an error page, an app shell, nothing at all.
 */
export function extractArticle(
  html: string,
  address: { readonly asked: string; readonly cameFrom: string },
  source: Source,
  findArticle: FindArticle | undefined,
): Article | undefined {
  const fail = ({ reason, missing }: Fault) =>
    new SourceError(`${source.id}: could not read ${address.asked}: ${reason}`, 'broken', { missing })
  const $ = parseMarkup(html)
  if (!$) throw fail({ reason: TOO_DEEP, missing: false })
  const title = titleIn($, source.article)
  const shown = source.article?.date ? dateAt($, source.article.date, source) : undefined
  const declared = shown ? undefined : (declaredDate($, source) ?? dateNearHeading($, source))
  const selected = textBySelectors($, source.article)
  const { text, hidden } = selected.text === '' ? textByRule(html, findArticle) : selected
  if (text === '' && !findArticle) return undefined
  const fault = faultOf($, text, address.asked, address.cameFrom)
  if (fault !== undefined) throw fail(fault)
  return { title, text, hidden: hidden || undefined, shown, declared }
}

function textBySelectors($: CheerioAPI, selectors: ArticleSelectors | undefined): SeenText {
  if (!selectors?.body) return NO_TEXT
  const found = outermost($(selectors.body).toArray())
  if (selectors.drop) $(selectors.drop).remove()
  return seenTextOf(found)
}

function textByRule(html: string, findArticle: FindArticle | undefined): SeenText {
  const article = findArticle?.(html)
  return article ? { text: textOfHtml(article.html), hidden: article.hidden } : NO_TEXT
}

const NO_TEXT: SeenText = { text: '', hidden: 0 }

/** Alternatives of a selector may match one inside the other; the text must not count twice. */
function outermost(nodes: readonly AnyNode[]): AnyNode[] {
  const matched = new Set(nodes)
  return nodes.filter((node) => {
    for (let above = node.parent; above; above = above.parent) if (matched.has(above)) return false
    return true
  })
}

function titleIn($: CheerioAPI, selectors: ArticleSelectors | undefined): string | undefined {
  const chosen = selectors?.title ? lineAt($, selectors.title) : undefined
  return chosen ?? lineAt($, 'h1') ?? $('meta[property="og:title"]').attr('content')?.trim() ?? lineAt($, 'title')
}

/** Where pages tell machines when they were published, best first. Scripts for search engines are not here: they are often stale. */
const DECLARED = [
  'meta[property="article:published_time"]',
  '[itemprop="datePublished"]',
  'meta[name="pubdate" i], meta[name="publishdate" i], meta[name="publication_date" i]',
  'meta[name="dcterms.issued" i], meta[name="dcterms.date" i], meta[name="dc.date" i], meta[name="dc.date.issued" i]',
  'meta[name="date" i]',
  'article time[datetime], main time[datetime]',
  'time[datetime]',
]

function declaredDate($: CheerioAPI, source: Source): Published | undefined {
  if ($(DECLARED.join(', ')).length === 0) return undefined
  for (const selector of DECLARED) {
    const date = dateAt($, selector, source)
    if (date) return date
  }
  return undefined
}

function dateAt($: CheerioAPI, selector: string, source: Source): Published | undefined {
  const text = dateTextAt($, selector)
  return text === undefined ? undefined : parseDate(text, source)
}
