import type { AnyNode, Element } from 'domhandler'

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

/** The text of some nodes: one line a paragraph, without scripts, navigation and furniture. Reads any depth without recursion. */
export function textOfNodes(roots: readonly AnyNode[]): string {
  const out: string[] = []
  const todo: (AnyNode | string)[] = [...roots].reverse()
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    if (typeof node === 'string') out.push(node)
    else if (node.type === 'text') out.push(node.data.replace(/\s+/g, ' '))
    else if ('children' in node) {
      if (isTag(node) && !roots.includes(node) && isSilent(node)) continue
      const edge = edgeOf(node)
      out.push(edge)
      todo.push(edge)
      for (let child = node.children.length - 1; child >= 0; child -= 1) todo.push(node.children[child] ?? '')
    }
  }
  return normaliseText(out.join(''))
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
  if (SILENT.has(name) || attribs['hidden'] !== undefined || attribs['aria-hidden'] === 'true') return true
  return FURNITURE.test(attribs['class'] ?? '') || FURNITURE.test(attribs['id'] ?? '')
}

function edgeOf(node: AnyNode): string {
  if (!isTag(node)) return ''
  if (node.name === 'br' || BLOCKS.has(node.name)) return '\n'
  return node.name === 'td' || node.name === 'th' ? ' ' : ''
}
