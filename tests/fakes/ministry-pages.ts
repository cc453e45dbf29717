import { posix } from 'node:path'

/** What a fake ministry publishes: evidently fictional unless a test says otherwise. */
export type PublishedItem = {
  /** Path of its page on the ministry's own server. */
  readonly path: string
  readonly title: string
  readonly published: Date
  readonly paragraphs: readonly string[]
}

export type FeedFormat = 'rss' | 'atom' | 'rdf' | 'json'

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const bodyOf = (item: PublishedItem): string => item.paragraphs.map((text) => `<p>${escapeXml(text)}</p>`).join('\n')

/** A feed of `items`; with `full` each entry carries the whole text, else its first twenty characters. */
export function feedOf(format: FeedFormat, baseUrl: string, items: readonly PublishedItem[], full: boolean): string {
  const text = (item: PublishedItem): string => (full ? bodyOf(item) : `${item.paragraphs[0]?.slice(0, 20) ?? ''}…`)
  switch (format) {
    case 'rss':
      return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Ministry</title><link>${baseUrl}</link><description>News</description>
${items
  .map(
    (item) => `<item><title>${escapeXml(item.title)}</title><link>${baseUrl}${item.path}</link>
<pubDate>${item.published.toUTCString()}</pubDate><description><![CDATA[${text(item)}]]></description></item>`,
  )
  .join('\n')}
</channel></rss>`
    case 'atom':
      return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Ministry</title><id>${baseUrl}</id>
${items
  .map(
    (item) => `<entry><id>${baseUrl}${item.path}</id><title>${escapeXml(item.title)}</title>
<link rel="alternate" href="${item.path}"/><updated>${item.published.toISOString()}</updated>
<content type="html">${escapeXml(text(item))}</content></entry>`,
  )
  .join('\n')}
</feed>`
    case 'rdf':
      return `<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="${baseUrl}"><title>Ministry</title><link>${baseUrl}</link></channel>
${items
  .map(
    (
      item,
    ) => `<item rdf:about="${baseUrl}${item.path}"><title>${escapeXml(item.title)}</title><link>${baseUrl}${item.path}</link>
<dc:date>${item.published.toISOString()}</dc:date><description>${escapeXml(text(item))}</description></item>`,
  )
  .join('\n')}
</rdf:RDF>`
    case 'json':
      return JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'Ministry',
        items: items.map((item) => ({
          id: item.path,
          url: `${baseUrl}${item.path}`,
          title: item.title,
          date_published: item.published.toISOString(),
          content_html: text(item),
        })),
      })
  }
}

/** A listing page at `path` with relative links, each followed by its day, among the menus and scripts of a real one. */
export function listingOf(path: string, items: readonly PublishedItem[]): string {
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const rows = items.map(
    (item) =>
      `<li><a href="${posix.relative(folder, item.path)}">${escapeXml(item.title)}</a> <span>${item.published.toISOString().slice(0, 10)}</span></li>`,
  )
  return page('News', `<ul class="news-list">\n${rows.join('\n')}\n</ul>`)
}

/** An article page. Its markup changes with `visits` (a counter, a script), its text does not. */
export function articleOf(item: PublishedItem, visits: number): string {
  return page(
    item.title,
    `<article><h1>${escapeXml(item.title)}</h1><div class="date">${item.published.toISOString()}</div>
<div class="share"><a href="/share">Share this page</a></div>
<div class="text">${bodyOf(item)}<script>count(${visits})</script></div><div class="view-count">${visits} views</div></article>`,
  )
}

function page(title: string, main: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeXml(title)} | Ministry</title></head><body>
<nav><a href="/">Home</a> <a href="/contact">Contact the ministry and its departments</a></nav>
<main>${main}</main><footer>Ministry of the Interior Sea, 1 Harbour Street</footer></body></html>`
}
