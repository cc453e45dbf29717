import type { AuditEntry, AuditWhat, ChangedBy } from '../../domain/audit.ts'
import type { Destination, KeptSubscription, Place, Subscription } from '../../domain/subscription.ts'

/** Where a new subscription goes. */
export interface SubscriptionStore {
  /** Writes an audit entry too; `who` is a platform's id, nobody for what the operator does on the machine. */
  addSubscription(subscription: Omit<Subscription, 'id'>, who?: string): Promise<Subscription>
}

/** Subscriptions of a place, for those who manage it. */
export interface ManageStore {
  /** Those of one place (a channel, or one of its threads) or of a whole workspace, paused ones too; in order of number. */
  subscriptionsIn(place: Place): Promise<readonly KeptSubscription[]>
  /** Who made each of these subscriptions, by a platform's id; nothing of those that nobody made, or who is forgotten. */
  makersOf(ids: readonly number[]): Promise<ReadonlyMap<number, string>>
  /** One transaction with its audit entry. One that was ended meanwhile stays ended. */
  saveSubscription(after: KeptSubscription, by: ChangedBy): Promise<void>
  /** One transaction with its audit entry. What waits to be delivered for it is given up; what it has had is remembered. */
  endSubscription(id: number, by: ChangedBy): Promise<void>
  /**
   * One transaction with its audit entry: all that is kept of a channel is from now on kept of the channel `to` of the same workspace, what
   * waits to be delivered too. Nothing where nothing is kept of it.
   */
  moveChannel(from: Pick<Destination, 'platform' | 'workspace' | 'channel'>, to: string, at: Date): Promise<void>
}

/** Who did what, and where. */
export interface AuditStore {
  recordAudit(entry: Omit<AuditEntry, 'number'>): Promise<void>
  /** Newest first; of one kind, where one is named. */
  audit(limit: number, what?: AuditWhat): Promise<readonly AuditEntry[]>
}
