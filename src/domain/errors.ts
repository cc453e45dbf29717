/** Settings or a data file are wrong: stop and tell the operator what to change. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** What the person typed cannot be done: one line, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** This source cannot be read now: skip it, try at its next poll. */
export class SourceError extends Error {
  override readonly name = 'SourceError'
  readonly failure: SourceFailure
  /** How long the host asked us to stay away, where it did. */
  readonly retryAfterMs: number | undefined
  /** With `broken` only: the site answered that there is no such page, by its status or in words, or a listing that lists nothing. */
  readonly missing: boolean

  constructor(
    message: string,
    failure: SourceFailure,
    options: { cause?: unknown; retryAfterMs?: number | undefined; missing?: boolean } = {},
  ) {
    super(message, { cause: options.cause })
    this.failure = failure
    this.retryAfterMs = options.retryAfterMs
    this.missing = options.missing ?? false
  }
}

/** `refused`: 401, 403, 412, 451 or a challenge page. `slow-down`: 429 or 503. `broken`: they answered, but not with what was expected. */
export type SourceFailure = 'refused' | 'slow-down' | 'unreachable' | 'broken' | 'forbidden-address'

/**
 * Why a place takes no more messages, where the platform says so: what is subscribed there is to be paused with it. `workspace-removed`: the
 * whole workspace has the bot no longer.
 */
export type PlaceLoss = 'channel-deleted' | 'permission-lost' | 'archived' | 'token-revoked' | 'workspace-removed'

/** A chat platform did not take a message. */
export class PlatformError extends Error {
  override readonly name = 'PlatformError'
  readonly failure: 'rejected' | 'rate-limited' | 'unreachable'
  readonly retryAfterMs: number | undefined
  /** With `rejected` only: the place is lost, not just this message. */
  readonly lost: PlaceLoss | undefined

  constructor(
    message: string,
    failure: PlatformError['failure'],
    options: { cause?: unknown; retryAfterMs?: number | undefined; lost?: PlaceLoss | undefined } = {},
  ) {
    super(message, { cause: options.cause })
    this.failure = failure
    this.retryAfterMs = options.retryAfterMs
    this.lost = options.lost
  }
}

/** The database cannot be opened, is newer than this program, or is full. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
}

/** A sealed secret cannot be opened: its key is not set, or it was changed or moved. Whoever needs it does without. */
export class SealError extends Error {
  override readonly name = 'SealError'
}
