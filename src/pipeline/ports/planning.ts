import type { PlannedDigest, Taking } from '../../domain/digest.ts'
import type { PartyCode } from '../../domain/key-point.ts'
import type { TextEdit } from '../../domain/news.ts'
import type { KeptReading } from '../../domain/readout.ts'
import type { Destination, Subscription } from '../../domain/subscription.ts'

/** What planning digests needs, and where the digests go. */
export interface PlanStore {
  subscriptions(): Promise<readonly Subscription[]>
  /** The instant up to which each subscription's due times have been served. */
  servedUntil(): Promise<ReadonlyMap<number, Date>>
  /** When the last digest of each of these subscriptions was planned; nothing of one that never had any. */
  lastDigests(subscriptionIds: readonly number[]): Promise<ReadonlyMap<number, Date>>
  /** What polling found and was stored from `since` to `until`, both included; newest encounter first. */
  polled(since: Date, until: Date, limit: number): Promise<readonly KeptReading[]>
  /** What each subscription has had, among `itemIds`. */
  hadItems(
    subscriptionIds: readonly number[],
    itemIds: readonly string[],
  ): Promise<ReadonlyMap<number, ReadonlySet<string>>>
  /** The outbox row by which each of these subscriptions was first told of each of these items, where it was not given up. */
  firstTold(
    subscriptionIds: readonly number[],
    itemIds: readonly string[],
  ): Promise<readonly { readonly subscriptionId: number; readonly item: string; readonly delivery: number }[]>
  /** How many digests of instant subscriptions were planned after `since`, by channel. */
  instantPosts(since: Date): Promise<readonly { readonly place: Destination; readonly posts: number }[]>
  /**
   * One transaction: digests, their items, their outbox rows, and each subscription's `servedUntil`. An item that a subscription already
   * had is refused. The event loop is held until all is written: a hundred digests or so at a time.
   */
  writeDigests(planned: readonly PlannedDigest[], served: ReadonlyMap<number, Date>): Promise<void>
}

/** What happened to texts after they were first read. */
export interface SequelStore {
  /** Versions after the first that were fetched at `since` or later, with what each changed; oldest first. */
  editsSince(since: Date): Promise<readonly TextEdit[]>
  /** All of these readouts, whenever they were fetched; of each in order. */
  editsOf(readoutIds: readonly string[]): Promise<readonly TextEdit[]>
  /** What has been no longer at its address since `since` or later. */
  goneSince(since: Date): Promise<readonly KeptReading[]>
  textsOf(readoutIds: readonly string[]): Promise<readonly KeptReading[]>
  /** Who had one of these items, in order of their digests. */
  takenItems(itemIds: readonly string[]): Promise<readonly Taking[]>
}

/** Which places rest on a source that was not read. */
export interface SilenceStore {
  /** Sources that brought one of the last thousand texts about one of these parties. */
  sourcesNaming(parties: readonly PartyCode[]): Promise<ReadonlySet<string>>
  /** What these subscriptions had of the items whose key begins so. */
  itemsWithPrefix(
    subscriptionIds: readonly number[],
    prefix: string,
  ): Promise<readonly { readonly subscriptionId: number; readonly item: string }[]>
}
