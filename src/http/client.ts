import type { LookupFunction } from 'node:net'
import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici'
import type { Clock } from '../domain/clock.ts'
import type { HostTimes } from '../domain/host-times.ts'
import { guardedLookup } from './address.ts'
import { createCookieJar } from './cookies.ts'
import { connectionError } from './error.ts'
import type { RawAnswer } from './exchange.ts'
import { follow, type Wire } from './follow.ts'
import { freshUntil } from './headers.ts'
import { refusalOf } from './outcome.ts'
import { createPace, type Pace } from './pace.ts'
import type { HttpAnswer, HttpClient, HttpRequest } from './request.ts'
import { createRobots, DisallowedError, type Robots } from './robots.ts'
import { conditionsFor, createMemoryCache, keepValidators, type LossyCache } from './validators.ts'

/** What the client is made with; only `clock` and `userAgent` must be given. */
export type HttpOptions = {
  readonly clock: Clock
  /** Honest: who we are and how to reach whoever runs us; see `userAgentOf`. Its first word is our name in robots.txt. */
  readonly userAgent: string
  /** Host names that may be reached although their addresses are not public. */
  readonly allowHosts?: readonly string[]
  /** Validators and robots.txt; absent: forgotten at the end. */
  readonly cache?: LossyCache | undefined
  /** By which several processes keep their requests to a host apart; absent: each by itself. */
  readonly hostTimes?: HostTimes | undefined
  /** A proxy resolves names itself: then only addresses written as numbers are checked here. */
  readonly proxy?: ProxySettings | undefined
  readonly timeoutMs?: number
  readonly maxBytes?: number
  /** In place of the system's resolver. */
  readonly resolve?: LookupFunction
  /** To one host at once; absent: four. */
  readonly connections?: number
}

/** Addresses of proxies by scheme, and the hosts that need none, as HTTP_PROXY, HTTPS_PROXY and NO_PROXY write them. */
export type ProxySettings = {
  readonly http?: string | undefined
  readonly https?: string | undefined
  readonly except?: string | undefined
}

type Parts = {
  readonly wire: Wire
  readonly clock: Clock
  readonly cache: LossyCache
  readonly pace: Pace
  readonly timeoutMs: number
  /** What hosts' robots.txt ask for, by host. */
  readonly crawlDelays: Map<string, number>
}

const TIMEOUT_MS = 30_000
const MAX_BYTES = 10 * 1024 * 1024
const MAX_RULES_BYTES = 1024 * 1024

/** Makes the client; one for the whole program, since pace and cookies live in it. */
export function createHttp(options: HttpOptions): HttpClient {
  const { clock, userAgent, cache = createMemoryCache() } = options
  const allowed = new Set((options.allowHosts ?? []).map((host) => host.toLowerCase()))
  const isAllowed = (hostname: string): boolean => allowed.has(hostname.toLowerCase())
  const dispatcher = dispatcherOf(options, isAllowed)
  const parts: Parts = {
    wire: { dispatcher, userAgent, isAllowed, jar: createCookieJar(), maxBytes: options.maxBytes ?? MAX_BYTES },
    clock,
    cache,
    pace: createPace(clock, options.hostTimes),
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    crawlDelays: new Map(),
  }
  const product = userAgent.split('/')[0] ?? userAgent
  const robots = createRobots((url, signal) => fetchRules(parts, url, signal), product, clock, cache)
  return {
    async send(request, signal) {
      const { spacingMs, url, timeoutMs = parts.timeoutMs } = request
      const work = () => attempt(parts, robots, request, signal)
      if (spacingMs === undefined) return work()
      const apartMs = Math.max(spacingMs, parts.crawlDelays.get(url.host) ?? 0)
      return parts.pace.turn(url.host, apartMs, work, signal, timeoutMs)
    },
    close: () => dispatcher.destroy(),
  }
}

