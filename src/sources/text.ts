import type { AnyNode, Element } from 'domhandler'
import { IN_SIGHT, isSeen, type Sight, sightOf, TELLING } from './sight.ts'

/** Elements that begin and end a paragraph. */
const BLOCKS = new Set(
  'address article blockquote body center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tbody tr ul'.split(
    ' ',
  ),
)

/** Elements whose text is not the document's. */
const SILENT = new Set(
  'script style noscript template nav footer aside form button select option textarea iframe object svg math audio video canvas head figure'.split(
    ' ',
  ),
)

/** Classes and ids of what a site puts into and under its articles: share buttons, counters, related links, print links. */
const FURNITURE =
  /(?:^|[\s_-])(?:share|sharing|social|addthis|a2a|breadcrumbs?|related|pager|pagination|counter|page-?views|views?-?count|hits|tags|toolbar|fontsize|qrcode|screen-reader-text|visually-hidden|sr-only)(?:$|[\s_-])/i

/** What a reader sees of some nodes, and how many characters of them are hidden from sight and left out. */
export type SeenText = { readonly text: string; readonly hidden: number }

/** The text of some nodes: one line a paragraph, without scripts, navigation, furniture and what is hidden from sight. */
export function textOfNodes(roots: readonly AnyNode[]): string {
  return seenTextOf(roots).text
}

/** The same, and how much was hidden. What hides all of it at once waits for a script that shows it, and hides nothing. */
export function seenTextOf(roots: readonly AnyNode[]): SeenText {
  const seen = readNodes(roots, sightAround)
  return seen.text === '' && seen.hidden > 0 ? readNodes(roots, () => IN_SIGHT) : seen
}

/** Reads any depth without recursion. */
function readNodes(roots: readonly AnyNode[], sightOfRoot: (root: AnyNode) => Sight): SeenText {
  const out: string[] = []
  let hidden = 0
  const todo: (AnyNode | string)[] = [...roots].reverse()
  const sights = todo.map((root) => (typeof root === 'string' ? IN_SIGHT : sightOfRoot(root)))
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    const sight = sights.pop() ?? IN_SIGHT
    if (typeof node === 'string') out.push(node)
    else if (node.type === 'text') {
      const words = node.data.replace(/\s+/g, ' ')
      if (isSeen(sight)) out.push(words)
      else hidden += words.trim().length
    } else if ('children' in node) {
      const isRoot = roots.includes(node)
      if (isTag(node) && !isRoot && isSilent(node)) continue
      const inside = isTag(node) && !isRoot ? sightIn(node, sight) : sight
      const edge = inside.gone ? '' : edgeOf(node)
      out.push(edge)
      todo.push(edge)
      sights.push(inside)
      for (let child = node.children.length - 1; child >= 0; child -= 1) {
        todo.push(node.children[child] ?? '')
        sights.push(inside)
      }
    }
  }
  return { text: normaliseText(out.join('')), hidden }
}

/** How a node is seen by what it and everything above it say. */
function sightAround(root: AnyNode): Sight {
  const above: Element[] = []
  for (let node: AnyNode | null = root; node; node = node.parent) if (isTag(node)) above.push(node)
  return above.reduceRight((sight, element) => sightIn(element, sight), IN_SIGHT)
}

/** Most elements say nothing, and are passed without a look at what they might say. */
function sightIn({ name, attribs }: Element, around: Sight): Sight {
  if (around === IN_SIGHT && !Object.keys(attribs).some((one) => TELLING.has(one))) return around
  return sightOf({ name, attribute: (one) => attribs[one] }, around)
}

/** Text in its one form: NFC, a paragraph a line, no invisible marks, no doubled spaces; the same words give the same text. */
export function normaliseText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, '')
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .split('\n')
    .map((line) => line.replace(/[\s\p{Cc}\p{Zs}]+/gu, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
}

const isTag = (node: AnyNode): node is Element => node.type === 'tag' || node.type === 'script' || node.type === 'style'

function isSilent({ name, attribs }: Element): boolean {
  if (SILENT.has(name)) return true
  return FURNITURE.test(attribs['class'] ?? '') || FURNITURE.test(attribs['id'] ?? '')
}

function edgeOf(node: AnyNode): string {
  if (!isTag(node)) return ''
  if (node.name === 'br' || BLOCKS.has(node.name)) return '\n'
  return node.name === 'td' || node.name === 'th' ? ' ' : ''
}
