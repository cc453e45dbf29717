import type { CheerioAPI } from 'cheerio'
import type { Element } from 'domhandler'
import { SourceError } from '../../domain/errors.ts'
import type { ListingSelectors, Source } from '../../domain/source.ts'
import { parseDate } from '../date.ts'
import type { Entry } from '../entries.ts'
import { dateTextAt, lineAt, parseMarkup } from '../html.ts'
import { faultOf, sentAway, TOO_DEEP } from '../page-check.ts'
import { textOfNodes } from '../text.ts'
import { dateBeside, likelyEntries, titleOfLink } from './links.ts'

/** A listing page → its entries, by the source's selectors or else by what a list of documents looks like. Throws `SourceError`. */
export function parseListing(text: string, base: string, source: Source): readonly Entry[] {
  const fail = (fault: string, missing = false) =>
    new SourceError(`${source.id}: could not read the listing ${base}: ${fault}`, 'broken', { missing })
  const $ = parseMarkup(text, /^\s*<(?:\?xml|urlset)/.test(text) ? 'xml' : 'html')
  if (!$) throw fail(TOO_DEEP)
  const away = sentAway(source.url, base)
  if (away) throw fail(away.reason, away.missing)
  const entries = source.listing ? entriesBySelectors($, source.listing, source) : likelyEntries($, base, source)
  if (entries.length > 0) return absolute($, entries, base)
  const body = $('body').toArray()
  // Some sites answer with a fragment.
  const words = textOfNodes(body.length > 0 ? body : $.root().toArray())
  const reason = source.listing
    ? `nothing matches its selector ${source.listing.item}; did the site change?`
    : 'no list of documents found'
  const fault = faultOf($, words, source.url, base)
  throw fail(fault?.reason ?? reason, fault === undefined || fault.missing)
}

function entriesBySelectors($: CheerioAPI, selectors: ListingSelectors, source: Source): readonly Entry[] {
  return $(selectors.item)
    .toArray()
    .filter((node): node is Element => node.type === 'tag')
    .map((item) => entryOf($, item, selectors, source))
    .filter((entry) => entry !== undefined)
}

function entryOf($: CheerioAPI, item: Element, selectors: ListingSelectors, source: Source): Entry | undefined {
  const link = linkIn($, item, selectors.link)
  const href = link && hrefOf($, link)
  if (!href) return undefined
  const title = (selectors.title ? lineAt($, selectors.title, item) : undefined) ?? titleOfLink($, link)
  const date = selectors.date ? parseDate(dateTextAt($, selectors.date, item) ?? '', source) : dateBeside(link, source)
  return { href, title: withoutDate(title), publishedAt: date?.at }
}

/** The item itself where it is a link, else the link it holds; in a sitemap the element whose text is the address. */
function linkIn($: CheerioAPI, item: Element, selector: string | undefined): Element | undefined {
  if (selector) return $(item).find(selector).get(0)
  if (item.attribs['href'] !== undefined) return item
  return $(item).find('a[href]').get(0) ?? ($(item).closest('a[href]').get(0) as Element | undefined)
}

function hrefOf($: CheerioAPI, link: Element): string | undefined {
  const inside = link.attribs['href'] ?? link.attribs['data-url'] ?? $(link).find('a[href]').attr('href')
  const written = inside ?? $(link).text().trim()
  const isAddress = written !== '' && !/^(?:#|javascript:|mailto:|tel:)|\s/i.test(written)
  return isAddress ? written : undefined
}

/** Chinese lists put the day in full-width brackets behind the title, inside the link. */
function withoutDate(title: string): string {
  return title.replace(/\s*[（(]\s*\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\s*[）)]$/, '').trim()
}

/** A `<base>` changes what relative links are relative to. */
function absolute($: CheerioAPI, entries: readonly Entry[], base: string): readonly Entry[] {
  const root = URL.parse($('base[href]').attr('href') ?? '', base)?.href ?? base
  return root === base
    ? entries
    : entries.map((entry) => ({ ...entry, href: URL.parse(entry.href, root)?.href ?? entry.href }))
}
