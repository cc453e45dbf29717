import { PlatformError, type PlaceLoss } from '../../domain/errors.ts'

/** The SDK's classes of failure; handed in, for the SDK is loaded only where Discord is configured. */
export type SdkErrors = Pick<typeof import('discord.js'), 'DiscordAPIError' | 'HTTPError' | 'RateLimitError'>

/** Codes that speak of the place and not of the message: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json-json-error-codes */
const LOST: Readonly<Record<number, PlaceLoss>> = {
  10003: 'channel-deleted',
  10004: 'channel-deleted',
  50001: 'permission-lost',
  50013: 'permission-lost',
  50083: 'archived',
  160005: 'archived',
}

const UNKNOWN_MESSAGE = 10008
const NO_REPLY_WITHOUT_HISTORY = 160002
const THREAD_IS_THERE = 160004

/** Discord's and the SDK's failures as ours: the one place that knows them. `what` says what was attempted. */
export function platformError(sdk: SdkErrors, error: unknown, what: string): PlatformError {
  if (error instanceof PlatformError) return error
  if (error instanceof sdk.RateLimitError) {
    const retryAfterMs = longestWaitMs(error)
    return new PlatformError(`discord put off ${what}`, 'rate-limited', { retryAfterMs })
  }
  // No `cause` where Discord answered: the SDK's error carries the address, which may hold an interaction's token, and the body.
  if (error instanceof sdk.HTTPError) {
    return new PlatformError(`discord failed at ${what}: status ${error.status}`, 'unreachable')
  }
  if (!(error instanceof sdk.DiscordAPIError)) {
    return new PlatformError(`discord could not be reached for ${what}`, 'unreachable', { cause: error })
  }
  const { status, code } = error
  if (status === 401) {
    return new PlatformError(`discord refused the token at ${what}`, 'rejected', { lost: 'token-revoked' })
  }
  // Whatever stands between us and Discord answers without a code of Discord's.
  if (typeof code !== 'number') {
    return new PlatformError(`discord could not be reached for ${what}: status ${status}`, 'unreachable')
  }
  const reason = error.message.replaceAll('\n', '; ')
  return new PlatformError(`discord rejected ${what}: ${reason} (${code})`, 'rejected', { lost: LOST[code] })
}

/** An error as it may be logged: the SDK's own would show the token of an interaction. */
export function loggable(sdk: SdkErrors, error: unknown): unknown {
  const ofSdk = [sdk.DiscordAPIError, sdk.HTTPError, sdk.RateLimitError].some((kind) => error instanceof kind)
  return ofSdk ? platformError(sdk, error, 'an answer') : error
}

/** Whether Discord says that the message is no longer there. */
export const isUnknownMessage = (sdk: SdkErrors, error: unknown): boolean =>
  error instanceof sdk.DiscordAPIError && error.code === UNKNOWN_MESSAGE

/** Whether Discord says that a reply takes the right to read the channel's history. */
export const mayNotReply = (sdk: SdkErrors, error: unknown): boolean =>
  error instanceof sdk.DiscordAPIError && error.code === NO_REPLY_WITHOUT_HISTORY

/** Whether Discord says that the message has a thread already. */
export const threadIsThere = (sdk: SdkErrors, error: unknown): boolean =>
  error instanceof sdk.DiscordAPIError && error.code === THREAD_IS_THERE

/** Whether Discord understood and would not: trying again changes nothing. */
export function isRefused(sdk: SdkErrors, error: unknown): boolean {
  return error instanceof sdk.DiscordAPIError && typeof error.code === 'number' && error.status !== 401
}

/** Whether Discord says that there is no such place, or that it takes nothing of ours. */
export const isClosed = (sdk: SdkErrors, error: unknown): boolean =>
  error instanceof sdk.DiscordAPIError && typeof error.code === 'number' && LOST[error.code] !== undefined

/** What the SDK knows of a limit, whichever kind of limit it is. */
export const longestWaitMs = (limit: {
  readonly retryAfter: number
  readonly timeToReset: number
  readonly sublimitTimeout: number
}): number => Math.max(limit.retryAfter, limit.timeToReset, limit.sublimitTimeout)
