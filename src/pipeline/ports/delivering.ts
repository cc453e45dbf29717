import type { Amendment, AmendmentOutcome } from '../../domain/correcting.ts'
import type { Delivery, DeliveryOutcome } from '../../domain/digest.ts'

/** The outbox: what waits to be posted, and what came of it. */
export interface DeliveryStore {
  /** Marks what is waiting (and what a dead worker left claimed) as claimed until `now + leaseMs`; at most one part a channel, in order. */
  claimDeliveries(now: Date, leaseMs: number, limit: number): Promise<readonly Delivery[]>
  recordOutcome(delivery: Delivery, outcome: DeliveryOutcome): Promise<void>
  /** The next instant at which something is to be tried, if anything waits. */
  nextDeliveryAt(): Promise<Date | undefined>
}

/** Posted parts that are to be changed where they stand. */
export interface AmendmentStore {
  /** Marks what waits (and what a dead worker left claimed) as claimed until `now + leaseMs`; of parts that were posted alone. */
  claimAmendments(now: Date, leaseMs: number, limit: number): Promise<readonly Amendment[]>
  recordAmendment(amendment: Amendment, outcome: AmendmentOutcome): Promise<void>
}
