import type { PartyCode } from './key-point.ts'
import type { TextChange } from './news.ts'
import type { Reading } from './reading.ts'
import type { Arrival, FetchedReadout, FoundBy, Readout, Version } from './readout.ts'
import type { Source } from './source.ts'
import type { Topic } from './topic.ts'

/** What `keep` writes in one transaction: readout, version and reading. */
export type KeepInput = {
  readonly readoutId: string
  readonly source: Pick<Source, 'id' | 'issuer' | 'body' | 'authority'>
  readonly fetched: FetchedReadout
  readonly textHash: string
  readonly fetchedAt: Date
  readonly arrival: Arrival
  readonly reading: Reading
  /** When the page is to be looked at again; absent: never, unless a feed shows a change. */
  readonly revisitAt?: Date | undefined
  /** For another text of a known readout: what was changed of what is reported. */
  readonly changes?: readonly TextChange[] | undefined
}

/** When a kept page was looked at, and is to be looked at again. */
export type Revisit = {
  readonly readoutId: string
  readonly foundBy: FoundBy
  readonly seenAt: Date
  /** Absent: not any more. */
  readonly dueAt?: Date | undefined
  /** Looks in a row that did not find the page, though its site answered. */
  readonly misses: number
  readonly missingSince?: Date | undefined
}

/** A page whose next look is due. */
export type DueRevisit = Revisit &
  Pick<Readout, 'sourceId' | 'url' | 'title' | 'publishedAt' | 'storedAt' | 'goneAt'> &
  Pick<Version, 'textHash'>

/** What is known of a page whose text is kept. */
export type Known = Pick<Version, 'number' | 'textHash' | 'fetchedAt'> &
  Pick<Readout, 'sourceId'> & {
    /** When it was looked at last, changed or not. */
    readonly seenAt: Date
    readonly foundBy?: FoundBy | undefined
  }

/** What keeping a text came to. */
export type KeepOutcome = 'new' | 'new-version' | 'unchanged'

/** What a look-up asks for; what is absent asks for nothing. */
export type LatestFilter = {
  /** Every one must be a party. */
  readonly parties?: readonly PartyCode[] | undefined
  /** Of each list at least one must be a party. */
  readonly oneOf?: readonly (readonly PartyCode[])[] | undefined
  readonly issuer?: PartyCode | undefined
  readonly topic?: Topic | undefined
  /** Of these at least one; an empty list asks for nothing. */
  readonly topics?: readonly Topic[] | undefined
  /** Stored at or after. */
  readonly storedSince?: Date | undefined
  /** Encounter (else publication) day on or after, `YYYY-MM-DD`. */
  readonly since?: string | undefined
  /** Encounter (else publication) day before, itself left out. */
  readonly before?: string | undefined
  readonly limit: number
}
