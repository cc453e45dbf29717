import { SourceError } from '../domain/errors.ts'
import type { Source } from '../domain/source.ts'
import { HttpError } from '../http/error.ts'
import { charsetOf, headerOf } from '../http/headers.ts'
import type { HttpAnswer, HttpClient } from '../http/request.ts'
import { DisallowedError } from '../http/robots.ts'
import { isFromSource } from '../domain/address.ts'
import type { Form, Received } from './received.ts'

/** An answer that holds something. */
export type Page = {
  readonly kind: 'page'
  readonly received: Received
  /** Where it came from, after redirects. */
  readonly url: string
  readonly receivedAt: Date
  readonly notBefore: Date | undefined
  readonly remember: () => Promise<void>
}

/** What came of asking for a listing: a page, or that it has not changed since it was last settled. */
export type LoadedPage = Page | { readonly kind: 'not-modified'; readonly notBefore: Date | undefined }

const ACCEPT: Readonly<Record<Form, string>> = {
  html: 'text/html, application/xhtml+xml, */*;q=0.5',
  xml: 'application/rss+xml, application/atom+xml, application/xml, text/xml, */*;q=0.5',
  json: 'application/json, application/feed+json, */*;q=0.5',
}

/** An article that is longer is none; a feed of full texts may be. */
const MAX_PAGE_BYTES = 4 * 1024 * 1024
const MAX_LISTING_BYTES = 10 * 1024 * 1024

/** The source's listing: conditional, and as its `request` says. Throws `SourceError`. */
export function loadListing(http: HttpClient, source: Source, form: Form, signal: AbortSignal): Promise<LoadedPage> {
  const { form: fields, headers = {} } = source.request ?? {}
  const post = fields && {
    method: 'POST' as const,
    body: new URLSearchParams(fields).toString(),
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
  }
  return load(http, source, source.url, form, MAX_LISTING_BYTES, { conditional: !post, headers, ...post }, signal)
}

/** One page of the source's hosts. Throws `SourceError`. */
export async function loadPage(
  http: HttpClient,
  source: Source,
  url: string,
  form: Form,
  signal: AbortSignal,
): Promise<Page> {
  const extra = { headers: source.request?.headers ?? {} }
  const page = await load(http, source, url, form, MAX_PAGE_BYTES, extra, signal).catch(ofThePageAlone)
  if (page.kind === 'page') return page
  throw new SourceError(`${source.id}: ${url} says that it has not changed, though we have not read it`, 'broken')
}

/** As `loadPage`, unless the server says that the page has not changed since it was remembered. Throws `SourceError`. */
export function reloadPage(
  http: HttpClient,
  source: Source,
  url: string,
  form: Form,
  signal: AbortSignal,
): Promise<LoadedPage> {
  const headers = source.request?.headers ?? {}
  return load(http, source, url, form, MAX_PAGE_BYTES, { conditional: true, headers }, signal).catch(ofThePageAlone)
}

/** That robots.txt keeps us from one page says nothing of the source's others. */
function ofThePageAlone(error: unknown): never {
  if (error instanceof SourceError && error.cause instanceof DisallowedError) {
    throw new SourceError(error.message, 'broken', { cause: error.cause })
  }
  throw error
}

type Extra = {
  readonly conditional?: boolean
  readonly method?: 'POST'
  readonly body?: string
  readonly headers: Readonly<Record<string, string>>
}

async function load(
  http: HttpClient,
  source: Source,
  url: string,
  form: Form,
  maxBytes: number,
  extra: Extra,
  signal: AbortSignal,
): Promise<LoadedPage> {
  const answer = await send(http, source, url, form, maxBytes, extra, signal)
  if (answer.kind === 'not-modified') return { kind: 'not-modified', notBefore: answer.freshUntil }
  if (answer.body.length === 0) throw new SourceError(`${source.id}: ${url} brought an empty page`, 'broken')
  const { body: bytes, freshUntil: notBefore, receivedAt, remember } = answer
  const received = { bytes, form, charset: charsetOf(headerOf(answer.headers, 'content-type')), asked: url }
  return { kind: 'page', received, url: answer.url.href, receivedAt, notBefore, remember }
}

/** The one place where the client's errors become the source's. */
async function send(
  http: HttpClient,
  source: Source,
  url: string,
  form: Form,
  maxBytes: number,
  { headers, ...extra }: Extra,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const address = URL.parse(url)
  if (!address) throw new SourceError(`${source.id}: ${url} is no web address`, 'broken')
  try {
    return await http.send(
      {
        url: address,
        headers: {
          accept: ACCEPT[form],
          'accept-language': source.language === '' ? '*' : `${source.language}, *;q=0.1`,
          ...headers,
        },
        obeyRobots: true,
        spacingMs: source.spacingSeconds * 1000,
        cookies: source.cookies,
        mayFollow: (to) => isFromSource(to.href, source),
        timeoutMs: source.timeoutSeconds === undefined ? undefined : source.timeoutSeconds * 1000,
        maxBytes,
        ...extra,
      },
      signal,
    )
  } catch (error) {
    if (!(error instanceof HttpError)) throw error
    const { message, failure, retryAfterMs, status } = error
    const missing = status === 404 || status === 410
    throw new SourceError(`${source.id}: ${message}`, failure, { cause: error, retryAfterMs, missing })
  }
}
