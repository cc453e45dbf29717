import { SourceError } from '../../domain/errors.ts'
import type { Source } from '../../domain/source.ts'
import { parseDate } from '../date.ts'
import type { Entry } from '../entries.ts'
import { parseFeed } from '../feed/parse.ts'
import { lineOfHtml, parseMarkup, seenTextOfHtml } from '../html.ts'
import { titleOfPage } from '../page-check.ts'

/**
 * A JSON answer → its entries. `fields` are dotted paths (`tags.0.name`): `items` to the list, the others from one item: `title`, `date`,
 * `text` (HTML), and `url`, which may also be a pattern (`/briefings/{id}`). Without `items` the first list is taken whose items
 * have a title and an address: some sites rename the way to it at every build. `script` selects the element of a page that
 * holds the JSON. Throws `SourceError`.
 */
export function parseJsonListing(text: string, base: string, source: Source): readonly Entry[] {
  const { fields } = source
  if (!fields) return parseFeed(text, base, source)
  const fail = (what: string, missing = false): SourceError =>
    new SourceError(`${source.id}: ${base} brought ${what}`, 'broken', { missing })
  const page = fields['script'] ? undefined : titleOfPage(text)
  if (page !== undefined) throw fail(`a web page ("${page}") where JSON was expected`)
  const root = parsed(fields['script'] ? (parseMarkup(text)?.(fields['script']).first().text() ?? '') : text)
  if (root === undefined) throw fail('no JSON')
  const toEntry = (item: unknown): Entry | undefined => entryOf(item, fields, source)
  const list =
    fields['items'] === undefined ? firstList(root, (item) => toEntry(item) !== undefined) : at(root, fields['items'])
  if (!Array.isArray(list))
    throw fail(`JSON without the list ${fields['items'] ?? 'of documents'}; did the site change?`)
  const entries = list.map(toEntry).filter((entry) => entry !== undefined)
  if (list.length === 0) throw fail('an empty list', true)
  if (entries.length === 0) throw fail('a list whose items have no address')
  return entries
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

type Fields = Readonly<Record<string, string | undefined>>

function entryOf(item: unknown, fields: Fields, source: Source): Entry | undefined {
  const field = (name: string): string | undefined => {
    const path = fields[name]
    return path === undefined ? undefined : asText(at(item, path))
  }
  const href = addressOf(item, fields['url'] ?? 'url')
  const title = field('title')
  if (href === undefined || title === undefined) return undefined
  const date = field('date')
  const { text, hidden } = seenTextOfHtml(source.textFrom === 'page' ? '' : (field('text') ?? ''))
  return {
    href,
    title: lineOfHtml(title),
    publishedAt: date === undefined ? undefined : parseDate(date, source)?.at,
    text: text === '' ? undefined : text,
    hidden: hidden || undefined,
  }
}

/** A path to the address, or a pattern that is filled in; nothing where a part is missing. */
function addressOf(item: unknown, pattern: string): string | undefined {
  if (!pattern.includes('{')) return asText(at(item, pattern))
  let isWhole = true
  const address = pattern.replaceAll(/\{([^{}]+)\}/g, (_, path: string) => {
    const part = asText(at(item, path))
    isWhole &&= part !== undefined
    return encodeURI(part ?? '')
  })
  return isWhole ? address : undefined
}

const asText = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : typeof value === 'number' ? String(value) : undefined

function at(root: unknown, path: string): unknown {
  let value = root
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as Readonly<Record<string, unknown>>)[key]
  }
  return value
}

/** The first list, from the outside inwards, of which some item is good. */
function firstList(root: unknown, isGood: (item: unknown) => boolean): readonly unknown[] | undefined {
  const waiting: unknown[] = [root]
  for (let seen = 0; seen < waiting.length; seen += 1) {
    const value = waiting[seen]
    if (Array.isArray(value) && value.some(isGood)) return value
    if (typeof value === 'object' && value !== null) waiting.push(...Object.values(value))
  }
  return undefined
}
