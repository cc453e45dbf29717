import type { CheerioAPI } from 'cheerio'
import type { AnyNode, Element } from 'domhandler'
import type { Source } from '../../domain/source.ts'
import { canonicalUrl, isFromSource } from '../../domain/address.ts'
import { dateInUrl, type Published, parseDate } from '../date.ts'
import type { Entry } from '../entries.ts'
import { normaliseText, textOfNodes } from '../text.ts'

type Candidate = { readonly entry: Entry; readonly shape: string; readonly score: number; readonly dated: boolean }

/** Where menus live; a list of documents is never there. */
const MENUS =
  'nav, header, footer, aside, form, [role="navigation"], [class*="menu" i], [class*="breadcrumb" i], [id*="menu" i], [class*="pagination" i], [class*="pager" i]'

/** What a link to a document leads to is a page. */
const NO_PAGE = /\.(?:jpe?g|png|gif|svg|webp|pdf|docx?|xlsx?|pptx?|zip|rar|mp[34]|avi|ics|xml|rss)$/i

/** A list has at least so many lines. */
const FEWEST = 3

/**
 * The list of documents in a page nobody described: links with titles, of one shape (the same tags and classes around them), with days
 * beside them. Every shape of which most links have a day is taken; where there is none, the one shape that scores highest.
 */
export function likelyEntries($: CheerioAPI, base: string, source: Source): readonly Entry[] {
  const menus = new Set<AnyNode>($(MENUS).toArray())
  const candidates = $('a[href]')
    .toArray()
    .filter((link) => !isWithin(link, menus))
    .map((link) => candidateOf($, link, base, source))
    .filter((candidate) => candidate !== undefined)
  const shapes = [...Map.groupBy(candidates, ({ shape }) => shape).values()].filter(({ length }) => length >= FEWEST)
  const dated = shapes.filter((links) => links.filter((link) => link.dated).length * 2 > links.length)
  const best = shapes.toSorted((a, b) => total(b) - total(a)).slice(0, 1)
  const chosen = new Set((dated.length > 0 ? dated : best).flat())
  return candidates.filter((candidate) => chosen.has(candidate)).map(({ entry }) => entry)
}

const total = (links: readonly Candidate[]): number => links.reduce((sum, { score }) => sum + score, 0)

function candidateOf($: CheerioAPI, link: Element, base: string, source: Source): Candidate | undefined {
  const title = titleOfLink($, link)
  if (!isTitle(title)) return undefined
  const href = link.attribs['href'] ?? ''
  const url = canonicalUrl(href, base, source)
  if (url === undefined || url === canonicalUrl(base, base, source) || !isFromSource(url, source)) return undefined
  if (NO_PAGE.test(URL.parse(url)?.pathname ?? '')) return undefined
  const published = dateBeside(link, source) ?? dateInUrl(url, source)
  const isDeep = /\d{3}|(?:[^/-]+-){3}/.test(URL.parse(url)?.pathname ?? '')
  return {
    entry: { href, title, publishedAt: published?.at },
    shape: shapeOf(link),
    dated: published !== undefined,
    score: Math.min(title.length, 80) * (published ? 3 : 1) * (isDeep ? 2 : 1) * (isBelow(url, base) ? 2 : 1),
  }
}

/** A link's own words, or its title where it holds a picture only. The address of a sitemap is no title. */
export function titleOfLink($: CheerioAPI, link: Element): string {
  if (link.name === 'loc') return ''
  const words = normaliseText(textOfNodes([link])).replaceAll('\n', ' ')
  return words === '' ? ($(link).attr('title')?.trim() ?? '') : words
}

/** Longer than the words of menus and buttons: three words, or eight Chinese characters. */
const isTitle = (title: string): boolean => title.length >= 20 || /[\p{sc=Han}\p{sc=Kana}\p{sc=Hangul}]{8}/u.test(title)

/** Whether an address lies in the folder of the listing. */
function isBelow(url: string, base: string): boolean {
  const folder = new URL('.', base).pathname
  return folder.length > 1 && (URL.parse(url)?.pathname.startsWith(folder) ?? false)
}

/** Tags and classes of a link and of what is around it. */
function shapeOf(link: Element): string {
  const steps: string[] = []
  for (let node: Element | null = link; node && steps.length < 4; node = parentOf(node)) {
    const classes = (node.attribs['class'] ?? '').split(/\s+/).filter((name) => !/\d/.test(name))
    steps.push([node.name, ...classes.sort()].join('.'))
  }
  return steps.join(' < ')
}

/**
 * The day beside a link: in the words around it, up to where other links begin, then in its own. A day in a title is
 * that of the meeting more often than that of publication, so it comes last.
 */
export function dateBeside(link: Element, source: Source): Published | undefined {
  const own = textOfNodes([link])
  const around = aroundOf(link)
  const beside = around === link ? '' : textOfNodes([around]).replace(own, ' ')
  return parseDate(beside.slice(0, LONGEST_LINE), source) ?? parseDate(own, source)
}

/** A line of a list is no longer than this, summary included. */
const LONGEST_LINE = 2_000

/** The largest element around a link that holds no other. */
function aroundOf(link: Element): Element {
  let around = link
  for (let node = parentOf(link); node && node.name !== 'body'; node = parentOf(node)) {
    if (holdsOtherLink(node, link.attribs['href'])) return around
    around = node
  }
  return around
}

/** A line of a list is made of fewer nodes; what is larger is no line, and is not searched again for each of its links. */
const MOST_NODES = 200

function holdsOtherLink(root: Element, href: string | undefined): boolean {
  const todo: AnyNode[] = [root]
  for (let seen = 0; seen < todo.length; seen += 1) {
    const node = todo[seen]
    if (node?.type !== 'tag') continue
    const other = node.attribs['href']
    if (node.name === 'a' && other !== undefined && other !== href) return true
    if (todo.length + node.children.length > MOST_NODES) return true
    todo.push(...node.children)
  }
  return false
}

function isWithin(node: AnyNode, containers: ReadonlySet<AnyNode>): boolean {
  for (let around: AnyNode | null = node; around; around = around.parent) if (containers.has(around)) return true
  return false
}

const parentOf = (node: Element): Element | null => (node.parent?.type === 'tag' ? node.parent : null)
