import type { Message, Part } from './message.ts'
import type { Destination, QuietHours } from './subscription.ts'

/** The unseen news of one subscription, planned at once. */
export type Digest = {
  readonly subscriptionId: number
  readonly plannedAt: Date
  readonly dueAt: Date
  /** Which items, in which order: keys of `digest_items`, each at most once a subscription. */
  readonly items: readonly string[]
  readonly message: Message
  /** Of an alert: the texts of the same encounter by which the subscription may have been told of it before, as `digest_items` has them. */
  readonly follows?: readonly string[] | undefined
  /** Whether the whole channel is to see it although it answers a message: something in it is marked, or happened to a text. */
  readonly broadcast?: boolean | undefined
}

/** The same for every try of one part; random-looking, meaning nothing. */
export type DeliveryKey = string

/** How a delivery stands: `dead` is given up. */
export type DeliveryState = 'waiting' | 'claimed' | 'sent' | 'dead'

/** A digest with its outbox rows: one part is one platform message. */
export type PlannedDigest = {
  readonly digest: Digest
  readonly destination: Destination
  readonly parts: readonly { readonly key: DeliveryKey; readonly part: Part }[]
  /** The outbox row that the first part answers. */
  readonly answers?: number | undefined
}

/** That a subscription had an item, in a digest that was planned at that instant. */
export type Taking = { readonly subscriptionId: number; readonly item: string; readonly plannedAt: Date }

/** A digest that took an item, with how its parts fared. */
export type Posting = {
  readonly subscriptionId: number
  readonly plannedAt: Date
  readonly dueAt: Date
  readonly parts: readonly {
    readonly state: DeliveryState
    readonly sentAt?: Date | undefined
    /** Why it is tried again or given up. */
    readonly reason?: string | undefined
  }[]
}

/** One part to one channel, with its outcome. */
export type Delivery = {
  readonly id: number
  readonly key: DeliveryKey
  readonly destination: Destination
  readonly part: Part
  /** Tries begun, this one included. */
  readonly attempts: number
  readonly firstTriedAt?: Date | undefined
  /** Of the subscription that it is for, as they are now: no try is begun in them. */
  readonly quietHours?: QuietHours | undefined
}

/** A try that failed, and is repeated or was the last. */
export type FailedTry =
  | { readonly kind: 'retry'; readonly at: Date; readonly reason: string }
  | { readonly kind: 'dead'; readonly reason: string }

/** What came of a try. */
export type DeliveryOutcome =
  | { readonly kind: 'sent'; readonly messageId: string; readonly at: Date }
  /** No try was begun, for it would have been in quiet hours. */
  | { readonly kind: 'put-off'; readonly until: Date }
  | FailedTry
