import type { Posting } from '../../domain/digest.ts'
import type { LatestFilter } from '../../domain/keeping.ts'
import type { KeptReading, Version } from '../../domain/readout.ts'
import type { Destination } from '../../domain/subscription.ts'

/** Kept texts with their current readings, for look-ups. */
export interface LookupStore {
  /** Newest encounter (else publication) first; current readings of newest versions. */
  latest(filter: LatestFilter): Promise<readonly KeptReading[]>
  /** Full-text, newest first; finds Chinese words of two characters. Never throws on odd input: what cannot be searched finds nothing. */
  search(words: string, limit: number): Promise<readonly KeptReading[]>
  /** By short id, full id or address. */
  find(idOrUrl: string): Promise<KeptReading | undefined>
  /** The first of these that is kept, each a short id, full id or address. */
  findFirst(idsOrUrls: readonly string[]): Promise<KeptReading | undefined>
  versions(readoutId: string): Promise<readonly Version[]>
  /** For `reread`: every newest version with its current reading, in order of storage, in batches of `limit` after `afterId`. */
  batch(afterReadoutId: string | undefined, limit: number): Promise<readonly KeptReading[]>
}

/** What was said before, and what a place was told of it. */
export interface HistoryStore {
  /** Readouts that hold the words of `phrase` in a row, capitals, accents and punctuation aside. */
  holding(phrase: string, order: 'oldest' | 'newest', limit: number): Promise<readonly KeptReading[]>
  /** Every digest of these subscriptions that took the item, newest first. */
  postings(subscriptionIds: readonly number[], itemId: string): Promise<readonly Posting[]>
  /** The items of the digest that a message of ours in this channel, or in a thread of it, is a part of, in their order. */
  itemsOfMessage(place: Omit<Destination, 'thread'>, messageId: string): Promise<readonly string[]>
}
