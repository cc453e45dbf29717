import { SourceError } from '../domain/errors.ts'
import type { Source, SourceKind } from '../domain/source.ts'
import type { HttpClient } from '../http/request.ts'
import type { Listed } from './adapter.ts'
import { takeEntries } from './entries.ts'
import { parseFeed } from './feed/parse.ts'
import { parseListing } from './html/parse.ts'
import { lineAt, lineOfHtml, parseMarkup } from './html.ts'
import { loadPage, type Page } from './page.ts'
import { titleOfPage } from './page-check.ts'
import { type Form, textOf } from './received.ts'
import { type Signs, writeEntry } from './proposed-entry.ts'

/** A source that could be added. */
export type Proposal = {
  readonly kind: SourceKind
  readonly url: string
  /** What it would list today. */
  readonly items: readonly Listed[]
  /** Its entry for `sources.yaml`: what was concluded, with from what; and `?` where a person must say what nothing tells. */
  readonly entry: string
}

/** A page names more feeds than one wants: of comments, of every section. */
const MOST_FEEDS = 3

/**
 * What could be read from an address: the feed that it is, or the feeds that its page names, then the list of documents on the page.
 * Throws `SourceError` where the address cannot be read; a feed that cannot is left out.
 */
export async function proposeSources(url: URL, http: HttpClient, signal: AbortSignal): Promise<readonly Proposal[]> {
  const load = async (address: string, form: Form) =>
    readable(await loadPage(http, nameless(address), address, form, signal))
  const page = await load(url.href, 'html')
  if (titleOfPage(page.text) === undefined) return proposalOf('feed', page, page.url, signsOfFeed(page))
  const { feeds, signs } = signsOfPage(page)
  const fromFeeds: Proposal[] = []
  for (const feed of feeds.slice(0, MOST_FEEDS)) {
    const loaded = await unlessBroken(() => load(feed, 'xml'))
    if (loaded) fromFeeds.push(...proposalOf('feed', loaded, feed, { ...signs, ...signsOfFeed(loaded) }))
  }
  return [...fromFeeds, ...proposalOf('html', page, page.url, signs)]
}

/** A page with its text. */
type ReadPage = Pick<Page, 'url' | 'receivedAt'> & { readonly text: string }

const readable = ({ url, receivedAt, received }: Page): ReadPage => ({
  url,
  receivedAt,
  text: textOf(received, nameless(url)),
})

/** What can be said of a source that nobody has described. */
function nameless(url: string): Source {
  const { host } = new URL(url)
  return {
    id: host.replace(/^www\./, '').replaceAll(/[^a-z0-9]+/g, '-'),
    name: host,
    issuer: '',
    body: '',
    language: '',
    authority: 'official',
    kind: 'html',
    url,
    zone: 'UTC',
    intervalMinutes: 30,
    spacingSeconds: 2,
  }
}

function proposalOf(
  form: 'feed' | 'html',
  { text, receivedAt }: ReadPage,
  url: string,
  signs: Signs,
): readonly Proposal[] {
  const source = nameless(url)
  try {
    const entries = form === 'feed' ? parseFeed(text, url, source) : parseListing(text, url, source)
    const { items } = takeEntries(entries, url, source)
    const kind =
      form === 'html' ? 'html' : /^\s*\{/.test(text) ? 'json' : /<feed[\s>]/.test(text.slice(0, 4_000)) ? 'atom' : 'rss'
    return [{ kind, url, items, entry: writeEntry({ id: source.id, kind, url }, signs, receivedAt) }]
  } catch (error) {
    if (error instanceof SourceError) return []
    throw error
  }
}

/** The feeds that a page names in its head, and what it says of itself. */
function signsOfPage({ text, url }: ReadPage): { readonly feeds: readonly string[]; readonly signs: Signs } {
  const $ = parseMarkup(text)
  const links = $?.('link[rel~="alternate"][href]').toArray() ?? []
  const feeds = links
    .filter(({ attribs }) => /(?:rss|atom|feed)\+?(?:xml|json)/i.test(attribs['type'] ?? ''))
    .map(({ attribs }) => URL.parse(attribs['href'] ?? '', url)?.href)
    .filter((href) => href !== undefined)
  const title = $?.('meta[property="og:site_name"]').attr('content')?.trim() || ($ && lineAt($, 'title'))
  return { feeds: [...new Set(feeds)], signs: { title, language: $?.('html').attr('lang') } }
}

/** What a feed says of itself before its first entry, in XML or in JSON; nothing is said of what it leaves out. */
function signsOfFeed({ text }: ReadPage): Signs {
  const head = text.slice(0, 4_000).split(/<(?:item|entry)[\s>]|"items"/)[0] ?? ''
  const title = /<title[^>]*>\s*(?:<!\[CDATA\[)?\s*([^<\]]+)|"title"\s*:\s*"([^"\\]+)"/.exec(head)
  const language =
    /<(?:dc:)?language>\s*([\w-]+)|<(?:feed|rss)[^>]*\sxml:lang="([\w-]+)"|"language"\s*:\s*"([\w-]+)"/.exec(head)
  const [said] = language?.slice(1).filter((some) => some !== undefined) ?? []
  const named = lineOfHtml(title?.[1] ?? title?.[2] ?? '')
  return { ...(named === '' ? {} : { title: named }), ...(said ? { language: said } : {}) }
}

async function unlessBroken<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof SourceError) return undefined
    throw error
  }
}
