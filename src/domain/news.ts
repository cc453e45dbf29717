import type { EvidenceList, PartyCode, Voice } from './key-point.ts'
import type { Mark } from './message.ts'
import type { KeptReading } from './readout.ts'
import type { PointRef } from './retraction.ts'
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

/** Words with where they were said, for the old and the new side of a mark. */
export type Quoted = {
  readonly evidence: EvidenceList
  /** What they stand in: `talks`, `joint declaration`. */
  readonly origin: string
  /** `YYYY-MM-DD`, or as much of it as is known. */
  readonly date: string
  /** Whose account it is, and in which language; absent for what is known from outside the record. */
  readonly issuer?: PartyCode | undefined
  readonly language?: string | undefined
  readonly url?: string | undefined
  /** The key point that they carry; absent for what is known from outside the record. */
  readonly point?: PointRef | undefined
}

/**
 * What is new in an account against the record. For *Absent*, `after` is what the voice did speak of. `before` is absent for *First* only,
 * which says its depth instead.
 */
export type Novelty = {
  readonly mark: Mark
  readonly topic: Topic
  readonly voice: Voice
  /** What is said now (for *Absent*: what is no longer said), in neutral words: a level, a claim, a formula. */
  readonly what: string
  /** For *Changed* and *Differs*: what is said instead on the other side. */
  readonly was?: string | undefined
  readonly before?: Quoted | undefined
  readonly after?: Quoted | undefined
  /** For *First*: how many comparable accounts the record holds, this one included, and since when (`YYYY-MM-DD`). */
  readonly depth?: { readonly accounts: number; readonly since: string } | undefined
  /** Set where only the words are new: what the key point says is told beside. */
  readonly phrase?: true | undefined
}

/**
 * What an edit changed of what is reported of a text: a key point, or a number or a name anywhere in it. Without `before` it was added,
 * without `after` taken out; where both are there, they stand in the same place.
 */
export type TextChange = {
  readonly what: 'key-point' | 'number' | 'name'
  /** Of the key point. */
  readonly topic?: Topic | undefined
  readonly voice?: Voice | undefined
  /** Offsets into the older version. */
  readonly before?: EvidenceList | undefined
  readonly after?: EvidenceList | undefined
}

/** A version of a readout after the first, with what it changed against the one before it. */
export type TextEdit = {
  readonly readoutId: string
  readonly number: number
  readonly fetchedAt: Date
  readonly changes: readonly TextChange[]
}

/** What happened to a text after it was told: another version, or that its page is no longer there. */
export type Sequel =
  | {
      readonly kind: 'edited'
      /** The newest version. */
      readonly text: KeptReading
      /** The number of the version that was told before. */
      readonly from: number
      /** Empty where only the wording changed: such an edit is counted, not told. */
      readonly changes: readonly TextChange[]
    }
  | { readonly kind: 'gone'; readonly text: KeptReading; readonly since: Date }

/** An account that subscriptions may take, with what is new in it. */
export type NewsItem = {
  /** The readout id of the text that is the item: the account's first, or a later one that differs from it. Unique within `digest_items`. */
  readonly id: string
  readonly engagement: Engagement
  readonly account: Account
  readonly novelties: readonly Novelty[]
  /** What this account says as comparable ones have said before: shown last. */
  readonly stock: readonly { readonly topic: Topic; readonly voice: Voice }[]
  /** Set where the item is not the account but what happened to a text of it since. */
  readonly sequel?: Sequel | undefined
}
