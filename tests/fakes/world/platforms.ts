import type { Ministry } from '../ministry.ts'
import { escaped, htmlPage, longDay, proseOf, shownIn, type WorldItem, type WorldSite } from './site.ts'

// Sites that are built with the same products the world over.

function showPages(ministry: Ministry, items: readonly WorldItem[], mainOf: (item: WorldItem) => string): void {
  for (const item of items) ministry.serve(item.path, htmlPage(item.title, `<main>${mainOf(item)}</main>`))
}

/** SharePoint: further pages by a script’s postback. */
export const sharePoint: WorldSite = {
  reads: 'sa-mofa-news',
  language: 'en',
  pathOf: (n) => `/en/ministry/news/Pages/Minister-Fictiva-and-her-Guest-${n}.aspx`,
  show(ministry, items) {
    const rows = items.map(
      (item) =>
        `<div class="rightPost"><h3><a href="${item.path}">${escaped(item.title)}</a></h3><div class="article-date">${longDay('Asia/Riyadh', item.published, 'en-GB')}</div></div>`,
    )
    ministry.serve(
      '/en/ministry/news/Pages/default.aspx',
      htmlPage('News', `<form>${rows.join('\n')}<a href="javascript:__doPostBack('next','')">Next</a></form>`),
    )
    showPages(
      ministry,
      items,
      (item) => `<h1>${escaped(item.title)}</h1><div class="article-text">${proseOf(item)}</div>`,
    )
  },
}

/** Liferay: a table whose links carry the way back, another at every visit; days with the month first. */
export const liferay: WorldSite = {
  reads: 'my-kln',
  language: 'en',
  pathOf: (n) => `/web/guest/post/minister-fictiva-and-her-guest-no-${n}`,
  show(ministry, items) {
    let visits = 0
    ministry.script('/web/guest/press-releases', () => {
      visits += 1
      const rows = items.map(
        (item) =>
          `<tr><td><a href="${item.path}?inheritRedirect=true&amp;redirect=%2Fweb%2Fguest%3Fp_p_id%3D${visits}">${escaped(item.title)}</a></td><td>${new Date(`${shownIn('Asia/Kuala_Lumpur', item.published).day}T00:00:00Z`).toLocaleDateString('en-US', { timeZone: 'UTC', dateStyle: 'short' })}</td></tr>`,
      )
      return { body: htmlPage('Press Releases', `<table><tbody>${rows.join('\n')}</tbody></table>`) }
    })
    showPages(
      ministry,
      items,
      (item) =>
        `<h3 class="header-title"><span>${escaped(item.title)}</span></h3><div class="journal-content-article">${proseOf(item)}</div>`,
    )
  },
}

/** Joomla: a table of a category, further rows by `?start=` and the number of rows before them. */
export const joomla: WorldSite = {
  reads: 'ph-dfa',
  language: 'en',
  pathOf: (n) => `/dfa-news/dfa-releasesupdate/${35_000 + n}-minister-fictiva-and-her-guest`,
  show(ministry, items) {
    ministry.script('/dfa-news/dfa-releasesupdate', ({ path }) => {
      const start = Number(new URL(path, ministry.baseUrl).searchParams.get('start') ?? 0)
      const rows = items
        .slice(start, start + 10)
        .map(
          (item) =>
            `<tr><td class="list-title"><a href="${item.path}">${escaped(item.title)}</a></td><td class="list-date">${longDay('Asia/Manila', item.published, 'en-GB')}</td></tr>`,
        )
      return {
        body: htmlPage(
          'Releases',
          `<h1>Releases</h1><form id="adminForm"><table><tbody>${rows.join('\n')}</tbody></table></form>`,
        ),
      }
    })
    showPages(
      ministry,
      items,
      (item) => `<h2>${escaped(item.title)}</h2><div itemprop="articleBody">${proseOf(item)}</div>`,
    )
  },
}

/** Plone: a tile with a picture and a title that lead to the same page, further tiles by `?b_start:int=`. */
export const plone: WorldSite = {
  reads: 'br-mre-en',
  language: 'en',
  pathOf: (n) => `/mre/en/contact-us/press-area/press-releases/minister-fictiva-and-her-guest-${n}`,
  show(ministry, items) {
    ministry.script('/mre/en/contact-us/press-area/press-releases', ({ path }) => {
      const start = Number(new URL(path, ministry.baseUrl).searchParams.get('b_start:int') ?? 0)
      const tiles = items.slice(start, start + 10).map((item) => {
        const day = shownIn('America/Sao_Paulo', item.published).day.split('-').reverse().join('/')
        return `<article class="tileItem"><h2><a href="${item.path}">${escaped(item.title)}</a></h2><a href="${item.path}"><img alt=""></a><span class="value">${day}</span></article>`
      })
      return {
        body: htmlPage(
          'Press releases',
          `<div id="content"><h1>Press releases</h1>${tiles.join('\n') || '<p>There are currently no items in this folder.</p>'}</div>`,
        ),
      }
    })
    showPages(
      ministry,
      items,
      (item) => `<h1>${escaped(item.title)}</h1><div id="parent-fieldname-text">${proseOf(item)}</div>`,
    )
  },
}

/** Angular with the server’s state: no links in the page, the list as data in a script, under keys that every build renames. */
export const angularState: WorldSite = {
  reads: 'hu-kormany',
  language: 'en',
  pathOf: (n) => `/hirek/fictiva-miniszter-vendege-${n}`,
  show(ministry, items) {
    ministry.robots('User-agent: *\nDisallow: /publicapi\n')
    let builds = 0
    ministry.script('/hirek', () => {
      builds += 1
      const rows = items.slice(0, 12).map((item) => ({
        slug: item.path.slice('/hirek/'.length),
        name: item.title,
        date: shownIn('Europe/Budapest', item.published).day,
        ministry: { name: 'Külügyminisztérium' },
      }))
      const state = {
        [`${builds}f3`]: { body: [1, 2] },
        [`${builds}a9`]: { body: { items: rows, total: rows.length } },
      }
      const script = `<script id="ng-state" type="application/json">${JSON.stringify(state)}</script>`
      return { body: htmlPage('Hírek', `<app-root></app-root>${script}`, { lang: 'hu' }) }
    })
    showPages(
      ministry,
      items,
      (item) => `<article><h1>${escaped(item.title)}</h1><div>${proseOf(item)}</div></article>`,
    )
  },
}

/** A site whose classes are hashes that every build changes: only the shape of the addresses stays. */
export const hashedClasses: WorldSite = {
  reads: 'th-mfa',
  language: 'en',
  pathOf: (n) => `/en/content/minister-fictiva-and-her-guest-${n}?cate=5d5bcb4e15e39c306000683e`,
  show(ministry, items) {
    let builds = 0
    ministry.script('/en/index', () => {
      builds += 1
      const css = (name: string): string => `${name}_${(builds * 7_919).toString(36)}x`
      const cards = items.map(
        (item) =>
          `<div class="${css('card')}"><a class="${css('link')}" href="${item.path}" title="${escaped(item.title)}"><h3>${escaped(item.title)}</h3></a><p class="${css('date')}">${longDay('Asia/Bangkok', item.published, 'en-GB')}</p></div>`,
      )
      return {
        body: htmlPage(
          'News',
          `<div class="${css('grid')}">${cards.join('\n')}<a href="/en/page/about-our-ministry">About our ministry</a></div>`,
        ),
      }
    })
    showPages(
      ministry,
      items,
      (item) => `<article><h1>${escaped(item.title)}</h1><div>${proseOf(item)}</div></article>`,
    )
  },
}
