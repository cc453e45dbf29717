import type { Delivery, DeliveryKey, DeliveryOutcome, Digest } from '../domain/digest.ts'
import type { PartyCode } from '../domain/key-point.ts'
import type { Part } from '../domain/message.ts'
import type { Reading } from '../domain/reading.ts'
import type { Arrival, FetchedReadout, KeptReading, Version } from '../domain/readout.ts'
import type { Source, SourceState } from '../domain/source.ts'
import type { Destination, Subscription } from '../domain/subscription.ts'
import type { Topic } from '../domain/topic.ts'

/** What `keep` writes in one transaction: readout, version and reading. */
export type KeepInput = {
  readonly readoutId: string
  readonly source: Pick<Source, 'id' | 'issuer' | 'body' | 'authority'>
  readonly fetched: FetchedReadout
  readonly textHash: string
  readonly fetchedAt: Date
  readonly arrival: Arrival
  readonly reading: Reading
}

export type KeepOutcome = 'new' | 'new-version' | 'unchanged'

export interface CollectStore {
  sourceStates(): Promise<ReadonlyMap<string, SourceState>>
  saveSourceState(state: SourceState): Promise<void>
  /** Newest text hash and fetch time of each readout that is kept, by readout id. */
  newestVersions(readoutIds: readonly string[]): Promise<ReadonlyMap<string, Pick<Version, 'textHash' | 'fetchedAt'>>>
  /** One transaction. The same text again changes nothing; another text of a known readout becomes its next version. */
  keep(input: KeepInput): Promise<KeepOutcome>
}

export type LatestFilter = {
  /** Every one must be a party. */
  readonly parties?: readonly PartyCode[] | undefined
  readonly issuer?: PartyCode | undefined
  readonly topic?: Topic | undefined
  /** Stored at or after; encounter or publication day on or after. */
  readonly storedSince?: Date | undefined
  readonly since?: string | undefined
  readonly before?: string | undefined
  readonly limit: number
}

export interface LookupStore {
  /** Newest encounter (else publication) first; current readings of newest versions. */
  latest(filter: LatestFilter): Promise<readonly KeptReading[]>
  /** Full-text, newest first; finds Chinese words of two characters. Never throws on odd input: what cannot be searched finds nothing. */
  search(words: string, limit: number): Promise<readonly KeptReading[]>
  /** By short id, full id or address. */
  find(idOrUrl: string): Promise<KeptReading | undefined>
  versions(readoutId: string): Promise<readonly Version[]>
  /** For `reread`: every newest version with its current reading, in order of storage, in batches of `limit` after `afterId`. */
  batch(afterReadoutId: string | undefined, limit: number): Promise<readonly KeptReading[]>
}

/** A digest with its outbox rows: one part is one platform message. */
export type PlannedDigest = {
  readonly digest: Digest
  readonly destination: Destination
  readonly parts: readonly { readonly key: DeliveryKey; readonly part: Part }[]
}

export interface PlanStore {
  subscriptions(): Promise<readonly Subscription[]>
  /** The instant up to which each subscription's due times have been served. */
  servedUntil(): Promise<ReadonlyMap<number, Date>>
  /** What each subscription has had, among `itemIds`. */
  hadItems(
    subscriptionIds: readonly number[],
    itemIds: readonly string[],
  ): Promise<ReadonlyMap<number, ReadonlySet<string>>>
  /** One transaction: digests, their items, their outbox rows, and each subscription's `servedUntil`. An item that a subscription already had is refused. */
  writeDigests(planned: readonly PlannedDigest[], served: ReadonlyMap<number, Date>): Promise<void>
}

export interface DeliveryStore {
  /** Marks what is waiting (and what a dead worker left claimed) as claimed until `now + leaseMs`; at most one part a channel, in order. */
  claimDeliveries(now: Date, leaseMs: number, limit: number): Promise<readonly Delivery[]>
  recordOutcome(delivery: Delivery, outcome: DeliveryOutcome): Promise<void>
  /** The next instant at which something is to be tried, if anything waits. */
  nextDeliveryAt(): Promise<Date | undefined>
}

export interface RereadStore {
  /** Makes `reading` the current one of that version; the old one is kept. One transaction. */
  replaceReading(readoutId: string, version: number, reading: Reading, at: Date): Promise<void>
}

export interface WorkerStore {
  /** Takes or renews the one worker's lease; answers who holds it where another does (silent for less than 30 s). */
  holdLease(
    holder: string,
    now: Date,
  ): Promise<{ readonly held: true } | { readonly held: false; readonly by: string; readonly since: Date }>
  releaseLease(holder: string): Promise<void>
}

export interface SubscriptionStore {
  addSubscription(subscription: Omit<Subscription, 'id'>): Promise<Subscription>
}
