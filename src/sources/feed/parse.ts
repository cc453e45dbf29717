import { parseFeed as parseWithFeedsmith } from 'feedsmith'
import { SourceError } from '../../domain/errors.ts'
import type { Source } from '../../domain/source.ts'
import { parseDate } from '../date.ts'
import type { Entry } from '../entries.ts'
import { lineOfHtml, seenTextOfHtml } from '../html.ts'
import { titleOfPage } from '../page-check.ts'
import { normaliseText } from '../text.ts'
import type { FeedEntry } from './feed-entry.ts'
import { salvageEntries } from './salvage.ts'

/** RSS 0.9 to 2.0, Atom, RDF or JSON Feed, whichever it turns out to be. Throws `SourceError` where it is none, or empty. */
export function parseFeed(text: string, base: string, source: Source): readonly Entry[] {
  const page = titleOfPage(text)
  if (page !== undefined) throw broken(source, base, `a web page ("${page}") where a feed was expected`)
  const entries = feedEntries(text)
  if (!entries) throw broken(source, base, 'neither RSS, Atom, RDF nor JSON Feed')
  if (entries.length === 0) throw broken(source, base, 'a feed without a single entry', true)
  return entries.map((entry) => toEntry(entry, source))
}

/** How long a feed's `ttl` asks to be left alone; never more than an hour, for the reason that `freshUntil` gives. */
export function feedRestMs(text: string): number | undefined {
  const minutes = /<ttl>\s*(\d{1,6})\s*<\/ttl>/i.exec(text.slice(0, 10_000))?.[1]
  return minutes === undefined ? undefined : Math.min(Number(minutes), 60) * 60_000
}

const broken = (source: Source, url: string, what: string, missing = false): SourceError =>
  new SourceError(`${source.id}: ${url} brought ${what}`, 'broken', { missing })

function feedEntries(text: string): readonly FeedEntry[] | undefined {
  try {
    return wellFormedEntries(text)
  } catch {
    // Not well-formed, or no feed at all: feedsmith tells these apart by names of errors only.
    const salvaged = salvageEntries(text)
    return salvaged.length > 0 || /<(?:rss|feed|rdf:RDF)[\s>]/i.test(text.slice(0, 4_000)) ? salvaged : undefined
  }
}

function wellFormedEntries(text: string): readonly FeedEntry[] {
  const parsed = parseWithFeedsmith(text)
  switch (parsed.format) {
    case 'rss':
      return (parsed.feed.items ?? []).map((item) => ({
        link: item.link ?? item.guid?.value ?? item.atom?.links?.[0]?.href,
        title: item.title ?? '',
        date: item.pubDate ?? item.dc?.dates?.[0],
        content: item.content?.encoded,
        summary: item.description,
      }))
    case 'rdf':
      return (parsed.feed.items ?? []).map((item) => ({
        link: item.link ?? item.rdf?.about,
        title: item.title ?? '',
        date: item.dc?.dates?.[0],
        content: item.content?.encoded,
        summary: item.description,
      }))
    case 'atom':
      return (parsed.feed.entries ?? []).map((entry) => ({
        link: (entry.links?.find(({ rel = 'alternate' }) => rel === 'alternate') ?? entry.links?.[0])?.href ?? entry.id,
        title: entry.title?.value ?? '',
        date: entry.published ?? entry.updated,
        updated: entry.updated,
        content: entry.content?.value,
        summary: entry.summary?.value,
      }))
    case 'json':
      return (parsed.feed.items ?? []).map((item) => ({
        link: item.url ?? item.id,
        title: item.title ?? '',
        date: item.date_published ?? item.date_modified,
        updated: item.date_modified,
        content: item.content_html ?? item.content_text,
        summary: item.summary,
      }))
  }
}

function toEntry({ link = '', title, date, updated, content, summary }: FeedEntry, source: Source): Entry {
  return {
    href: link,
    title: /[<&]/.test(title) ? lineOfHtml(title) : normaliseText(title).replaceAll('\n', ' '),
    publishedAt: date === undefined ? undefined : parseDate(date, source)?.at,
    updatedAt: updated === undefined ? undefined : parseDate(updated, source)?.at,
    ...wholeText(content ?? summary, source),
  }
}

/** Shorter than this, an entry is taken for a summary: so many letters, or so many Chinese, Japanese or Korean ones. */
const WHOLE = 600
const WHOLE_CJK = 200
const CUT_OFF = /(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\b(?:read|continue|see) (?:more|reading)\b.{0,10})$/i
/** What a WordPress feed adds to each entry, after the text. */
const SIGNED_BY_WORDPRESS =
  /\n?(?:The post .{1,300} (?:first )?appeared (?:first )?on .{1,100}\.|L’article .{1,300} est apparu en premier sur .{1,100}\.)$/

/** The text of an entry, where that is the whole text. */
function wholeText(html: string | undefined, { textFrom }: Source): Pick<Entry, 'text' | 'hidden'> {
  if (html === undefined || textFrom === 'page') return {}
  const seen = seenTextOfHtml(html)
  const text = seen.text.replace(SIGNED_BY_WORDPRESS, '')
  return isWhole(text, textFrom) ? { text, hidden: seen.hidden || undefined } : {}
}

function isWhole(text: string, textFrom: Source['textFrom']): boolean {
  if (textFrom === 'feed') return text !== ''
  const isCjk = /[\p{sc=Han}\p{sc=Kana}\p{sc=Hangul}]{20}/u.test(text.replaceAll(/[\s\p{P}]/gu, ''))
  return text.length >= (isCjk ? WHOLE_CJK : WHOLE) && !CUT_OFF.test(text)
}
