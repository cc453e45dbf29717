import robotsParserModule from 'robots-parser'
import type { Clock } from '../domain/clock.ts'
import { HttpError } from './error.ts'
import type { LossyCache } from './validators.ts'

type ParseRules = (
  url: string,
  rules: string,
) => {
  isAllowed(url: string, product: string): boolean | undefined
  getCrawlDelay(product: string): number | undefined
}

// The package is CommonJS, one function; its types describe an ES module instead.
const parseRules = robotsParserModule as unknown as ParseRules

/** A request that was not sent, since the host's robots.txt asks us not to read that address. */
export class DisallowedError extends HttpError {
  constructor(what: string, host: string) {
    super(`${what} was not sent: robots.txt of ${host} asks us not to read it`, 'refused')
  }
}

/** What a host's robots.txt says of one address. */
export type Verdict = { readonly allowed: boolean; readonly crawlDelayMs: number }

/** Whether we may read an address, by RFC 9309. */
export interface Robots {
  /** Throws `HttpError` where the rules cannot be had: by the RFC that forbids everything for now. */
  judge(url: URL, signal: AbortSignal): Promise<Verdict>
}

/** Fetches robots.txt: its text, or nothing where the host has no rules. Throws `HttpError` where that cannot be known. */
export type FetchRules = (url: URL, signal: AbortSignal) => Promise<string | undefined>

/** The RFC's own bounds: rules are kept at most a day, old ones may stand in while a host fails, 500 KiB are enough. */
const FRESH_MS = 24 * 3_600_000
const USABLE_MS = 30 * FRESH_MS
const LONGEST_RULES = 500 * 1024
/** A host's slip of the keyboard must not stop us for an hour between two pages. */
const LONGEST_DELAY_MS = 60_000

type Kept = { readonly rules: string; readonly at: number }

/** `product` is our name in robots.txt. */
export function createRobots(fetchRules: FetchRules, product: string, clock: Clock, cache: LossyCache): Robots {
  async function rulesOf(origin: string, signal: AbortSignal): Promise<string> {
    const key = `robots:${origin}`
    const kept = asKept(await cache.get(key))
    if (kept && clock.now().getTime() - kept.at < FRESH_MS) return kept.rules
    try {
      const answer = await fetchRules(new URL('/robots.txt', origin), signal)
      const rules = answer === undefined || isHtml(answer) ? '' : answer.slice(0, LONGEST_RULES)
      await cache.set(key, { rules, at: clock.now().getTime() } satisfies Kept, USABLE_MS)
      return rules
    } catch (error) {
      if (!(error instanceof HttpError) || error.failure === 'forbidden-address') throw error
      if (kept) return kept.rules
      const { failure, status, retryAfterMs, cause } = error
      // A host that cannot be reached at all is no matter of rules: let it be told of the page that was wanted.
      if (status === undefined && cause !== undefined) throw cause
      const reason = `${error.message}; until a host's rules can be read, nothing else is read there`
      throw new HttpError(reason, failure === 'broken' ? 'unreachable' : failure, {
        cause: error,
        status,
        retryAfterMs,
      })
    }
  }

  return {
    async judge(url, signal) {
      const rules = parseRules(new URL('/robots.txt', url.origin).href, await rulesOf(url.origin, signal))
      const delayMs = (rules.getCrawlDelay(product) ?? 0) * 1000
      return {
        // Undefined is "not my host": no yes.
        allowed: rules.isAllowed(url.href, product) === true,
        crawlDelayMs: Math.min(Math.max(delayMs, 0), LONGEST_DELAY_MS),
      }
    },
  }
}

/** Some sites answer every unknown path with a page: it holds no rules. */
const isHtml = (text: string): boolean => /^\s*<(?:!doctype|html|head|body|\?xml|!--)/i.test(text)

/** What another version of the program left in the cache is passed over. */
function asKept(value: unknown): Kept | undefined {
  if (typeof value !== 'object' || value === null || !('rules' in value) || !('at' in value)) return undefined
  return typeof value.rules === 'string' && typeof value.at === 'number'
    ? { rules: value.rules, at: value.at }
    : undefined
}
