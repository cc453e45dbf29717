import type { CheerioAPI } from 'cheerio'
import { load } from 'cheerio/slim'
import { DomHandler, type Element } from 'domhandler'
import { Parser } from 'htmlparser2'
import { normaliseText, type SeenText, seenTextOf, textOfNodes } from './text.ts'

/** Deeper than browsers go, and than any page is; parsers' time grows with the square of it. */
const DEEPEST = 512

class TooDeepError extends Error {}

class ShallowHandler extends DomHandler {
  override onopentag(name: string, attributes: Record<string, string>): void {
    if (this.tagStack.length > DEEPEST) throw new TooDeepError()
    super.onopentag(name, attributes)
  }
}

/** HTML (or XML) as a document to select from, whatever state it is in; nothing where it is nested too deep to be a page. */
export function parseMarkup(text: string, form: 'html' | 'xml' = 'html'): CheerioAPI | undefined {
  const xml = form === 'xml'
  const handler = new ShallowHandler()
  try {
    new Parser(handler, { xmlMode: xml, recognizeCDATA: xml }).end(text)
  } catch (error) {
    if (error instanceof TooDeepError) return undefined
    throw error
  }
  return load(handler.root, { xml })
}

/** The text of a piece of HTML, as feeds and JSON answers carry it. */
export function textOfHtml(html: string): string {
  return seenTextOfHtml(html).text
}

/** The same, and how much of it is hidden from sight and left out. */
export function seenTextOfHtml(html: string): SeenText {
  return seenTextOf(parseMarkup(html)?.root().toArray() ?? [])
}

/** One line of text: a title, a date. Entities and markup are undone. */
export function lineOfHtml(html: string): string {
  return textOfHtml(html).replaceAll('\n', ' ')
}

/** The text of the first element that a selector finds, on one line; nothing where that is empty. */
export function lineAt($: CheerioAPI, selector: string, within?: Element): string | undefined {
  const found = (within ? $(within).find(selector) : $(selector)).first()
  const line = normaliseText(textOfNodes(found.toArray())).replaceAll('\n', ' ')
  return line === '' ? undefined : line
}

/** What the first element that a selector finds says of a date: its machine-readable attribute before its text. */
export function dateTextAt($: CheerioAPI, selector: string, within?: Element): string | undefined {
  const found = (within ? $(within).find(selector) : $(selector)).first()
  return found.attr('datetime') ?? found.attr('content') ?? lineAt($, selector, within)
}
