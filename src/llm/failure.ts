import type { ModelOutcome } from '../domain/model.ts'
import { HttpError } from '../http/error.ts'
import { type Headers as HeaderValues, retryAfterMs } from '../http/headers.ts'

/** In the words of the outcome. */
export type FailureReason = Extract<ModelOutcome<unknown>, { kind: 'failed' }>['reason']

/** A request that the model's server did not answer. Never leaves this folder; its message is for the operator and holds no key. */
export class ModelFailure extends Error {
  override readonly name = 'ModelFailure'
  readonly reason: FailureReason
  /** Whether the same request may fare better in a moment. */
  readonly passing: boolean
  readonly retryAfterMs: number | undefined
  /** What the server found wrong with the request itself, in its own words; by these its abilities are learnt. */
  readonly complaint: string | undefined

  constructor(
    message: string,
    reason: FailureReason,
    options: {
      cause?: unknown
      passing?: boolean
      retryAfterMs?: number | undefined
      complaint?: string | undefined
    } = {},
  ) {
    super(message, { cause: options.cause })
    this.reason = reason
    this.passing = options.passing ?? false
    this.retryAfterMs = options.retryAfterMs
    this.complaint = options.complaint
  }
}

/** A no, as it came. */
export type Refusal = {
  readonly status: number
  /** In the server's own words, which may hold what was asked: never to be shown or logged. */
  readonly words: string
  /** One word for a machine, such as `model_not_found`. */
  readonly code: string | undefined
  readonly headers: HeaderValues
}

/** What a status other than 2xx means. */
export function failureOfStatus(host: string, { status, words, code, headers }: Refusal, now: Date): ModelFailure {
  const what = `the language model at ${host}`
  const wait = retryAfterMs(headers, now)
  if (status === 429) {
    // An empty account is filled by nobody in a minute, though it comes under the same status.
    const passing = code !== 'insufficient_quota'
    const reason = passing ? 'asked us to slow down' : 'has no quota left for this key'
    return new ModelFailure(`${what} ${reason} (status 429)`, 'rate-limited', { passing, retryAfterMs: wait })
  }
  if (status === 408 || status === 409 || status >= 500) {
    const complaint = mentionsRequest(words) ? words : undefined
    return new ModelFailure(`${what} is in trouble (status ${status})`, 'unreachable', {
      passing: complaint === undefined,
      retryAfterMs: wait,
      complaint,
    })
  }
  if (status === 401 || status === 403) {
    return new ModelFailure(`${what} refused the key (status ${status}): look at LLM_API_KEY`, 'rejected')
  }
  if (status === 404) {
    const advice = 'is LLM_BASE_URL complete (it often ends in /v1), and LLM_MODEL one that it has?'
    // OpenRouter has no provider that takes all that was asked for; anybody else knows no such model or address.
    const complaint = /parameter/i.test(words) ? words : undefined
    return new ModelFailure(`${what} found nothing there (status 404): ${advice}`, 'rejected', { complaint })
  }
  const reason = code === undefined ? '' : `, ${code}`
  const complaint = status === 400 || status === 422 ? words : undefined
  return new ModelFailure(`${what} refused the request (status ${status}${reason})`, 'rejected', { complaint })
}

/** What our own client reports, as a failure of the model's server. */
export function failureOfConnection(host: string, error: unknown): ModelFailure {
  const found = error instanceof HttpError ? error : undefined
  const message = found?.message ?? `the language model at ${host} gave an answer that is none`
  if (!found) return new ModelFailure(message, 'rejected', { cause: error })
  if (isTimeout(found)) return new ModelFailure(message, 'timeout', { cause: error })
  const isAway = found.failure === 'unreachable'
  return new ModelFailure(message, isAway ? 'unreachable' : 'rejected', { cause: error, passing: isAway })
}

const isTimeout = ({ cause }: HttpError): boolean => cause instanceof Error && cause.name === 'TimeoutError'

/** Some servers answer 500 to a request that they do not understand. */
const mentionsRequest = (words: string): boolean => /response_format|json_?schema|grammar|text\.format/i.test(words)
