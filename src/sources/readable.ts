import type { FindArticle } from './article.ts'
import { IN_SIGHT, isSeen, type Sight, sightOf, TELLING } from './sight.ts'

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
      const hidden = dropHidden(document.body)
      const options = { maxElemsToParse: MOST_ELEMENTS, charThreshold: 200 }
      const content = new Readability(document, options).parse()?.content
      return content ? { html: content, hidden } : undefined
    } catch {
      // Both throw on what is no page (no body, too many elements, too deep): then there is no article in it.
      return undefined
    }
  }
}

/** As much of a page's tree as is looked at here; elements alone have a name and attributes. */
type PageNode = {
  readonly nodeType: number
  readonly childNodes: Iterable<PageNode>
  textContent: string | null
  readonly localName?: string
  getAttribute?(name: string): string | null
  getAttributeNames?(): readonly string[]
}

const TEXT = 3

/** Takes out of a page what its own elements hide from sight, which the algorithm would take for text; gives how many characters that was. */
function dropHidden(body: PageNode | null): number {
  let hidden = 0
  const todo: (readonly [PageNode, Sight])[] = body ? [[body, IN_SIGHT]] : []
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const [node, sight] = next
    for (const child of node.childNodes) {
      if (child.nodeType !== TEXT) todo.push([child, sightInside(child, sight)])
      else if (!isSeen(sight)) {
        hidden += (child.textContent ?? '').trim().length
        child.textContent = ''
      }
    }
  }
  return hidden
}

function sightInside(node: PageNode, around: Sight): Sight {
  if (node.localName === undefined || !node.getAttribute) return around
  if (around === IN_SIGHT && !node.getAttributeNames?.().some((name) => TELLING.has(name))) return around
  return sightOf({ name: node.localName, attribute: (name) => node.getAttribute?.(name) }, around)
}