/** `Attache/1.2.3 (+https://example.org/bot)`: the program, and where its operator can be reached. */
export function userAgentOf(version: string, contact: string | undefined): string {
  const reachable = contact?.replaceAll(/[^\x20-\x7e]|[()]/g, '').trim()
  return `Attache/${version} ${reachable ? `(+${reachable})` : '(reader of press readouts; its operator gave no contact)'}`
}

/** HTTP/1.1 only: some firewalls break off HTTP/2 for whatever is no browser. */
function dispatcherOf(
  { proxy, resolve, connections = 4 }: HttpOptions,
  isAllowed: (hostname: string) => boolean,
): Dispatcher {
  const common = {
    allowH2: false,
    connections,
    // Each request has a deadline of its own.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { lookup: guardedLookup(isAllowed, resolve) },
  }
  if (!proxy) return new Agent(common)
  const { http = '', https = '', except = '' } = proxy
  return new EnvHttpProxyAgent({ ...common, httpProxy: http, httpsProxy: https, noProxy: except })
}

/** One request with its redirects; the one place where errors from below become ours. */
async function attempt(parts: Parts, robots: Robots, request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  const what = nameOf(request)
  const { timeoutMs = parts.timeoutMs, url } = request
  try {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
    if (request.obeyRobots) await obeyRobots(parts, robots, what, url, deadline)
    const conditions = request.conditional ? await conditionsFor(parts.cache, url) : {}
    const last = await follow(parts.wire, what, request, conditions, deadline)
    return conclude(parts, what, request, conditions, last)
  } catch (error) {
    signal.throwIfAborted()
    const failure = connectionError(what, error, timeoutMs)
    if (failure.failure === 'slow-down' && failure.retryAfterMs) parts.pace.rest(url.host, failure.retryAfterMs)
    throw failure
  }
}

async function obeyRobots(parts: Parts, robots: Robots, what: string, url: URL, signal: AbortSignal): Promise<void> {
  const { allowed, crawlDelayMs } = await robots.judge(url, signal)
  parts.crawlDelays.set(url.host, crawlDelayMs)
  if (!allowed) throw new DisallowedError(what, url.host)
}

function conclude(
  { clock, cache }: Parts,
  what: string,
  request: HttpRequest,
  conditions: Readonly<Record<string, string>>,
  { url, answer }: { readonly url: URL; readonly answer: RawAnswer },
): HttpAnswer {
  const { status, headers, body } = answer
  const receivedAt = clock.now()
  const fresh = freshUntil(headers, receivedAt)
  // A 304 that nobody asked for says nothing.
  if (status === 304 && Object.keys(conditions).length > 0) return { kind: 'not-modified', freshUntil: fresh }
  const refusal = request.anyStatus ? undefined : refusalOf(what, answer, receivedAt)
  if (refusal) throw refusal
  const remember = () => keepValidators(cache, request.url, headers)
  return { kind: 'ok', url, status, headers, body, receivedAt, freshUntil: fresh, remember }
}

/** By RFC 9309 a status of 400 to 499, endless redirects and the like mean that there are no rules. */
async function fetchRules(parts: Parts, url: URL, signal: AbortSignal): Promise<string | undefined> {
  const what = nameOf({ url })
  try {
    const { answer } = await follow(parts.wire, what, { url, maxBytes: MAX_RULES_BYTES }, {}, signal)
    if (answer.status < 300) return answer.body.toString('utf8')
    if (answer.status < 500 && answer.status !== 429) return undefined
    throw refusalOf(what, answer, parts.clock.now())
  } catch (error) {
    const failure = connectionError(what, error, parts.timeoutMs)
    if (failure.failure === 'broken' && failure.status === undefined) return undefined
    throw failure
  }
}

/** Queries and user names may be secrets, so they stay out of messages. */
const nameOf = ({ name, method = 'GET', url }: Pick<HttpRequest, 'name' | 'method' | 'url'>): string =>
  `${method} ${name ?? `${url.protocol}//${url.host}${url.pathname}`}`
