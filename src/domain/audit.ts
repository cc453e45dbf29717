import type { Destination } from './subscription.ts'

/** What was done to a subscription, or to its channel's id, told about a reading, done to a key point, or said of the language model. */
export type AuditWhat =
  | 'subscribe'
  | 'change'
  | 'unsubscribe'
  | 'pause'
  | 'resume'
  | 'move'
  | 'report'
  | 'retract'
  | 'restore'
  | 'model-consent'

/** Who did it, and when. Of people only the platform's id; nobody where the program did it by itself, or the operator on the machine. */
export type ChangedBy = { readonly what: AuditWhat; readonly who: string | undefined; readonly at: Date }

/** One line of the record of who changed what. `before` and `after` are plain JSON, and hold no words of people. */
export type AuditEntry = ChangedBy & {
  readonly number: number
  readonly where: Destination | undefined
  readonly before?: unknown
  readonly after?: unknown
}
