import { stringify } from 'yaml'
import { SourceError } from '../domain/errors.ts'
import type { Source, SourceKind } from '../domain/source.ts'
import type { HttpClient } from '../http/request.ts'
import type { Listed } from './adapter.ts'
import { takeEntries } from './entries.ts'
import { parseFeed } from './feed/parse.ts'
import { parseListing } from './html/parse.ts'
import { parseMarkup } from './html.ts'
import { loadPage } from './page.ts'
import { titleOfPage } from './page-check.ts'

/** A source that could be added. */
export type Proposal = {
  readonly kind: SourceKind
  readonly url: string
  /** What it would list today. */
  readonly items: readonly Listed[]
  /** Its entry for `sources.yaml`, with `?` where a person must say what no page tells. */
  readonly entry: string
}

/** A page names more feeds than one wants: of comments, of every section. */
const MOST_FEEDS = 3

/**
 * What could be read from an address: the feed that it is, or the feeds that its page names, then the list of documents on the page.
 * Throws `SourceError` where the address cannot be read; a feed that cannot is left out.
 */
export async function proposeSources(url: URL, http: HttpClient, signal: AbortSignal): Promise<readonly Proposal[]> {
  const page = await loadPage(http, nameless(url.href), url.href, 'html', signal)
  if (titleOfPage(page.text) === undefined) return proposalOf('feed', page.text, page.url)
  const { feeds, language } = signsIn(page.text, page.url)
  const fromFeeds: Proposal[] = []
  for (const feed of feeds.slice(0, MOST_FEEDS)) {
    const loaded = await unlessBroken(() => loadPage(http, nameless(feed), feed, 'xml', signal))
    if (loaded) fromFeeds.push(...proposalOf('feed', loaded.text, feed, language))
  }
  return [...fromFeeds, ...proposalOf('html', page.text, page.url, language)]
}

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

function proposalOf(form: 'feed' | 'html', text: string, url: string, language = '?'): readonly Proposal[] {
  const source = nameless(url)
  try {
    const entries = form === 'feed' ? parseFeed(text, url, source) : parseListing(text, url, source)
    const { items } = takeEntries(entries, url, source)
    const kind =
      form === 'html' ? 'html' : /^\s*\{/.test(text) ? 'json' : /<feed[\s>]/.test(text.slice(0, 4_000)) ? 'atom' : 'rss'
    return [{ kind, url, items, entry: entryOf(source, kind, language) }]
  } catch (error) {
    if (error instanceof SourceError) return []
    throw error
  }
}

function entryOf({ id, name, url }: Source, kind: SourceKind, language: string): string {
  return stringify([{ id, name, issuer: '?', body: '?', language, kind, zone: '?', url }], { indent: 2 })
}

/** The feeds that a page names in its head, and the language it says it is in. */
function signsIn(text: string, base: string): { readonly feeds: readonly string[]; readonly language: string } {
  const $ = parseMarkup(text)
  const links = $?.('link[rel~="alternate"][href]').toArray() ?? []
  const feeds = links
    .filter(({ attribs }) => /(?:rss|atom|feed)\+?(?:xml|json)/i.test(attribs['type'] ?? ''))
    .map(({ attribs }) => URL.parse(attribs['href'] ?? '', base)?.href)
    .filter((href) => href !== undefined)
  const declared = $?.('html').attr('lang')?.slice(0, 2).toLowerCase()
  return { feeds: [...new Set(feeds)], language: declared && /^[a-z]{2}$/.test(declared) ? declared : '?' }
}

async function unlessBroken<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof SourceError) return undefined
    throw error
  }
}
