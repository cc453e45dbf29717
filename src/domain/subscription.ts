import type { PartyCode } from './key-point.ts'
import type { Topic } from './topic.ts'

/** When a subscription is due: at once, or by a cron line in an IANA zone. */
export type Schedule =
  | { readonly kind: 'instant' }
  | { readonly kind: 'cron'; readonly cron: string; readonly zone: string }

/** Hours of the day, `HH:MM` in an IANA zone, in which nothing is posted; over midnight where `to` is the earlier. */
export type QuietHours = { readonly from: string; readonly to: string; readonly zone: string }

/** Where messages go. `thread` only on platforms that have them. */
export type Destination = {
  readonly platform: string
  readonly workspace: string
  readonly channel: string
  readonly thread?: string | undefined
  /** A message of ours there that is answered; a platform without answers posts it like any other. */
  readonly replyTo?: string | undefined
  /** The message of ours in whose thread it goes, where the platform has threads under messages. */
  readonly beneath?: string | undefined
  /** An answer that the whole channel is to see, also where answers are shown apart. */
  readonly broadcast?: boolean | undefined
}

/** Who wants what, where, how often. Within a list *or*, between lists *and*; an empty list asks for nothing and so takes all. */
export type Subscription = {
  readonly id: number
  readonly destination: Destination
  readonly countries: readonly PartyCode[]
  readonly topics: readonly Topic[]
  readonly sources: readonly string[]
  readonly phrases: readonly string[]
  readonly schedule: Schedule
  /** Post one line, or nothing, when there is nothing new. */
  readonly whenQuiet: 'line' | 'silence'
  /** Take only what changed, not every readout. */
  readonly changesOnly: boolean
  /** What is due in them waits for their end. */
  readonly quietHours?: QuietHours | undefined
  /** Language of preferred quotes: `zh`, `en-GB`. */
  readonly locale: string
  readonly createdAt: Date
  readonly pausedReason?: string | undefined
  /** When the last pause ended: what was missed until then comes in one digest. */
  readonly resumedAt?: Date | undefined
}

/** A subscription as its channel knows it: by a number that counts within the channel and is never given twice. */
export type KeptSubscription = Subscription & {
  readonly number: number
  readonly pausedAt?: Date | undefined
}

/** A place, or with no `channel` a whole workspace. */
export type Place = Omit<Destination, 'channel'> & { readonly channel?: string | undefined }
