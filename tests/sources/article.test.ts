import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SourceError } from '../../src/domain/errors.ts'
import type { Source } from '../../src/domain/source.ts'
import { extractArticle } from '../../src/sources/article.ts'
import { loadReadable } from '../../src/sources/readable.ts'
import { aSource } from './builders.ts'
import { anyString } from '../any-string.ts'

const address = { asked: 'https://ministry.example/news/1', cameFrom: 'https://ministry.example/news/1' }
const findArticle = await loadReadable()

const sentence =
  'Foreign Minister Mirella Fictiva of Ruritania received the ambassador of Syldavia and spoke of the railway. '
const page = (main: string, head = '<title>Meeting | Ministry</title>'): string =>
  `<!doctype html><html><head>${head}</head><body><nav>Home News Contact</nav><main>${main}</main><footer>1 Harbour Street</footer></body></html>`

const textOf = (main: string, article: Source['article'] = { body: '.text' }): string | undefined =>
  extractArticle(page(main), address, aSource({ article }), undefined)?.text

const faultOf = (html: string, cameFrom = address.cameFrom): string => {
  try {
    extractArticle(html, { ...address, cameFrom }, aSource({ article: { body: '.text' } }), findArticle)
  } catch (error) {
    if (error instanceof SourceError) return error.message
  }
  return 'no fault'
}

describe('the text of an article', () => {
  test('is one line a paragraph, in one form', () => {
    expect(
      textOf('<div class="text"><p>One&nbsp;<b>bold</b>   word.</p>\n<p>Two\u200b<br>three.</p> <p> </p></div>'),
    ).toBe('One bold word.\nTwo\nthree.')
  })

  test('leaves out scripts, forms, share buttons, counters and pictures', () => {
    const furniture =
      '<script>x()</script><style>p{}</style><form>Search</form><div class="share-buttons">Share</div><span class="view-count">12</span><figure><figcaption>Photo</figcaption></figure><ul class="related"><li>More</li></ul>'
    expect(textOf(`<div class="text"><p>The text.</p>${furniture}</div>`)).toBe('The text.')
  })

  test('leaves out what the source says to drop', () => {
    expect(
      textOf('<div class="text"><p>The text.</p><p class="foot">Printed 3 times</p></div>', {
        body: '.text',
        drop: '.foot',
      }),
    ).toBe('The text.')
  })

  test('counts nothing twice where alternatives of a selector lie one in the other', () => {
    expect(textOf('<div class="text"><div id="body"><p>Once.</p></div></div>', { body: '.text, #body, p' })).toBe(
      'Once.',
    )
  })

  test('joins separate matches in their order', () => {
    expect(textOf('<p class="text">First.</p><hr><p class="text">Second.</p>')).toBe('First.\nSecond.')
  })

  test('keeps the cells of a table apart', () => {
    expect(
      textOf('<table class="text"><tr><td>Trade</td><td>up</td></tr><tr><td>Debt</td><td>down</td></tr></table>'),
    ).toBe('Trade up\nDebt down')
  })

  test('is found by general extraction where selectors find none', () => {
    const html = page(`<article><h1>Meeting</h1>${`<p>${sentence.repeat(3)}</p>`.repeat(4)}</article>`)
    const article = extractArticle(html, address, aSource({ article: { body: '.renamed' } }), findArticle)
    expect(article?.text.split('\n')).toHaveLength(4)
  })
})

describe('title and date of an article', () => {
  const read = (main: string, article: Source['article'], head?: string) =>
    extractArticle(
      page(`${main}<div class="text"><p>${sentence}</p></div>`, head),
      address,
      aSource({ article: { body: '.text', ...article } }),
      undefined,
    )

  test('come from the source’s selectors', () => {
    const article = read('<h1>Menu</h1><h2 class="t">Talks on fish</h2><i class="d">23 April 2025, 10:05</i>', {
      title: '.t',
      date: '.d',
    })
    expect(article).toMatchObject({
      title: 'Talks on fish',
      shown: { at: new Date('2025-04-23T10:05:00Z'), exact: true },
    })
  })

  test('prefer what an element says to machines', () => {
    expect(read('<time datetime="2025-04-23T10:05:00+04:00">two days ago</time>', { date: 'time' })?.shown?.at).toEqual(
      new Date('2025-04-23T06:05:00Z'),
    )
  })

  test('come from the heading and the page’s metadata otherwise', () => {
    const head = '<title>Ministry</title><meta property="article:published_time" content="2025-04-23T10:05:00Z">'
    expect(read('<h1>Talks on fish</h1>', {}, head)).toMatchObject({
      title: 'Talks on fish',
      shown: undefined,
      declared: { at: new Date('2025-04-23T10:05:00Z') },
    })
  })
})

