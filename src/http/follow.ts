import type { Dispatcher } from 'undici'
import { addressIn, ForbiddenAddressError, isPublicAddress } from './address.ts'
import type { CookieJar } from './cookies.ts'
import { HttpError } from './error.ts'
import { exchange, type RawAnswer } from './exchange.ts'
import { headerOf } from './headers.ts'
import type { HttpRequest } from './request.ts'

/** What every hop is sent with. */
export type Wire = {
  readonly dispatcher: Dispatcher
  readonly userAgent: string
  readonly isAllowed: (hostname: string) => boolean
  readonly jar: CookieJar
  readonly maxBytes: number
}

const MOST_REDIRECTS = 5

/** Sends a request and follows its redirects one by one, each address checked anew. `what` names the request in messages. */
export async function follow(
  wire: Wire,
  what: string,
  request: HttpRequest,
  conditions: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<{ readonly url: URL; readonly answer: RawAnswer }> {
  const { method = 'GET', mayFollow } = request
  let url = request.url
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const answer = await hopTo(wire, request, url, conditions, signal)
    const next = redirectIn(answer, url)
    if (!next) return { url, answer }
    checkRedirect(what, method, next, mayFollow)
    url = next
  }
  throw new HttpError(
    `${what} was redirected more than ${MOST_REDIRECTS} times, last to ${url.origin}${url.pathname}`,
    'broken',
  )
}

async function hopTo(
  wire: Wire,
  request: HttpRequest,
  url: URL,
  conditions: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<RawAnswer> {
  checkAddress(wire, url)
  const { method = 'GET', body, maxBytes = wire.maxBytes } = request
  const cookie = request.cookies === 'keep' ? wire.jar.cookiesFor(url) : fixedCookies(request.cookies)
  const sameOrigin = url.origin === request.url.origin
  const headers = {
    'user-agent': wire.userAgent,
    // What the caller sends may be meant for its own host alone.
    ...(sameOrigin ? request.headers : {}),
    ...(cookie !== undefined && (sameOrigin || request.cookies === 'keep') ? { cookie } : {}),
    ...conditions,
  }
  const answer = await exchange(wire.dispatcher, { url, method, headers, body }, maxBytes, signal)
  if (request.cookies === 'keep') wire.jar.keep(url, answer.headers['set-cookie'])
  return answer
}

/** A name is checked when its socket is made; a number would never be looked up. */
function checkAddress(wire: Wire, url: URL): void {
  const address = addressIn(url.hostname)
  if (address === undefined || wire.isAllowed(url.hostname) || isPublicAddress(address)) return
  throw new ForbiddenAddressError(`${url.host} is ${address}`)
}

/** Where an answer sends us on to, if it does. */
function redirectIn({ status, headers }: RawAnswer, from: URL): URL | undefined {
  const location = headerOf(headers, 'location')
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return undefined
  return URL.parse(location, from.href) ?? undefined
}

/** Throws `HttpError` where a redirect must not be followed. */
function checkRedirect(what: string, method: string, to: URL, mayFollow: ((to: URL) => boolean) | undefined): void {
  if (method !== 'GET') throw new HttpError(`${what} was redirected, which only a GET follows`, 'broken')
  if (to.protocol !== 'http:' && to.protocol !== 'https:') {
    throw new HttpError(`${what} was redirected to ${to.protocol}, which is no web address`, 'broken')
  }
  if (/(?:^|\.)perfdrive\.com$/.test(to.hostname)) {
    throw new HttpError(`${what} was redirected to a bot check (Radware)`, 'refused')
  }
  if (mayFollow?.(to) === false) {
    const where = `${to.protocol}//${to.host}${to.pathname}`
    throw new HttpError(`${what} was redirected to ${where}, which is not among the hosts it may come from`, 'broken')
  }
}

const fixedCookies = (cookies: Readonly<Record<string, string>> | undefined): string | undefined =>
  cookies &&
  Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ')
