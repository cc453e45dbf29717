import type { Ministry } from '../ministry.ts'
import { escaped, htmlPage, proseOf, rssOf, shownIn, type WorldItem, type WorldSite, XML } from './site.ts'

const ZONE = 'Europe/Moscow'

const article = (item: WorldItem): string =>
  htmlPage(
    item.title,
    `<h1 class="entry-title">${escaped(item.title)}</h1><div class="read__meta"><time datetime="${item.published.toISOString()}">Yesterday</time></div>
<div itemprop="articleBody">${proseOf(item)}<div class="read__bottom">Published in section: News</div></div>`,
  )

/** The Kremlin’s feed: Atom with whole texts, over plain http. */
export const kremlin: WorldSite = {
  reads: 'ru-kremlin-news-en',
  language: 'en',
  pathOf: (n) => `/events/president/news/${76_000 + n}`,
  show(ministry, items) {
    const entries = items.slice(0, 20).map(
      (item) => `<entry><id>${ministry.baseUrl}${item.path}</id><title>${escaped(item.title)}</title>
<link href="${ministry.baseUrl}${item.path}"/><published>${item.published.toISOString()}</published><updated>${item.published.toISOString()}</updated>
<content type="html">${escaped(proseOf(item))}</content></entry>`,
    )
    ministry.serve('/events/president/news/feed', {
      type: 'application/atom+xml; charset=utf-8',
      body: `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>${entries.join('\n')}</feed>`,
    })
    for (const item of items) ministry.serve(item.path, article(item))
  },
}

/** The Kremlin’s list of news: each row twice, for desktop and for mobile; days in words such as “Yesterday”. */
export const kremlinList: WorldSite = {
  reads: 'ru-kremlin-html',
  language: 'en',
  pathOf: (n) => `/events/president/news/${76_000 + n}`,
  show(ministry, items) {
    showPages(ministry, items, 20)
    for (const item of items) ministry.serve(item.path, article(item))
  },
}

function showPages(ministry: Ministry, items: readonly WorldItem[], perPage: number): void {
  for (let page = 0; page * perPage < items.length; page += 1) {
    const rows = items.slice(page * perPage, (page + 1) * perPage).map(rowsOf)
    const path = page === 0 ? '/events/president/news' : `/events/president/news/page/${page + 1}`
    ministry.serve(path, htmlPage('News', `<div class="events">${rows.join('\n')}</div>`))
  }
}

const rowsOf = ({ path, title, published }: WorldItem): string => {
  const time = `<time itemprop="datePublished" datetime="${shownIn(ZONE, published).day}">Yesterday</time>`
  return `<div class="hentry hentry_desktop"><a itemprop="url" href="${path}"><span itemprop="name">${escaped(title)}</span></a>${time}</div>
<div class="hentry hentry_mobile" ><div data-url="${path}"><span itemprop="name">${escaped(title)}</span></div>${time}</div>`
}

/** The foreign ministry: summaries in a feed, further pages forbidden by robots.txt, and now and then a bot check in place of all. */
export const foreignMinistry: WorldSite = {
  reads: 'ru-mid-rss-ru',
  language: 'ru',
  pathOf: (n) => `/ru/foreign_policy/news/${2_012_000 + n}/`,
  show(ministry, items) {
    ministry.robots('User-agent: *\nDisallow: /*?PAGEN_\n')
    const entries = items.map(
      (item) =>
        `<item><title>${escaped(item.title)}</title><link>${ministry.baseUrl}${item.path}</link><pubDate>${item.published.toUTCString()}</pubDate><description>Кратко.</description></item>`,
    )
    ministry.serve('/ru/rss.php', { type: XML, body: rssOf(entries) })
    for (const item of items) {
      const { day } = shownIn(ZONE, item.published)
      const body = `<h1 class="photo-content__title">${escaped(item.title)}</h1><span class="photo-content__date">${day.split('-').reverse().join('.')}</span>
<div class="text article-content">${proseOf(item)}</div>`
      ministry.serve(item.path, htmlPage(item.title, body, { lang: 'ru' }))
    }
  },
}

/** What stands in the place of everything while the foreign ministry’s firewall checks for browsers. */
export const F5_CHECK =
  '<html><head><meta charset="utf-8"><script type="text/javascript">(function(){window["bobcmn"]="101110101010102000000";})();</script></head><body></body></html>'

/** The government: twenty items over two weeks, beginnings of texts. */
export const government: WorldSite = {
  reads: 'ru-gov-rss',
  language: 'en',
  pathOf: (n) => `/en/news/${54_000 + n}/`,
  show(ministry, items) {
    const entries = items
      .slice(0, 20)
      .map(
        (item) =>
          `<item><title>${escaped(item.title)}</title><link>${ministry.baseUrl}${item.path}</link><pubDate>${item.published.toUTCString()}</pubDate><description>${escaped(item.title)}…</description></item>`,
      )
    ministry.serve('/en/all/rss/', { type: XML, body: rssOf(entries) })
    for (const item of items) {
      const body = `<div class="reader_article"><h3 class="reader_article_headline">${escaped(item.title)}</h3><div class="reader_article_body">${proseOf(item)}</div></div>`
      ministry.serve(item.path, htmlPage(item.title, body))
    }
  },
}
