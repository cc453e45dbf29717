import { feedOf } from '../ministry-pages.ts'
import { escaped, htmlPage, longDay, proseOf, shownIn, type WorldItem, type WorldSite } from './site.ts'

const ZONE = 'Europe/Istanbul'

/** Türkiye’s ministry: lists by GUID, further pages by a script’s postback, the day in the title and nowhere else. */
export const turkishMinistry: WorldSite = {
  reads: 'tr-mfa-html',
  language: 'en',
  pathOf: (n) => `/no_-${180 + n}_-minister-fictiva-and-her-guest.en.mfa`,
  titled: (title, n, published) => `No: ${180 + n}, ${longDay(ZONE, published, 'en-GB')}, ${title}`,
  show(ministry, items) {
    const rows = items.map((item) => `<div class="sub_lstitm"><a href="${item.path}">${escaped(item.title)}</a></div>`)
    ministry.serve(
      '/sub.en.mfa?248a41bb-6744-4d91-91f7-500bd7a2cac1',
      htmlPage(
        'Press Releases',
        `<form>${rows.join('\n')}<a href="javascript:__doPostBack('ctl00$pager','2')">2</a></form>`,
      ),
    )
    for (const item of items) {
      const body = `<h1>${escaped(item.title)}</h1><div class="info">${proseOf(item)}</div>`
      ministry.serve(item.path, htmlPage(item.title, body))
    }
  },
}

const PER_PAGE = 4

/** Türkiye’s presidency: the language hangs on a cookie, and behind the last page stands the first again. */
export const turkishPresidency: WorldSite = {
  reads: 'tr-president',
  language: 'en',
  pathOf: (n) => `/en/news/542/${158_000 + n}/minister-fictiva-and-her-guest`,
  show(ministry, items) {
    const pages = Math.max(1, Math.ceil(items.length / PER_PAGE))
    ministry.script('/en/news/', ({ path, headers }) => {
      if (!headers.cookie?.includes('3c3L0f05=2')) return { status: 302, headers: { location: '/haberler/' } }
      const asked = Number(new URL(path, ministry.baseUrl).searchParams.get('page') ?? 1)
      const page = asked > pages ? 1 : asked
      return { body: listOf(items.slice((page - 1) * PER_PAGE, page * PER_PAGE)) }
    })
    ministry.serve(
      '/haberler/',
      htmlPage('Haberler', '<dl><dd><a href="/haberler/1/2/x">Haber</a></dd></dl>', { lang: 'tr' }),
    )
    for (const item of items) {
      const day = longDay(ZONE, item.published, 'en-GB')
      const body = `<div id="news-detail"><h1>${escaped(item.title)}</h1><h6>${day}</h6><div id="divContentArea">${proseOf(item)}</div></div>`
      ministry.serve(item.path, htmlPage(item.title, body))
    }
  },
}

const listOf = (items: readonly WorldItem[]): string => {
  const rows = items.map(
    (item) =>
      `<dt class="date">${shownIn(ZONE, item.published).day.split('-').reverse().join('.')}</dt><dd><a href="${item.path}">${escaped(item.title)}</a></dd>`,
  )
  return htmlPage('News', `<dl>${rows.join('\n')}</dl>`)
}

/** Azerbaijan’s presidency: a feed of summaries, pages with classes of their own. */
export const azerbaijaniPresidency: WorldSite = {
  reads: 'az-president-rss',
  language: 'en',
  pathOf: (n) => `/en/articles/view/${68_000 + n}`,
  show(ministry, items) {
    ministry.serve('/en/rss', { type: 'application/xml', body: feedOf('rss', ministry.baseUrl, items, false) })
    for (const item of items) {
      const { day, time } = shownIn('Asia/Baku', item.published)
      const body = `<div class="news_heading">${escaped(item.title)}</div><div class="news_date">${day.split('-').reverse().join('.')}, ${time}</div>
<div class="news_paragraph-block">${proseOf(item)}</div>`
      ministry.serve(item.path, htmlPage(item.title, body))
    }
  },
}
