import type { FindArticle } from './article.ts'

/** More than any ministry's page has: the algorithm would take a second and longer. */
const MOST_ELEMENTS = 8_000
const LONGEST_PAGE = 4_000_000

/** General extraction by Mozilla's algorithm. Loaded when first needed: most sources have selectors. */
export async function loadReadable(): Promise<FindArticle> {
  const [{ Readability }, { parseHTML }] = await Promise.all([import('@mozilla/readability'), import('linkedom')])
  return (html) => {
    if (html.length > LONGEST_PAGE) return undefined
    try {
      const { document } = parseHTML(html)
      const options = { maxElemsToParse: MOST_ELEMENTS, charThreshold: 200 }
      return new Readability(document, options).parse()?.content ?? undefined
    } catch {
      // Both throw on what is no page (no body, too many elements, too deep): then there is no article in it.
      return undefined
    }
  }
}
