import { type CheerioAPI, load } from 'cheerio'
import type { Element } from 'domhandler'
import { normaliseText, textOfNodes } from './text.ts'

/** The text of a piece of HTML, as feeds and JSON answers carry it. */
export function textOfHtml(html: string): string {
  return textOfNodes(load(html, null, false).root().toArray())
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
