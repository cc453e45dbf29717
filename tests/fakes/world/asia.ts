import { encodeAs } from '../encode.ts'
import type { Ministry, Received, Reply } from '../ministry.ts'
import { feedOf } from '../ministry-pages.ts'
import { escaped, htmlPage, longDay, proseOf, rssOf, shownIn, type WorldItem, type WorldSite } from './site.ts'

/** India’s ministry: fragments of HTML by numbers, a list and a text each from its own endpoint; its old pages answer 200 with an apology. */
export const indiaFragments: WorldSite = {
  reads: 'in-mea-press',
  language: 'en',
  pathOf: (n) => `/press-releases.htm?dtl/${39_000 + n}/Minister_Fictiva_and_her_guest`,
  show(ministry, items) {
    const rows = items.map(
      (item) => `<div class="pressBox"><h3 class="pressTitle"><a href="${item.path}">${escaped(item.title)}</a></h3>
<span class="date">${longDay('Asia/Kolkata', item.published, 'en-GB').replace(/ (\d{4})$/, ', $1')}</span></div>`,
    )
    ministry.script('/FrontEnd/FetchPublicationListingData', ({ path }) =>
      /[?&]publicationId=51&/.test(path) ? { body: rows.join('\n') } : { body: APOLOGY },
    )
    ministry.script('/FrontEnd/FetchPublicationDetailData', ({ path }) => {
      const item = items.find((some) => some.path.includes(`dtl/${/[?&]pkid=(\d+)/.exec(path)?.[1]}/`))
      return { body: item ? fragmentOf(item) : APOLOGY }
    })
    ministry.serve('/press-releases.htm', APOLOGY)
  },
  // What is no longer published is answered with the apology.
  withdraw: () => undefined,
}

const APOLOGY = htmlPage(
  'Ministry',
  '<main><h1>We are sorry</h1><p>The page you are looking for has been moved or deleted.</p></main>',
)

const fragmentOf = (item: WorldItem): string =>
  `<h2 class="titleText">${escaped(item.title)}</h2><div class="description">${proseOf(item)}</div>`

/** The Prime Minister’s Office of Japan: RDF, with the prime minister’s ordinal in every address. */
export const kantei: WorldSite = {
  reads: 'jp-kantei-en',
  language: 'en',
  pathOf: (n, published) => `/105/actions/${published.toISOString().slice(0, 7).replace('-', '')}/_0000${n}.html`,
  show(ministry, items) {
    ministry.serve('/index-e2.rdf', {
      type: 'application/rdf+xml',
      body: feedOf('rdf', ministry.baseUrl, items, false),
    })
    for (const item of items) {
      const body = `<main><div class="section"><h1>${escaped(item.title)}</h1><div class="article-text">${proseOf(item)}</div></div></main>`
      ministry.serve(item.path, htmlPage(item.title, body))
    }
  },
}

/** Lets in only who brings the cookie; everybody else is sent round to where he stands, with it. */
export function gated(cookie: string, answer: (request: Received) => Reply): (request: Received) => Reply {
  return (request) =>
    request.headers.cookie?.includes(cookie)
      ? answer(request)
      : { status: 307, headers: { location: request.path, 'set-cookie': `${cookie}; Path=/; HttpOnly` } }
}

/** South Korea’s ministry: a cookie gate before everything, and a feed in `encoding`. */
export const koreanMinistryIn = (encoding: 'euc-kr' | 'utf-8'): WorldSite => ({
  reads: 'kr-mofa-ko',
  language: 'ko',
  pathOf: (n) => `/www/brd/m_4080/view.do?seq=${375_000 + n}`,
  show(ministry, items) {
    const behindGate = (path: string, reply: Reply): void =>
      ministry.script(
        path,
        gated('TMOSHCooKie=a1b2', () => reply),
      )
    const feed = feedOf('rss', ministry.baseUrl, items, false).replace('encoding="UTF-8"', `encoding="${encoding}"`)
    const body = encoding === 'utf-8' ? feed : encodeAs(encoding, feed)
    behindGate('/www/brd/rss.do', { type: 'text/xml', body })
    for (const item of items) {
      const row = `<table class="board_detail"><tr><td class="detail_body">${proseOf(item)}</td></tr></table>`
      behindGate(item.path, { body: htmlPage(item.title, `<h2>${escaped(item.title)}</h2>${row}`, { lang: 'ko' }) })
    }
  },
})

/** South Korea’s presidency: a list in JSON that is asked for by POST with the codes of a menu. */
export const koreanPresidency: WorldSite = {
  reads: 'kr-president',
  language: 'ko',
  pathOf: (n) => `/briefings/Xy${n}Ab`,
  show(ministry, items) {
    const list = items.slice(0, 10).map((item) => {
      const { day, time } = shownIn('Asia/Seoul', item.published)
      return {
        SUBJECT: item.title,
        CONTENTS: `<div>${proseOf(item)}</div>`,
        WRITE_DT: `${day} ${time}:00`,
        BBS_CD: item.path.slice('/briefings/'.length),
      }
    })
    ministry.script('/ajaxf/frBoard/bbsViewGalleryList.do', ({ method, body }) => {
      const known = method === 'POST' && new URLSearchParams(body).get('MENU_CD') === 'nFSy219D'
      return { type: 'application/json;charset=UTF-8', body: JSON.stringify({ data: { list: known ? list : [] } }) }
    })
    for (const item of items) ministry.serve(item.path, htmlPage(item.title, proseOf(item), { lang: 'ko' }))
  },
}

/** Taiwan’s ministry: a feed without dates; its pages count years from 1912. */
export const taiwaneseMinistry: WorldSite = {
  reads: 'tw-mofa-zh',
  language: 'zh',
  pathOf: (n) => `/News_Content.aspx?n=95&s=${118_000 + n}`,
  show(ministry: Ministry, items) {
    const entries = items.map(
      (item) =>
        `<item><title>${escaped(item.title)}</title><link>${ministry.baseUrl}${escaped(item.path)}</link><description>…</description></item>`,
    )
    ministry.serve('/OpenData.aspx', { type: 'text/xml; charset=utf-8', body: rssOf(entries) })
    for (const item of items) ministry.serve(item.path, taiwanesePage(item))
  },
}

function taiwanesePage(item: WorldItem): string {
  const [year = '', month, day] = shownIn('Asia/Taipei', item.published).day.split('-').map(Number)
  const shown = `中華民國${Number(year) - 1911}年${month}月${day}日`
  const body = `<main><h1>${escaped(item.title)}</h1><div class="list-text detail"><ul class="info"><li class="date">發布日期：${shown}</li></ul></div>
<article class="essay"><div class="p">${proseOf(item)}</div></article></main>`
  return htmlPage(item.title, body, { lang: 'zh-Hant-TW' })
}
