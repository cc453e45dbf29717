import type { PartyCode } from './key-point.ts'
import type { Reading } from './reading.ts'
import type { Authority } from './source.ts'

/** A document as a source gave it, before it is kept. */
export type FetchedReadout = {
  readonly sourceId: string
  /** Canonical address; the identity of the readout. */
  readonly url: string
  readonly title: string
  readonly text: string
  readonly language: string
  /** The instant of publication, where the source tells more than a day; else midnight in its zone. */
  readonly publishedAt?: Date | undefined
  /** Absent for files. */
  readonly foundBy?: FoundBy | undefined
  /** How many characters of its page, or beside its text in the feed, are hidden from sight and left out; absent where none are. */
  readonly hidden?: number | undefined
}

/** Where a text was found: in its feed's entry, in its page by the source's selectors, or there by general rules. Only like is compared with like. */
export type FoundBy = 'feed' | 'selectors' | 'rules'

/** How a text came to be stored; only `poll` can be news. */
export type Arrival = 'poll' | 'first-round' | 'backfill' | 'import'

/** A kept document. */
export type Readout = {
  /** Hash of the canonical address (hex). */
  readonly id: string
  /** 4 to 6 letters, for people. */
  readonly shortId: string
  readonly sourceId: string
  /** Of the source when the text was stored: a source that leaves the settings later takes nothing with it. */
  readonly issuer: PartyCode
  readonly body: string
  readonly authority: Authority
  readonly url: string
  readonly title: string
  readonly language: string
  readonly publishedAt?: Date | undefined
  readonly storedAt: Date
  readonly arrival: Arrival
  /** Set when the page is no longer at its address. */
  readonly goneAt?: Date | undefined
}

/** One text of a readout; every one is kept. */
export type Version = {
  readonly readoutId: string
  readonly number: number
  readonly textHash: string
  readonly text: string
  readonly fetchedAt: Date
}

/** A readout with one of its texts and the current reading of that text: what look-ups, accounts and the ledger are made from. */
export type KeptReading = { readonly readout: Readout; readonly version: Version; readonly reading: Reading }
