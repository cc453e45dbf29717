import type { FetchedReadout } from '../domain/readout.ts'
import type { Source } from '../domain/source.ts'

/** What a listing says of one page. */
export type Listed = {
  /** Canonical address. */
  readonly url: string
  readonly title: string
  readonly publishedAt?: Date | undefined
  /** The whole text, where the feed carries it: then the page need not be fetched. */
  readonly text?: string | undefined
}

export type Listing =
  | {
      readonly kind: 'listed'
      readonly items: readonly Listed[] /** When the server says to come back at the earliest. */
      readonly notBefore?: Date | undefined
    }
  | { readonly kind: 'not-modified'; readonly notBefore?: Date | undefined }

/** Lists and fetches the readouts of one source. Throws only `SourceError`. */
export interface SourceAdapter {
  readonly source: Source
  /** Newest first as far as the source orders. Conditional: an unchanged listing is `not-modified`. */
  list(signal: AbortSignal): Promise<Listing>
  fetch(listed: Listed, signal: AbortSignal): Promise<FetchedReadout>
}