describe('a day that nobody said where to find', () => {
  const dayOf = (main: string, head?: string): string | undefined =>
    extractArticle(
      page(`${main}<div class="text"><p>${sentence}</p></div>`, head),
      address,
      aSource({ article: { body: '.text' } }),
      undefined,
    )
      ?.declared?.at.toISOString()
      .slice(0, 10)

  test.each([
    '<div><h1>Talks on fish</h1><p class="post-date">23 April 2025</p></div>',
    '<div><div><h1>Talks on fish</h1></div><ul><li id="pubDate">Released: 23.04.2025</li></ul></div>',
    '<header><time>April 23, 2025</time><h1>Talks on fish</h1></header>',
  ])('is that of the line beside the heading that is called a date: %#', (main) => {
    expect(dayOf(main)).toBe('2025-04-23')
  })

  test('is not that of another document’s line far from the heading, nor one in a sentence', () => {
    const related = '<section><div class="date">1 January 2020</div></section>'
    const near = `<div><div><div><div><div><h1>Talks on fish</h1></div></div></div></div></div>${related}`
    expect(dayOf(near)).toBeUndefined()
    const told = `<div><h1>Talks on fish</h1><div class="update">${sentence}They had met on 1 January 2020.</div></div>`
    expect(dayOf(told)).toBeUndefined()
  })

  test('is what the page tells machines, where it does', () => {
    const head = '<title>Ministry</title><meta property="article:published_time" content="2025-04-24T10:05:00Z">'
    expect(dayOf('<div><h1>Talks</h1><p class="date">23 April 2025</p></div>', head)).toBe('2025-04-24')
  })
})

describe('a page that came with status 200 and is no document', () => {
  test.each([
    [page('<h1>Page not found</h1><p>Sorry.</p>'), /soft 404/],
    [page('<p>x</p>', '<title>404 - Ministry</title>'), /soft 404/],
    [page('<h1>页面不存在</h1>'), /soft 404/],
    [page('<h1>Страница не найдена</h1>'), /soft 404/],
    [
      page(`<div class="text"><p>We regret that the page you are looking for has been moved. ${sentence}</p></div>`),
      /soft 404/,
    ],
    [page('<h1>Service error</h1><p>We are sorry.</p>'), /an error page \("Service error"\)/],
    [page('<p>Come back later.</p>', '<title>Service Temporarily Unavailable</title>'), /an error page/],
    ['<html><head><script src="/app.js"></script></head><body><div id="root"></div></body></html>', /app shell/],
    ['<html><body><app-root></app-root><script>boot()</script></body></html>', /app shell/],
    ['<html><body><p></p></body></html>', /no text in the page/],
    ['', /no text/],
  ])('is named: %#', (html, reason) => {
    const message = faultOf(html)
    expect(message).toMatch(reason)
    expect(message).toContain('xa-mfa')
    expect(message).toContain(address.asked)
  })

  test.each([
    'https://ministry.example/',
    'https://ministry.example/404.html',
    'https://ministry.example/error/notfound',
  ])('is named where the site sent us to %s', (cameFrom) => {
    expect(faultOf(page(`<div class="text"><p>${sentence.repeat(5)}</p></div>`), cameFrom)).toMatch(/soft 404/)
  })

  test('is not seen in a document that speaks of such things', () => {
    const html = page(`<h1>Missing persons not found after flood</h1><div class="text"><p>${sentence}</p></div>`)
    expect(faultOf(html)).toBe('no fault')
  })
})

describe('whatever the page', () => {
  const tag = fc.constantFrom(
    'div',
    'p',
    'a',
    'table',
    'td',
    'script',
    'body',
    'html',
    'svg',
    'template',
    'select',
    'time',
    'h1',
  )
  const piece = fc.oneof(
    tag.map((name) => `<${name} class="text">`),
    tag.map((name) => `</${name}>`),
    anyString(),
    fc.constantFrom('<!--', '-->', '<![CDATA[', '&#x0;', '<meta charset=', '<base href="//">', '\u0000'),
  )

  test('extraction gives an article or a SourceError', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const message = faultOf(pieces.join(''))
        expect(message).toMatch(/no fault|^xa-mfa: could not read/)
      }),
      { numRuns: 200 },
    )
  })

  test('so does one nested a hundred thousand deep', () => {
    expect(faultOf(`${'<div class="text">'.repeat(100_000)}deep`)).toMatch(/no fault|xa-mfa/)
  })

  test('its text does not change with its decoration', () => {
    fc.assert(
      fc.property(fc.nat(), fc.string(), (count, label) => {
        const decorated = `<div class="text"><p>${sentence}</p><script>${label.replaceAll('<', '')}</script><span class="hits">${count}</span></div>`
        expect(textOf(decorated)).toBe(sentence.trim())
      }),
    )
  })
})
