import { errors } from 'undici'
import type { SourceFailure } from '../domain/errors.ts'
import { ForbiddenAddressError } from './address.ts'

/** A request that brought no usable answer. Each kind of caller turns it into its own class of error, in one place. */
export class HttpError extends Error {
  override readonly name = 'HttpError'
  readonly failure: SourceFailure
  readonly status: number | undefined
  readonly retryAfterMs: number | undefined

  constructor(
    message: string,
    failure: SourceFailure,
    options: { cause?: unknown; status?: number | undefined; retryAfterMs?: number | undefined } = {},
  ) {
    super(message, { cause: options.cause })
    this.failure = failure
    this.status = options.status
    this.retryAfterMs = options.retryAfterMs
  }
}

/** An answer that is no use, found while it was read: too long, cut off, packed in an unknown way. */
export class BadAnswerError extends Error {
  override readonly name = 'BadAnswerError'
}

/** What went wrong below HTTP, as ours: the one place that knows the names of Node's and undici's errors. `what` names the request. */
export function connectionError(what: string, error: unknown, timeoutMs: number): HttpError {
  if (error instanceof HttpError) return error
  const root = rootOf(error)
  const code = codeOf(root)
  const failed = (failure: SourceFailure, reason: string) =>
    new HttpError(`${what} ${reason}`, failure, { cause: error })

  if (root instanceof ForbiddenAddressError) {
    return failed(
      'forbidden-address',
      `was not sent: ${root.message}, not an address on the public internet; add the host to ATTACHE_ALLOW_HOSTS if you mean it`,
    )
  }
  if (root instanceof BadAnswerError) return failed('broken', `brought an answer that ${root.message}`)
  if (isTimeout(root, code)) return failed('unreachable', `had no complete answer within ${timeoutMs / 1000} s`)
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return failed('unreachable', `found no such host (${code}); is there a network?`)
  if (/CERT|^ERR_TLS|^ERR_SSL|LEAF_SIGNATURE/.test(code)) {
    return failed('unreachable', `stopped at a certificate that cannot be verified (${code})`)
  }
  if (root instanceof errors.HTTPParserError || code === 'UND_ERR_HEADERS_OVERFLOW')
    return failed('broken', `brought no valid HTTP`)
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') return failed('broken', 'brought an answer that was cut off')
  return failed('unreachable', `broke off (${code === '' ? 'connection lost' : code})`)
}

/** Several addresses tried at once fail as one AggregateError; the first tells as much as any. */
function rootOf(error: unknown): unknown {
  return error instanceof AggregateError && error.errors.length > 0 ? error.errors[0] : error
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

const isTimeout = (error: unknown, code: string): boolean =>
  /^UND_ERR_(?:CONNECT|HEADERS|BODY)_TIMEOUT$|^ETIMEDOUT$/.test(code) ||
  (error instanceof Error && error.name === 'TimeoutError')
