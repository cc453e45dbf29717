import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import { extractArticle } from '../../src/sources/article.ts'
import { takeEntries } from '../../src/sources/entries.ts'
import { parseListing } from '../../src/sources/html/parse.ts'
import { aSource } from '../sources/builders.ts'

/** What extraction costs, in milliseconds a page of ordinary size. */
export type SourceFigures = {
  readonly pageBytes: number
  readonly selectorsMs: number
  readonly readabilityMs: number
  /** How many times as fast selectors are as Mozilla's Readability on linkedom, in the same run on the same page. */
  readonly timesAsFast: number
  readonly pagesPerSecond: number
  readonly listingMs: number
}

/** Measures on invented pages of 30 kB, the size of a ministry's ordinary page. */
export function benchSources(rounds = 200): SourceFigures {
  const page = ordinaryPage()
  const listing = ordinaryListing()
  const source = aSource({ article: { body: '.text', date: '.date', title: 'h1' } })
  const address = { asked: source.url, cameFrom: source.url }
  const selectorsMs = millisecondsOf(rounds, () => extractArticle(page, address, source, undefined))
  const readabilityMs = millisecondsOf(Math.max(10, rounds >> 2), () =>
    new Readability(parseHTML(page).document).parse(),
  )
  const listingMs = millisecondsOf(rounds, () =>
    takeEntries(parseListing(listing, source.url, source), source.url, source),
  )
  return {
    pageBytes: Buffer.byteLength(page),
    selectorsMs,
    readabilityMs,
    timesAsFast: readabilityMs / selectorsMs,
    pagesPerSecond: 1000 / selectorsMs,
    listingMs,
  }
}

/** Mean of `rounds` runs, after a tenth as many to warm up. */
function millisecondsOf(rounds: number, work: () => unknown): number {
  for (let round = 0; round < rounds / 10; round += 1) work()
  const start = performance.now()
  for (let round = 0; round < rounds; round += 1) work()
  return (performance.now() - start) / rounds
}

const menu = Array.from(
  { length: 120 },
  (_, at) => `<li class="menu-item item-${at}"><a href="/section/${at}">Section number ${at}</a></li>`,
).join('\n')

const shell = (main: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Talks | Ministry</title><script>${'var x = 1;'.repeat(300)}</script></head>
<body><nav><ul>${menu}</ul></nav><main>${main}</main><footer><ul>${menu.replaceAll('menu-item', 'foot')}</ul></footer></body></html>`

function ordinaryPage(): string {
  const paragraph =
    'Foreign Minister Mirella Fictiva of Ruritania received Ambassador Otto Beispiel of Syldavia; they noted, with satisfaction, that work on the railway had made good progress. '
  const text = Array.from({ length: 12 }, () => `<p style="text-align: justify">${paragraph.repeat(4)}</p>`).join('\n')
  return shell(
    `<article><h1>Talks on the railway</h1><div class="date">23 April 2025, 10:05</div><div class="text">${text}</div></article>`,
  )
}

function ordinaryListing(): string {
  const rows = Array.from(
    { length: 30 },
    (_, at) =>
      `<div class="row"><a href="/news/${1000 + at}.html">Talks on the railway between the capitals, round ${at}</a><span>${1 + (at % 28)} April 2025</span></div>`,
  )
  return shell(rows.join('\n'))
}
