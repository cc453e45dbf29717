import { feedOf } from '../ministry-pages.ts'
import { escaped, htmlPage, longDay, proseOf, rssOf, type WorldItem, type WorldSite, XML } from './site.ts'

/** GOV.UK: an Atom feed of twenty entries that say only when each was updated, and clean pages. */
export const govUk: WorldSite = {
  reads: 'gb-no10',
  language: 'en',
  pathOf: (n) => `/government/news/minister-fictiva-and-her-guest-no-${n}`,
  show(ministry, items) {
    const entries = items.slice(0, 20).map(
      (item) => `<entry><id>${ministry.baseUrl}${item.path}#${item.published.toISOString()}</id>
<updated>${(item.updated ?? item.published).toISOString()}</updated>
<link rel="alternate" type="text/html" href="${ministry.baseUrl}${item.path}"/><title>${escaped(item.title)}</title><summary type="html">What it is about.</summary></entry>`,
    )
    const feed = `<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:gov.uk</id><title>Activity</title>\n${entries.join('\n')}</feed>`
    ministry.serve('/government/organisations/prime-ministers-office-10-downing-street.atom', {
      type: 'application/atom+xml; charset=utf-8',
      body: feed,
    })
    for (const item of items) {
      const body = `<main><h1>${escaped(item.title)}</h1><div class="govspeak">${proseOf(item)}</div></main>`
      ministry.serve(item.path, htmlPage(item.title, body))
    }
  },
}

/** The Council: summaries in its feed; every page stands behind a browser check. */
export const council: WorldSite = {
  reads: 'eu-council-press',
  language: 'en',
  hidesPages: true,
  pathOf: (n, published) =>
    `/en/press/press-releases/${published.toISOString().slice(0, 10).replaceAll('-', '/')}/no-${n}/`,
  show: (ministry, items) => {
    ministry.serve('/en/rss/pressreleases.ashx', { type: XML, body: feedOf('rss', ministry.baseUrl, items, true) })
    for (const { path } of items) ministry.fail(path, 'challenge')
  },
}

/** The Commission: texts in its feed, with tracking in the links; pages are shells that scripts fill. */
export const commission: WorldSite = {
  reads: 'eu-commission-press',
  language: 'en',
  hidesPages: true,
  pathOf: (n) => `/commission/presscorner/detail/en/ip_25_${1_000 + n}`,
  show(ministry, items) {
    const entries = items.slice(0, 10).map(
      (item) => `<item><title>${escaped(item.title)}</title><link>${ministry.baseUrl}${item.path}?pk_campaign=rss</link>
<pubDate>${item.published.toUTCString()}</pubDate><description>${escaped(proseOf(item))}</description></item>`,
    )
    ministry.serve('/commission/presscorner/api/rss', { type: XML, body: rssOf(entries) })
    for (const { path } of items) ministry.fail(path, 'shell')
  },
}

/** The External Action Service: Drupal, a list whose pages are counted from 0, behind the last one an empty list. */
export const externalAction: WorldSite = {
  reads: 'eu-eeas-press',
  language: 'en',
  pathOf: (n) => `/eeas/minister-fictiva-and-her-guest-number-${n}_en`,
  show(ministry, items) {
    ministry.script('/eeas/press-material_en', ({ path }) => {
      const page = Number(new URL(path, ministry.baseUrl).searchParams.get('page') ?? 0)
      const rows = items.slice(page * 10, page * 10 + 10).map(cardOf)
      return { body: htmlPage('Press material', `<main>${rows.join('\n') || '<p>No results found.</p>'}</main>`) }
    })
    for (const item of items) ministry.serve(item.path, drupalPage(item))
  },
}

const cardOf = (item: WorldItem): string =>
  `<div class="card"><h5 class="card-title"><a href="${item.path}">${escaped(item.title)}</a></h5><div class="card-footer">${longDay('Europe/Brussels', item.published, 'en-GB')}</div></div>`

const drupalPage = (item: WorldItem): string =>
  htmlPage(
    item.title,
    `<main><article class="node"><h1>${escaped(item.title)}</h1><div class="field">${proseOf(item)}</div></article></main>`,
  )

/** The Élysée in English: the links of its feed lead nowhere; without /en they work. */
export const elysee: WorldSite = {
  reads: 'fr-elysee-en',
  language: 'en',
  pathOf: (n, published) =>
    `/emmanuel-macron/${published.toISOString().slice(0, 10).replaceAll('-', '/')}/meeting-no-${n}`,
  show(ministry, items) {
    const entries = items.map(
      (item) =>
        `<item><title>${escaped(item.title)}</title><link>${ministry.baseUrl}/en${item.path}</link><pubDate>${item.published.toUTCString()}</pubDate><description>Summary.</description></item>`,
    )
    ministry.serve('/en/feed', { type: XML, body: rssOf(entries) })
    for (const item of items) ministry.serve(item.path, drupalPage(item))
  },
}

/** Romania's government: a feed that is no well-formed XML. */
export const brokenFeed: WorldSite = {
  reads: 'ro-gov',
  language: 'en',
  pathOf: (n) => `/en/news/minister-fictiva-and-her-guest-no-${n}`,
  show(ministry, items) {
    const entries = items.map(
      (item) =>
        `<item><title>${escaped(item.title)}</title><link>${ministry.baseUrl}${item.path}</link><pubDate>${item.published.toUTCString()}</pubDate><description>Fish & ships&nbsp;<br>and more</description></item>`,
    )
    ministry.serve('/en/rss', { type: XML, body: `\n<!-- cached -->${rssOf(entries)}` })
    for (const item of items) ministry.serve(item.path, drupalPage(item))
  },
}
