import type { Ministry, PublishedItem } from '../ministry.ts'

/** What a site of the fake world has published; evidently fiction. `updated` where it was edited since. */
export type WorldItem = PublishedItem & { readonly updated?: Date | undefined }

/** One family of official sites as seen on the wire, with its markup, its addresses and its manners. */
export type WorldSite = {
  /** The entry of `config/sources.yaml` that reads it. */
  readonly reads: string
  /** The language of what it publishes. */
  readonly language: 'en' | 'zh' | 'ko' | 'ru'
  /** Documents have no page that could be read, and so none that could be seen to vanish. */
  readonly hidesPages?: true
  /** Path of the n-th document on the site. */
  readonly pathOf: (n: number, published: Date) => string
  /** What the site makes of a title; without it the title stands as it is. */
  readonly titled?: (title: string, n: number, published: Date) => string
  /** Shows what is published, newest first, in place of what was shown before. */
  readonly show: (ministry: Ministry, items: readonly WorldItem[]) => void
  /** Takes a document's page off, as such sites do; without it the page is a 404. */
  readonly withdraw?: (ministry: Ministry, item: WorldItem) => void
}

/** Text as it stands in markup. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** The paragraphs of a text. */
export const proseOf = ({ paragraphs }: WorldItem): string =>
  paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('\n')

/** A whole page. Without `charset` it does not say in which encoding it is. */
export function htmlPage(
  title: string,
  body: string,
  { charset = 'utf-8', lang = 'en' }: { readonly charset?: string | undefined; readonly lang?: string } = {},
): string {
  const meta = charset === '' ? '' : `<meta charset="${charset}">`
  return `<!doctype html><html lang="${lang}"><head>${meta}<title>${escaped(title)}</title><script src="/site.js"></script></head><body>
<nav><a href="/">Home</a> <a href="/contact-the-ministry-and-its-departments">Contact the ministry and its departments</a></nav>
${body}
<footer>1 Harbour Street, Atlantis</footer></body></html>`
}

/** An instant as the clocks of a zone show it: `2025-04-23`, `10`, `05` … by the parts of a Swedish date. */
export function shownIn(zone: string, at: Date): { readonly day: string; readonly time: string } {
  const [day = '', time = ''] = at.toLocaleString('sv-SE', { timeZone: zone }).split(' ')
  return { day, time: time.slice(0, 5) }
}

/** A day in words: `April 23, 2025` by `en-US`, `23 April 2025` by `en-GB`. */
export const longDay = (zone: string, at: Date, locale: string): string =>
  at.toLocaleDateString(locale, { timeZone: zone, dateStyle: 'long' })

/** An RSS 2.0 feed of entries in markup. */
export const rssOf = (entries: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>News</title><link>/</link><description>News</description>\n${entries.join('\n')}\n</channel></rss>`

export const XML = 'application/rss+xml; charset=utf-8'
