import type { Reply } from '../ministry.ts'
import { gated } from './asia.ts'
import { escaped, htmlPage, proseOf, shownIn, type WorldSite } from './site.ts'

const ZONE = 'Asia/Tehran'

/** Iran’s ministry: a delivery network’s cookie gate before everything. */
export const iranianMinistry: WorldSite = {
  reads: 'ir-mfa-statements',
  language: 'en',
  pathOf: (n) => `/portal/newsview/${766_000 + n}`,
  show(ministry, items) {
    const behindGate = (path: string, reply: Reply): void =>
      ministry.script(
        path,
        gated('__arcsco=9f8e', () => reply),
      )
    const rows = items.map((item) => `<li><a href="${item.path}/minister-fictiva">${escaped(item.title)}</a></li>`)
    behindGate('/portal/newsarchive/699', { body: htmlPage('Statements', `<ul>${rows.join('\n')}</ul>`) })
    for (const item of items) {
      const { day, time } = shownIn(ZONE, item.published)
      const body = `<div class="news-text-full"><h4>${escaped(item.title)}</h4><span class="nv-info">${day.replaceAll('-', '/')} - ${time}</span>${proseOf(item)}</div>`
      behindGate(`${item.path}/minister-fictiva`, { body: htmlPage(item.title, body) })
    }
  },
  withdraw: (ministry, { path }) => ministry.remove(`${path}/minister-fictiva`),
}

/** Iran’s presidency: a sitemap of both languages without titles; an id asked for in the wrong language leads to /404.html, which answers 200. */
export const iranianPresidency: WorldSite = {
  reads: 'ir-president',
  language: 'en',
  pathOf: (n) => `/en/${158_000 + n}`,
  show(ministry, items) {
    const locations = items.flatMap(({ path, published }) => [
      `<url><loc>${ministry.baseUrl}${path}</loc><lastmod>${published.toISOString()}</lastmod></url>`,
      `<url><loc>${ministry.baseUrl}${path.replace('/en/', '/fa/')}</loc><lastmod>${published.toISOString()}</lastmod></url>`,
    ])
    ministry.serve('/view/sitemap.php?page=1', {
      type: 'text/xml',
      body: `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${locations.join('\n')}</urlset>`,
    })
    ministry.serve('/404.html', htmlPage('Presidency', '<p>Nothing is here.</p>'))
    for (const item of items) {
      const body = `<h1 class="header-c1">${escaped(item.title)}</h1><article>${proseOf(item)}</article>`
      ministry.serve(item.path, htmlPage(item.title, body))
    }
  },
  withdraw: (ministry, { path }) => ministry.serve(path, { status: 302, headers: { location: '/404.html' } }),
}
