import type { webApi } from '@slack/bolt'
import { PlatformError, type PlaceLoss } from '../../domain/errors.ts'

/** The SDK's classes of failure; handed in, for the SDK is loaded only where Slack is configured. */
export type SdkErrors = Pick<
  typeof webApi,
  'WebAPIPlatformError' | 'WebAPIRateLimitedError' | 'WebAPIHTTPError' | 'WebAPIRequestError'
>

/**
 * What Slack says of the place or of the installation, and not of the message: https://docs.slack.dev/reference/methods/chat.postMessage
 * A private channel that the bot was removed from is `channel_not_found` to it, just as one that was deleted.
 */
const LOST: Readonly<Record<string, PlaceLoss>> = {
  not_in_channel: 'permission-lost',
  channel_not_found: 'permission-lost',
  restricted_action: 'permission-lost',
  restricted_action_read_only_channel: 'permission-lost',
  restricted_action_thread_only_channel: 'permission-lost',
  restricted_action_non_threadable_channel: 'permission-lost',
  no_permission: 'permission-lost',
  is_archived: 'archived',
  account_inactive: 'token-revoked',
  token_revoked: 'token-revoked',
  token_expired: 'token-revoked',
  invalid_auth: 'token-revoked',
  not_authed: 'token-revoked',
  org_login_required: 'token-revoked',
  team_access_not_granted: 'token-revoked',
}

/** They answered, but about themselves. */
const THEIR_TROUBLE = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
])

const RATE_LIMITED = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded'])

/** A refusal, with Slack's own word for why. */
export class SlackRefusal extends PlatformError {
  readonly code: string

  constructor(message: string, code: string) {
    super(message, 'rejected', { lost: LOST[code] })
    this.code = code
  }
}

/** Slack's and the SDK's failures as ours: the one place that knows them. `what` says what was attempted. */
export function platformError(sdk: SdkErrors, error: unknown, what: string): PlatformError {
  if (error instanceof PlatformError) return error
  if (error instanceof sdk.WebAPIRateLimitedError) {
    return new PlatformError(`slack put off ${what}`, 'rate-limited', { retryAfterMs: error.retryAfter * 1_000 })
  }
  if (error instanceof sdk.WebAPIHTTPError) {
    return new PlatformError(`slack failed at ${what}: status ${error.statusCode}`, 'unreachable')
  }
  if (error instanceof sdk.WebAPIPlatformError) return refused(error, what)
  const cause = error instanceof sdk.WebAPIRequestError ? error.original : error
  return new PlatformError(`slack could not be reached for ${what}`, 'unreachable', { cause })
}

/** No `cause` where Slack answered: the SDK's error carries the whole answer. */
function refused({ data }: InstanceType<SdkErrors['WebAPIPlatformError']>, what: string): PlatformError {
  const code = data.error
  // Whatever stands between us and Slack answers with a page, which the SDK takes for a code.
  if (!/^\w{1,80}$/.test(code)) return new PlatformError(`slack could not be reached for ${what}`, 'unreachable')
  if (THEIR_TROUBLE.has(code)) return new PlatformError(`slack failed at ${what}: ${code}`, 'unreachable')
  if (RATE_LIMITED.has(code)) {
    const seconds = data.response_metadata?.retryAfter
    const retryAfterMs = seconds === undefined ? undefined : seconds * 1_000
    return new PlatformError(`slack put off ${what}: ${code}`, 'rate-limited', { retryAfterMs })
  }
  const details = [needed(data), ...(data.response_metadata?.messages ?? [])].filter((detail) => detail !== '')
  const reason = details.length === 0 ? code : `${code} (${details.join('; ')})`
  return new SlackRefusal(`slack rejected ${what}: ${reason}`, code)
}

/** The scope that is missing, where that is it. */
const needed = (data: object): string =>
  'needed' in data && typeof data.needed === 'string' ? `needs the scope ${data.needed}` : ''
