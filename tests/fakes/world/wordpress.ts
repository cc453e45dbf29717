import type { Ministry } from '../ministry.ts'
import { escaped, htmlPage, proseOf, rssOf, type WorldItem, type WorldSite, XML } from './site.ts'

// WordPress: full texts in a feed with a small window; the guid is a number that nobody may open; pages of the feed by ?paged=N.

const WINDOW = 10

/** Serves a feed of so many posts a page, and the posts' pages. */
function showFeed(ministry: Ministry, path: string, items: readonly WorldItem[]): void {
  let visits = 0
  ministry.script(path, (request) => {
    visits += 1
    const page = Number(new URL(request.path, ministry.baseUrl).searchParams.get('paged') ?? 1)
    const posts = items.slice((page - 1) * WINDOW, page * WINDOW)
    if (posts.length === 0) return { status: 404, body: htmlPage('Page not found', '<h1>Nothing here</h1>') }
    return { type: XML, body: rssOf(posts.map((item) => entryOf(ministry.baseUrl, item, visits))) }
  })
  for (const item of items) {
    const body = `<main><h1>${escaped(item.title)}</h1><div class="entry-content">${proseOf(item)}</div></main>`
    ministry.serve(item.path, htmlPage(item.title, body))
  }
}

/** A post with a script that is another at every visit, and with the signature under the text. */
function entryOf(baseUrl: string, item: WorldItem, visits: number): string {
  const link = `${baseUrl}${item.path}`
  const script = `<script type="text/javascript">jQuery(document).ready(function() { seen(${visits}) })</script>`
  const signature = `<p>The post <a href="${link}">${escaped(item.title)}</a> appeared first on <a href="${baseUrl}">Department of Atlantis</a>.</p>`
  return `<item><title>${escaped(item.title)}</title><link>${link}?utm_source=rss</link><guid isPermaLink="false">${baseUrl}/?page_id=${item.published.getTime() / 60_000}</guid>
<pubDate>${item.published.toUTCString()}</pubDate><description><![CDATA[${script}${proseOf(item)}${signature}]]></description></item>`
}

/** The State Department: a feed of the ten newest releases. */
export const stateDepartment: WorldSite = {
  reads: 'us-state-press',
  language: 'en',
  pathOf: (n) => `/minister-fictiva-and-her-guest-no-${n}/`,
  show: (ministry, items) => showFeed(ministry, '/rss-feed/press-releases/feed/', items),
}

/** The White House: the same, and its feed has further pages. */
export const whiteHouse: WorldSite = {
  reads: 'us-wh-news',
  language: 'en',
  pathOf: (n) => `/briefings-statements/2025/04/minister-fictiva-and-her-guest-no-${n}/`,
  show: (ministry, items) => showFeed(ministry, '/news/feed/', items),
}
