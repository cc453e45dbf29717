import type { FetchedReadout } from '../domain/readout.ts'
import type { Source } from '../domain/source.ts'

/** What a listing says of one page. */
export type Listed = {
  /** Canonical address. */
  readonly url: string
  readonly title: string
  readonly publishedAt?: Date | undefined
  /** When the feed says that the page was changed last. */
  readonly updatedAt?: Date | undefined
  /** The whole text, where the feed carries it: then the page need not be fetched. */
  readonly text?: string | undefined
  /** How many characters beside that text are hidden from sight and left out; absent where none are. */
  readonly hidden?: number | undefined
}

/** What a listing held and was not taken, for whoever checks a source. */
export type Rejected = { readonly url: string; readonly title: string; readonly reason: string }

/** What came of looking at a listing. */
export type Listing =
  | {
      readonly kind: 'listed'
      readonly items: readonly Listed[]
      readonly rejected?: readonly Rejected[] | undefined
      /** When the server says to come back at the earliest. */
      readonly notBefore?: Date | undefined
      /**
       * Call once every item is kept: from then on an unchanged listing is `not-modified`. Where it is not called
       * (a page failed, the process died) the same listing is listed again, so that nothing in it is lost.
       */
      readonly settle?: (() => Promise<void>) | undefined
    }
  | { readonly kind: 'not-modified'; readonly notBefore?: Date | undefined }

/** A page that was looked at again; its text may still be the same. */
export type Revisited =
  | { readonly kind: 'not-modified' }
  | {
      readonly kind: 'fetched'
      readonly readout: FetchedReadout
      /** Call once what it brought is kept: from then on the same page is `not-modified`. */
      readonly settle: () => Promise<void>
    }

/** What came of asking for a further page of a listing. */
export type OlderPage =
  | { readonly kind: 'listed'; readonly items: readonly Listed[] }
  /** Behind the last page, and by what that was seen. */
  | { readonly kind: 'end'; readonly reason: string }

/** A page that somebody names, on one of the source's hosts. */
export type NamedPage = {
  /** Canonical address. */
  readonly url: string
  /** Reads it as `fetch` does, with all care for the host, and remembers nothing of it. */
  read(signal: AbortSignal): Promise<FetchedReadout>
}

/** Lists and fetches the readouts of one source. Throws only `SourceError`, or the signal's reason once it aborts. */
export interface SourceAdapter {
  readonly source: Source
  /** Newest first as far as the source orders. Conditional: a settled listing that has not changed is `not-modified`. */
  list(signal: AbortSignal): Promise<Listing>
  fetch(listed: Listed, signal: AbortSignal): Promise<FetchedReadout>
  /** Looks again at a page that was fetched before, whatever the listing said of its text. Absent: there are no pages. */
  revisit?(listed: Listed, signal: AbortSignal): Promise<Revisited>
  /** The page at an address, listed or not; nothing where that is on none of the source's hosts. Absent: there are no pages. */
  page?(address: string): NamedPage | undefined
  /** The n-th page (from 1) behind the first. Absent: there are no pages. */
  older?(page: number, signal: AbortSignal): Promise<OlderPage>
}
