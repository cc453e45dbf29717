import type { CheerioAPI } from 'cheerio'
import type { Element } from 'domhandler'
import type { Source } from '../domain/source.ts'
import { type Published, parseDate } from './date.ts'
import { textOfNodes } from './text.ts'

/** What designers call the line that says when a text came out. */
const DATE_LINES = '[class*="date" i], [class*="publish" i], [class*="time" i], [id*="date" i], time'

/** A line with a date in it is short; a paragraph that speaks of a day is not. */
const LONGEST_LINE = 80

/** So many elements around the heading are looked through: what is farther away belongs to other documents. */
const FARTHEST = 4

/** The day beside a page's heading, in a line that its own name calls a date: for pages of which nobody has said where they show it. */
export function dateNearHeading($: CheerioAPI, source: Source): Published | undefined {
  let around = $('h1').first().parent()
  for (let step = 0; step < FARTHEST && around.length > 0 && !around.is('body, html'); step += 1) {
    for (const line of around.find(DATE_LINES).toArray()) {
      const date = dateIn(line, source)
      if (date) return date
    }
    around = around.parent()
  }
  return undefined
}

function dateIn(line: Element, source: Source): Published | undefined {
  const text = textOfNodes([line])
  return text.length <= LONGEST_LINE ? parseDate(text, source) : undefined
}
