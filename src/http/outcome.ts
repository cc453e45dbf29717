import { challengeIn } from './challenge.ts'
import { HttpError } from './error.ts'
import type { RawAnswer } from './exchange.ts'
import { type Headers, headerOf, retryAfterMs } from './headers.ts'

/** What kind of no a status is. 4xx and 5xx that are not named say that this page is broken, not that the host is away. */
const REFUSALS: readonly number[] = [401, 403, 407, 412, 451]
const SLOW_DOWNS: readonly number[] = [429, 503]
const GATEWAY_TROUBLE: readonly number[] = [502, 504, 520, 521, 522, 523, 524, 530]

/** The error that an answer stands for, if it is no use to anybody; a bot check is a refusal whatever its status. */
export function refusalOf(what: string, { status, headers, body }: RawAnswer, now: Date): HttpError | undefined {
  const bot = challengerIn(headers) ?? challengeOf(headers, body)
  if (bot !== undefined) {
    const reason = `was met by a bot check (${bot}, status ${status}): an honest User-Agent is not let in; ask the site's operator, or disable the source`
    return new HttpError(`${what} ${reason}`, 'refused', { status })
  }
  if (status < 300) return undefined
  const retry = retryAfterMs(headers, now)
  const failed = (failure: HttpError['failure'], reason: string) =>
    new HttpError(`${what} ${reason}`, failure, { status, retryAfterMs: retry })

  if (REFUSALS.includes(status)) {
    return failed(
      'refused',
      `was refused (status ${status}): ask the site's operator for access, or disable the source`,
    )
  }
  if (SLOW_DOWNS.includes(status)) {
    const wait = retry === undefined ? '' : ` and to come back in ${Math.ceil(retry / 1000)} s`
    return failed('slow-down', `was asked to slow down (status ${status})${wait}`)
  }
  if (GATEWAY_TROUBLE.includes(status))
    return failed('unreachable', `reached a gateway but not the site (status ${status})`)
  if (status === 404 || status === 410) return failed('broken', `found nothing at this address (status ${status})`)
  return failed('broken', `brought status ${status}`)
}

/** Two products say it in a header, whatever the body. */
function challengerIn(headers: Headers): string | undefined {
  if (headerOf(headers, 'cf-mitigated') === 'challenge') return 'Cloudflare'
  return headerOf(headers, 'x-amzn-waf-action') === undefined ? undefined : 'AWS WAF'
}

/** Only pages are looked at: a bot check comes as HTML, whatever was asked for, or under no type at all. */
function challengeOf(headers: Headers, body: Buffer): string | undefined {
  const type = headerOf(headers, 'content-type') ?? 'text/html'
  if (!/html|xml|text\/plain/i.test(type)) return undefined
  // The marks are ASCII, and one byte a character keeps this independent of the encoding.
  return challengeIn(body.toString('latin1'))
}
