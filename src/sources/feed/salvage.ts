import type { CheerioAPI } from 'cheerio'
import type { Element } from 'domhandler'
import { parseMarkup } from '../html.ts'
import type { FeedEntry } from './feed-entry.ts'

/**
 * Reads a feed that is no well-formed XML, element by element: tags that do not match, entities nobody declared, an end that never came.
 * An entry that was cut off is left out: half a text must not pass for the whole.
 */
export function salvageEntries(xml: string): readonly FeedEntry[] {
  const end = Math.max(xml.lastIndexOf('</item>'), xml.lastIndexOf('</entry>'))
  if (end === -1) return []
  const $ = parseMarkup(xml.slice(0, end), 'xml')
  if (!$) return []
  return $('item, entry')
    .toArray()
    .map((item) => entryOf($, item))
}

function entryOf($: CheerioAPI, item: Element): FeedEntry {
  const first = (...names: string[]): string | undefined => {
    for (const name of names) {
      const child = childNamed(item, name)
      const content = child && contentOf($, child)
      if (content) return content
    }
    return undefined
  }
  return {
    link: first('link') ?? hrefOf(childNamed(item, 'link')) ?? first('guid', 'id'),
    title: first('title') ?? '',
    date: first('pubdate', 'published', 'dc:date', 'updated', 'date'),
    updated: first('updated'),
    content: first('content:encoded', 'content'),
    summary: first('description', 'summary'),
  }
}

function childNamed(item: Element, name: string): Element | undefined {
  return item.children.find((child): child is Element => child.type === 'tag' && child.name.toLowerCase() === name)
}

/** Escaped or quoted HTML as it was meant; HTML that somebody forgot to escape, as it is. */
function contentOf($: CheerioAPI, element: Element): string {
  const isMarkup = element.children.some(({ type }) => type === 'tag')
  return (isMarkup ? ($(element).html() ?? '') : $(element).text()).trim()
}

const hrefOf = (link: Element | undefined): string | undefined => link?.attribs['href']
