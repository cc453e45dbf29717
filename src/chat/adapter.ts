import type { DeliveryKey } from '../domain/digest.ts'
import type { Message, Part } from '../domain/message.ts'
import type { Destination } from '../domain/subscription.ts'

/** The platform's own id of a message. */
export type Posted = { readonly messageId: string }

/** One chat platform. Nothing outside `chat/<platform>/` knows how it works. */
export interface ChatAdapter {
  readonly platform: string
  /** Splits a message between items so that each part fits the platform. Pure; called when a digest is planned. */
  pack(message: Message): readonly Part[]
  /** Posts one part. `key` is the same at every try of the same delivery. Never retries by itself; throws `PlatformError`. */
  deliver(part: Part, to: Destination, key: DeliveryKey, signal: AbortSignal): Promise<Posted>
  /** Looks for an earlier try's message. Absent: the platform cannot tell. */
  find?(key: DeliveryKey, to: Destination, since: Date, signal: AbortSignal): Promise<Posted | undefined>
}
