import { SourceError } from '../domain/errors.ts'
import type { Source } from '../domain/source.ts'
import type { Listed, Rejected } from './adapter.ts'
import { canonicalUrl, isFromSource } from '../domain/address.ts'
import { dateInUrl } from './date.ts'

/** One line of a listing, as a parser found it. */
export type Entry = {
  /** As written: relative, aliased, with tracking. */
  readonly href: string
  readonly title: string
  readonly publishedAt?: Date | undefined
  readonly updatedAt?: Date | undefined
  readonly text?: string | undefined
  /** How many characters beside the text are hidden from sight and left out. */
  readonly hidden?: number | undefined
}

/** A listing sorted out; both in its own order. */
export type Entries = { readonly items: readonly Listed[]; readonly rejected: readonly Rejected[] }

/**
 * Takes what is a document of the source, each address once, in the listing's order; says of the rest why not.
 * `base` is where the listing came from. Throws `SourceError` where a listing holds entries and none can be taken.
 */
export function takeEntries(entries: readonly Entry[], base: string, source: Source): Entries {
  const items = new Map<string, Listed>()
  const rejected: Rejected[] = []
  const include = source.include === undefined ? undefined : new RegExp(source.include)
  for (const entry of entries) {
    const url = canonicalUrl(entry.href, base, source)
    const reason = url === undefined ? 'no web address' : reasonAgainst(url, source, include)
    if (url === undefined || reason !== undefined) {
      rejected.push({ url: url ?? entry.href, title: entry.title, reason: reason ?? 'no web address' })
      continue
    }
    items.set(url, merged(items.get(url), listedOf(entry, url, source)))
  }
  const [first] = rejected
  if (items.size === 0 && first) {
    const reason = `none of the ${rejected.length} entries at ${source.url} is a document of this source; the first: ${first.reason} (${first.url})`
    throw new SourceError(`${source.id}: ${reason}`, 'broken', { missing: true })
  }
  return { items: [...items.values()], rejected }
}

function reasonAgainst(url: string, source: Source, include: RegExp | undefined): string | undefined {
  if (!isFromSource(url, source)) return 'its host is not one of the source'
  if (include && !include.test(url)) return 'its address is not of the form of a document'
  return undefined
}

function listedOf({ title, publishedAt, updatedAt, text, hidden }: Entry, url: string, source: Source): Listed {
  return { url, title, publishedAt: publishedAt ?? dateInUrl(url, source)?.at, updatedAt, text, hidden }
}

/** The same page listed twice (for desktop and mobile, with picture and with text): whatever either tells. */
function merged(known: Listed | undefined, listed: Listed): Listed {
  if (!known) return listed
  return {
    url: known.url,
    title: known.title === '' ? listed.title : known.title,
    publishedAt: known.publishedAt ?? listed.publishedAt,
    updatedAt: known.updatedAt ?? listed.updatedAt,
    text: known.text ?? listed.text,
    hidden: known.text === undefined ? listed.hidden : known.hidden,
  }
}
