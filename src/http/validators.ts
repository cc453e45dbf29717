import { type Headers, headerOf } from './headers.ts'

/** Keeps what may be lost at any time; a Keyv is one. Values are JSON. */
export interface LossyCache {
  get(key: string): Promise<unknown>
  set(key: string, value: unknown, ttlMs?: number): Promise<unknown>
  delete(key: string): Promise<unknown>
}

/** A cache that lives as long as the process. */
export function createMemoryCache(): LossyCache {
  const values = new Map<string, unknown>()
  return {
    get: async (key) => values.get(key),
    set: async (key, value) => values.set(key, value),
    delete: async (key) => values.delete(key),
  }
}

/** One whole answer a day is asked for whatever the validators say: some servers send the same ETag for ever. */
const TTL_MS = 24 * 3_600_000

/** The headers that make a request for `url` conditional, from what an earlier answer left. */
export async function conditionsFor(cache: LossyCache, url: URL): Promise<Record<string, string>> {
  const kept = await cache.get(keyOf(url))
  if (typeof kept !== 'object' || kept === null) return {}
  return {
    ...('etag' in kept && typeof kept.etag === 'string' ? { 'if-none-match': kept.etag } : {}),
    ...('modified' in kept && typeof kept.modified === 'string' ? { 'if-modified-since': kept.modified } : {}),
  }
}

/** Keeps the validators of an answer; one without any makes the next request unconditional again. */
export async function keepValidators(cache: LossyCache, url: URL, headers: Headers): Promise<void> {
  const etag = headerOf(headers, 'etag')
  const modified = headerOf(headers, 'last-modified')
  if (etag === undefined && modified === undefined) await cache.delete(keyOf(url))
  else await cache.set(keyOf(url), { etag, modified }, TTL_MS)
}

const keyOf = (url: URL): string => `validators:${url.href}`
