import type { Evidence, PartyCode, Voice } from './key-point.ts'
import type { Mark } from './message.ts'
import type { KeptReading } from './readout.ts'
import type { Topic } from './topic.ts'

/** One issuer's account of one engagement: its texts by language and site. Derived, never stored. */
export type Account = {
  /** Readout id of the first text to arrive: the item that digests count. */
  readonly id: string
  readonly issuer: PartyCode
  /** In order of arrival; the first is the item, later ones joined it. */
  readonly texts: readonly [KeptReading, ...KeptReading[]]
}

/** The accounts of one meeting, at most one an issuer. Derived, never stored. */
export type Engagement = {
  /** The smallest readout id among its texts: whatever order they arrived in, the same. */
  readonly id: string
  readonly accounts: readonly [Account, ...Account[]]
  /** Joint statements of the same parties next to its day: listed, not analysed. In order of arrival. */
  readonly statements: readonly KeptReading[]
}

/** A quote with where it was said, for the old and the new side of a mark. */
export type Quoted = {
  readonly evidence: Evidence
  /** Where it stands: `joint declaration, 3 July 2024`. */
  readonly origin: string
  readonly date: string
}

/** What is new in an account against the record. `before` is absent for *First* only, which says its depth instead. */
export type Novelty = {
  readonly mark: Mark
  readonly topic: Topic
  readonly voice: Voice
  /** What changed, in words: a level, a claim, a formula. */
  readonly what: string
  readonly before?: Quoted | undefined
  readonly after?: Quoted | undefined
  /** For *First*: how many comparable accounts the record holds, and since when (`YYYY-MM-DD`). */
  readonly depth?: { readonly accounts: number; readonly since: string } | undefined
}

/** An account that subscriptions may take, with what is new in it. */
export type NewsItem = {
  /** The account's id: unique within a subscription's `digest_items`. */
  readonly id: string
  readonly engagement: Engagement
  readonly account: Account
  readonly novelties: readonly Novelty[]
}
