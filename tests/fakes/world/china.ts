import { encodeAs } from '../encode.ts'
import type { Ministry } from '../ministry.ts'
import { escaped, htmlPage, longDay, proseOf, shownIn, type WorldItem, type WorldSite } from './site.ts'

// A CMS that writes static files: a channel is a folder, its listing index.html, index_1.html …; links are relative, nobody says a charset.

const ZONE = 'Asia/Shanghai'
const PER_PAGE = 10

/** No header says in which encoding a page is. */
const PLAIN_HTML = 'text/html'

/** robots.txt leads to the site's page for what it does not know. */
function showRobots(ministry: Ministry): void {
  ministry.serve('/robots.txt', { status: 302, headers: { location: '/404/index.html' } })
  ministry.serve('/404/index.html', htmlPage('System page', '<p>User-agent: *</p><p>Disallow: /</p>'))
}

/** Serves a channel's listing in pages of ten. */
function showChannel(
  ministry: Ministry,
  folder: string,
  ending: 'html' | 'shtml' | 'htm',
  items: readonly WorldItem[],
  toPage: (items: readonly WorldItem[]) => string | Uint8Array,
): void {
  for (let page = 0; page * PER_PAGE < Math.max(items.length, 1); page += 1) {
    const body = toPage(items.slice(page * PER_PAGE, (page + 1) * PER_PAGE))
    if (page === 0) ministry.serve(folder, { type: PLAIN_HTML, body })
    else ministry.serve(`${folder}index_${page}.${ending}`, { type: PLAIN_HTML, body })
  }
}

const relative = (folder: string, { path }: WorldItem): string => `./${path.slice(folder.length)}`

/** The English site: UTF-8 that nobody declares; the day in a line of its own under each link. */
export const chinaEnglish: WorldSite = {
  reads: 'cn-mfa-en-top',
  language: 'en',
  pathOf: (n, published) => `/eng/xw/zyxw/202504/t${compact(published)}_${11_600_000 + n}.html`,
  show(ministry, items) {
    showRobots(ministry)
    showChannel(ministry, '/eng/xw/zyxw/', 'html', items, (some) =>
      htmlPage(
        'Top News',
        `<div class="news_list">${some.map((item) => `<div><a href="${relative('/eng/xw/zyxw/', item)}">${escaped(item.title)}</a>\n<div>${longDay(ZONE, item.published, 'en-US')}</div></div>`).join('\n')}</div>`,
        { charset: '' },
      ),
    )
    for (const item of items) {
      const { day, time } = shownIn(ZONE, item.published)
      const body = `<div class="news_header"><div class="news_header_title">${escaped(item.title)}</div><div class="xltime">Updated: ${day} ${time}</div></div>
<div class="content_text">${proseOf(item)}</div><div class="news-foot"><a href="/eng/share">Share</a></div>`
      ministry.serve(item.path, { type: PLAIN_HTML, body: htmlPage(item.title, body, { charset: '' }) })
    }
  },
}

/** The Chinese site in its old encoding, which nothing declares; the day in full-width brackets inside each link. */
export const chinaChinese: WorldSite = {
  reads: 'cn-mfa-zh-minister',
  language: 'zh',
  pathOf: (n, published) => `/web/wjbzhd/202504/t${compact(published)}_${11_599_000 + n}.shtml`,
  show(ministry, items) {
    showRobots(ministry)
    const bytes = (title: string, body: string) =>
      encodeAs('gb18030', htmlPage(title, body, { charset: '', lang: 'zh' }))
    showChannel(ministry, '/web/wjbzhd/', 'shtml', items, (some) =>
      bytes(
        '部长活动',
        `<div class="newsBd"><ul class="list1">${some.map((item) => `<li><a href="${relative('/web/wjbzhd/', item)}">${escaped(item.title)}（${shownIn(ZONE, item.published).day}）</a></li>`).join('\n')}</ul></div>`,
      ),
    )
    for (const item of items) {
      const { day, time } = shownIn(ZONE, item.published)
      const body = `<div class="news-title"><h1>${escaped(item.title)}</h1></div><div class="time"><span>${day} ${time}</span></div>
<div class="news-main"><div id="News_Body_Txt_A">${proseOf(item)}</div></div>`
      ministry.serve(item.path, { type: PLAIN_HTML, body: bytes(item.title, body) })
    }
  },
}

/** The mission to the United Nations: the same CMS with `.htm`, and minutes in its list. */
export const chinaMission: WorldSite = {
  reads: 'cn-mission-un-en',
  language: 'en',
  pathOf: (n, published) => `/eng/zgyw/202504/t${compact(published)}_${11_601_000 + n}.htm`,
  show(ministry, items) {
    const zone = 'America/New_York'
    showChannel(ministry, '/eng/zgyw/', 'htm', items, (some) =>
      htmlPage(
        'News',
        `<ul class="list">${some
          .map((item) => {
            const { day, time } = shownIn(zone, item.published)
            return `<li><a href="${relative('/eng/zgyw/', item)}">${escaped(item.title)}</a><span>(${day} ${time})</span></li>`
          })
          .join('\n')}</ul>`,
        { charset: '' },
      ),
    )
    for (const item of items) {
      const body = `<div class="wrap"><h1>${escaped(item.title)}</h1><div id="article">${proseOf(item)}</div></div>`
      ministry.serve(item.path, { type: PLAIN_HTML, body: htmlPage(item.title, body, { charset: '' }) })
    }
  },
}

const compact = (at: Date): string => shownIn(ZONE, at).day.replaceAll('-', '')
