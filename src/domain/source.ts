import type { PartyCode } from './key-point.ts'

export const AUTHORITIES = ['official', 'official-translation', 'state-media', 'agency', 'mirror'] as const
export type Authority = (typeof AUTHORITIES)[number]

export const SOURCE_KINDS = ['rss', 'atom', 'json', 'html', 'folder'] as const
export type SourceKind = (typeof SOURCE_KINDS)[number]

/** Where an issuer's readouts are listed. Data, from `config/sources.yaml`; never written by the program. */
export type Source = {
  readonly id: string
  readonly issuer: PartyCode
  readonly body: string
  readonly name: string
  readonly language: string
  readonly authority: Authority
  readonly kind: SourceKind
  /** The feed or listing page; for `folder` a path, relative to the file that names it. */
  readonly url: string
  /** CSS selectors; what is absent is found by general extraction. */
  readonly listing?:
    | { readonly item: string; readonly title?: string | undefined; readonly date?: string | undefined }
    | undefined
  readonly article?:
    | { readonly title?: string | undefined; readonly date?: string | undefined; readonly body?: string | undefined }
    | undefined
  /** For `json`: dotted paths into the answer. */
  readonly fields?: Readonly<Record<string, string>> | undefined
  /** IANA zone of dates that carry none. */
  readonly zone: string
  readonly intervalMinutes: number
  readonly spacingSeconds: number
  readonly licence?: string | undefined
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
}
