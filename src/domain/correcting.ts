import type { DeliveryKey, DeliveryState, FailedTry } from './digest.ts'
import type { Message, Part } from './message.ts'
import type { Destination, QuietHours } from './subscription.ts'

/** A digest that was planned, with its outbox rows in order. */
export type ToldDigest = {
  readonly id: number
  readonly plannedAt: Date
  /** As it was planned, whatever was struck since. */
  readonly message: Message
  readonly destination: Destination
  /** Of its subscription. */
  readonly quietHours?: QuietHours | undefined
  readonly parts: readonly ToldPart[]
}

/** An outbox row; once a try was begun, its message may be in the channel. */
export type ToldPart = {
  readonly delivery: number
  readonly part: Part
  readonly state: DeliveryState
  readonly attempts: number
}

/** Digests found in one stretch of the record; without `next` there are no more. */
export type ToldPage = { readonly digests: readonly ToldDigest[]; readonly next: number | undefined }

/** A correction, or the withdrawal of one that was a mistake itself. */
export type CorrectionKind = 'correction' | 'withdrawal'

/** That a place was told of a retraction, by its number. */
export type Corrected = { readonly retraction: number; readonly kind: CorrectionKind; readonly at: Destination }

/** What one place is told of retractions; where it was told of all of them before, it is not written. */
export type CorrectionNote = {
  readonly kind: CorrectionKind
  /** Their numbers. */
  readonly retractions: readonly number[]
  readonly destination: Destination
  /** The outbox row that is answered. */
  readonly answers: number
  readonly parts: readonly { readonly key: DeliveryKey; readonly part: Part }[]
}

/** What an outbox row is to hold from now on. `editable`: its message can be changed where it was posted. */
export type Retold = { readonly delivery: number; readonly part: Part; readonly editable: boolean }

/** What a posted message is to become. */
export type Amendment = {
  /** The outbox row of the message. */
  readonly delivery: number
  readonly messageId: string
  readonly destination: Destination
  readonly part: Part
  /** Tries begun, this one included. */
  readonly attempts: number
  readonly firstTriedAt?: Date | undefined
}

/** What came of a try. */
export type AmendmentOutcome = { readonly kind: 'done' } | FailedTry
