/** Header names in lower case; a repeated header's values in order. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>

/** A header's value; of a repeated one the first. */
export function headerOf(headers: Headers, name: string): string | undefined {
  const value = headers[name]
  return typeof value === 'string' ? value : value?.[0]
}

const DAY_MS = 24 * 3_600_000

/** How long Retry-After asks us to stay away, in seconds or until a date; at most a week, never below zero. */
export function retryAfterMs(headers: Headers, now: Date): number | undefined {
  const value = headerOf(headers, 'retry-after')?.trim()
  if (value === undefined || value === '') return undefined
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : new Date(value).getTime() - now.getTime()
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), 7 * DAY_MS)
}

/**
 * Until when the server calls its answer fresh (Cache-Control over Expires). At most an hour: freshness is leave to keep a copy, no wish
 * that nobody ask, and a careless `max-age` of a year must not make us miss a ministry's news.
 */
export function freshUntil(headers: Headers, now: Date): Date | undefined {
  const control = headerOf(headers, 'cache-control')?.toLowerCase() ?? ''
  if (/\bno-(?:store|cache)\b/.test(control)) return undefined
  const age = Number(headerOf(headers, 'age') ?? 0) || 0
  const maxAge = /\bmax-age\s*=\s*"?(\d+)/.exec(control)?.[1]
  const ms =
    maxAge === undefined
      ? new Date(headerOf(headers, 'expires') ?? '').getTime() - dateOf(headers, now).getTime()
      : (Number(maxAge) - age) * 1000
  return ms > 0 ? new Date(now.getTime() + Math.min(ms, 3_600_000)) : undefined
}

/** The charset that Content-Type names, if any. */
export function charsetOf(contentType: string | undefined): string | undefined {
  return /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType ?? '')?.[1]
}

/** The server's own time, against which it counts its Expires. */
function dateOf(headers: Headers, now: Date): Date {
  const date = new Date(headerOf(headers, 'date') ?? '')
  return Number.isNaN(date.getTime()) ? now : date
}
