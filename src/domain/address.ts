import type { Source } from './source.ts'

type Addressed = Pick<Source, 'url' | 'hosts' | 'aliases' | 'link'>

/** Query parameters that say where a reader came from and never which page is meant. */
const TRACKING =
  /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_hs(?:enc|mi)|wt\.\w+|pk_\w+|mtm_\w+|at_(?:medium|campaign|custom\d*)|cmpid|xtor|ref_?src|spm)$/i

/** Session ids that some servers write into the path. */
const SESSION = /;jsessionid=[^/?#;]*/gi

/**
 * The one address under which a listed document is kept, or nothing where `raw` is no web address: resolved against `base`, corrected by
 * the source's `link`, its host's alias exchanged, the source's own scheme, no fragment, no tracking. Canonical addresses stay as they are.
 */
export function canonicalUrl(raw: string, base: string, source: Addressed): string | undefined {
  const given = URL.parse(raw.trim(), base)
  if (!given || !isWeb(given)) return undefined
  const url = corrected(given, source)
  if (!url || !isWeb(url)) return undefined
  url.hash = ''
  url.username = ''
  url.password = ''
  url.hostname = url.hostname.replace(/\.$/, '')
  url.host = source.aliases?.[url.host] ?? url.host
  const own = URL.parse(source.url)
  if (own && url.hostname === own.hostname && url.protocol !== own.protocol && url.port === own.port) {
    url.protocol = own.protocol
  }
  url.pathname = url.pathname.replace(SESSION, '')
  return withoutTracking(url)
}

/** Whether a canonical address is on a host whose pages are the source's own documents. */
export function isFromSource(address: string, source: Addressed): boolean {
  const host = URL.parse(address)?.host
  return host !== undefined && hostsOf(source).has(withoutWww(host))
}

/**
 * What people may call the page at an address: the address itself, and without fragment and tracking by either scheme, with and without
 * `www.`. Nothing but itself where it is no web address.
 */
export function spellingsOf(address: string): readonly string[] {
  const plain = canonicalUrl(address, address, { url: address })
  if (plain === undefined) return [address]
  const { host } = new URL(plain)
  const rest = plain.slice(plain.indexOf(host) + host.length)
  const hosts = [host, host === withoutWww(host) ? `www.${host}` : withoutWww(host)]
  const others = ['https:', 'http:'].flatMap((scheme) => hosts.map((name) => `${scheme}//${name}${rest}`))
  return [...new Set([address, plain, ...others.filter((other) => URL.canParse(other))])]
}

/** How long two addresses are the same from the start, scheme and `www.` aside: pages and lists of one part of a site share the most. */
export function sharedLength(one: string, other: string): number {
  const [a, b] = [bare(one), bare(other)]
  let length = 0
  while (length < a.length && a[length] === b[length]) length += 1
  return length
}

const bare = (address: string): string => address.replace(/^https?:\/\/(?:www\.)?/, '')

/** The source's own host and the others it names, with and without `www.`. */
function hostsOf({ url, hosts = [], aliases = {} }: Addressed): ReadonlySet<string> {
  const own = URL.parse(url)?.host
  return new Set([...(own ? [own] : []), ...hosts, ...Object.keys(aliases), ...Object.values(aliases)].map(withoutWww))
}

const withoutWww = (host: string): string => host.replace(/^www\./, '')

const isWeb = (url: URL): boolean => url.protocol === 'https:' || url.protocol === 'http:'

function corrected(url: URL, { link }: Addressed): URL | null {
  return link ? URL.parse(url.href.replace(new RegExp(link.match), link.to)) : new URL(url)
}

/** The query is cut, not rebuilt: a server may care how the rest is written. */
function withoutTracking(url: URL): string {
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !TRACKING.test(pair.split('=')[0] ?? ''))
  // The setter takes one question mark off; one that belongs to the query stays.
  url.search = kept.length > 0 ? `?${kept.join('&')}` : ''
  return url.href
}
