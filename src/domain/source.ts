import type { SourceFailure } from './errors.ts'
import type { PartyCode } from './key-point.ts'

/** How official a source is, the most official first. */
export const AUTHORITIES = ['official', 'official-translation', 'state-media', 'agency', 'mirror'] as const
/** One of `AUTHORITIES`. */
export type Authority = (typeof AUTHORITIES)[number]

/** In what form a source lists its readouts. */
export const SOURCE_KINDS = ['rss', 'atom', 'json', 'html', 'folder'] as const
/** One of `SOURCE_KINDS`. */
export type SourceKind = (typeof SOURCE_KINDS)[number]

/** The year count of the dates a site shows. Names of eras and years in words of their own need no declaration. */
export const CALENDARS = ['gregorian', 'roc', 'buddhist', 'persian', 'hijri'] as const
/** One of `CALENDARS`. */
export type Calendar = (typeof CALENDARS)[number]

/** Exchanges what matches `match` (a regular expression) for `to`, in which `$1` … stand for its groups. */
export type Rewrite = { readonly match: string; readonly to: string }

/** CSS selectors of a listing page; what is absent is found by general rules. */
export type ListingSelectors = {
  readonly item: string
  /** Within the item; absent where the item is the link or holds only one. */
  readonly link?: string | undefined
  readonly title?: string | undefined
  readonly date?: string | undefined
}

/** CSS selectors of an article page; every match of `body` counts, nothing in `drop` does. */
export type ArticleSelectors = {
  readonly title?: string | undefined
  readonly date?: string | undefined
  readonly body?: string | undefined
  readonly drop?: string | undefined
}

/** How a listing is asked for, where a plain GET is not enough. */
export type ListingRequest = {
  /** Sent as a form by POST. */
  readonly form?: Readonly<Record<string, string>> | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/** Where an issuer's readouts are listed. Data, from `config/sources.yaml`; never written by the program. */
export type Source = {
  readonly id: string
  readonly issuer: PartyCode
  readonly body: string
  readonly name: string
  /** ISO 639-1, with a script where it matters: `zh-Hant`. */
  readonly language: string
  readonly authority: Authority
  readonly kind: SourceKind
  /** The feed or listing page; for `folder` a path, relative to the file that names it. */
  readonly url: string
  readonly request?: ListingRequest | undefined
  readonly listing?: ListingSelectors | undefined
  readonly article?: ArticleSelectors | undefined
  /** For `json`: dotted paths into the answer (`items`, `title`, `url`, `date`, `text`, `script`); see `sources/json/`. */
  readonly fields?: Readonly<Record<string, string | undefined>> | undefined
  /** Hosts, besides that of `url`, whose pages are this source's own documents. */
  readonly hosts?: readonly string[] | undefined
  /** Other names of its hosts: alias → the name in canonical addresses. */
  readonly aliases?: Readonly<Record<string, string>> | undefined
  /** Only listed addresses that match this regular expression are documents. */
  readonly include?: string | undefined
  /** A regular expression for the part of an address by which a document is the same at any address of its host, such as a number. */
  readonly identity?: string | undefined
  /** Turns a listed address into the one that people can open. */
  readonly link?: Rewrite | undefined
  /** Turns a document's address into the one its text is fetched from. */
  readonly page?: Rewrite | undefined
  /** Where the text is, if the length of a feed's entries does not tell. */
  readonly textFrom?: 'feed' | 'page' | undefined
  /** IANA zone of dates that carry none. */
  readonly zone: string
  /** Order of all-number dates where day and month could be mixed up; day first if absent. */
  readonly dateOrder?: 'day-first' | 'month-first' | undefined
  readonly calendar?: Calendar | undefined
  /** `keep` where the site demands that its cookies come back; or the cookies to send. */
  readonly cookies?: 'keep' | Readonly<Record<string, string>> | undefined
  /** Address of the further pages of the listing, absolute or relative to `url`: `{page}` counts up from `first`, by `step` (1 if absent). */
  readonly olderPages?: { readonly url: string; readonly first: number; readonly step?: number | undefined } | undefined
  readonly intervalMinutes: number
  readonly spacingSeconds: number
  readonly timeoutSeconds?: number | undefined
  /** How long after a page was first stored it is looked at again for edits; after 1, 24 and 168 hours if absent, never if empty. */
  readonly revisitHours?: readonly number[] | undefined
  readonly licence?: string | undefined
  /** What an operator should know of it. */
  readonly note?: string | undefined
  /** Why the program does not poll it; absent where it does. */
  readonly disabled?: string | undefined
}

/** Feeds the ledger and alerts; anything else is labelled and its quotes are not called verbatim. */
export function isAuthoritative(source: Pick<Source, 'authority'>): boolean {
  return source.authority !== 'agency' && source.authority !== 'mirror'
}

/** How a source is doing; kept between runs, so that back-off survives a restart. */
export type SourceState = {
  readonly source: string
  readonly nextPollAt: Date
  /** Rounds that failed since the last success. */
  readonly failures: number
  readonly lastTriedAt?: Date | undefined
  readonly lastSuccessAt?: Date | undefined
  readonly lastNewItemAt?: Date | undefined
  /** The newest publication day seen, `YYYY-MM-DD`. */
  readonly newestContent?: string | undefined
  /** What went wrong at the last try, for people. */
  readonly lastError?: string | undefined
  /** What kind of failure that was. */
  readonly lastFailure?: SourceFailure | undefined
  /** The longest that it went without a new text, in days, as far as its days of publication are known. */
  readonly longestGapDays?: number | undefined
  /** Pages in a row in which its selectors found no text. */
  readonly unmatchedPages?: number | undefined
}

/** How far a source was read back beyond what its listing shows. */
export type Backfill = {
  /** Texts of this day and later are wanted, `YYYY-MM-DD`. */
  readonly since: string
  /** The page to go on with, counted from 1 behind the first. */
  readonly nextPage: number
  readonly finishedAt?: Date | undefined
}
