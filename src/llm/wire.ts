import type OpenAI from 'openai'
import type { ModelSettings } from '../config/model-settings.ts'
import type { Clock } from '../domain/clock.ts'
import { HttpError } from '../http/error.ts'
import type { Headers as HeaderValues } from '../http/headers.ts'
import type { HttpClient } from '../http/request.ts'
import { askChat } from './chat.ts'
import type { Ask } from './exchange.ts'
import { failureOfConnection, failureOfStatus, ModelFailure, type Refusal } from './failure.ts'
import { askResponses } from './responses.ts'

/** No answer of the length that is asked for is longer. */
const MAX_BYTES = 4 * 1024 * 1024

/** Asks through the `openai` package, which is loaded at the first request, over our own client: no other way leads out. */
export function createAsk(
  settings: ModelSettings,
  { clock, http }: { readonly clock: Clock; readonly http: HttpClient },
): Ask {
  const { host } = new URL(settings.baseUrl)
  let loading: Promise<OpenAI> | undefined
  return async (request, signal) => {
    loading ??= openClient(settings, http)
    const client = await loading
    try {
      return await (settings.api === 'chat' ? askChat : askResponses)(client, request, signal)
    } catch (error) {
      signal.throwIfAborted()
      throw failureOf(host, error, clock.now())
    }
  }
}

async function openClient(settings: ModelSettings, http: HttpClient): Promise<OpenAI> {
  const { default: OpenAiClient } = await import('openai')
  const url = new URL(settings.baseUrl)
  const query = Object.fromEntries(url.searchParams)
  url.search = ''
  url.hash = ''
  return new OpenAiClient({
    baseURL: url.href.replace(/\/$/, ''),
    defaultQuery: query,
    fetch: fetchThrough(settings, http),
    // The one loop of tries is ours, and so is the time limit, which ends before this one.
    maxRetries: 0,
    timeout: Math.ceil(settings.timeoutSeconds * 1000) + 10_000,
    // The key is put in where the request leaves, so that the package, its log and its errors never have it.
    apiKey: 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    logLevel: 'off',
  })
}

/** What the package takes for `fetch`: our client, which alone knows which addresses may be reached and how long an answer may be. */
function fetchThrough(settings: ModelSettings, http: HttpClient) {
  const headers = {
    accept: 'application/json',
    'content-type': 'application/json',
    ...credentialsOf(settings),
  }
  return async (
    input: string | URL | Request,
    init: { readonly body?: unknown; readonly signal?: AbortSignal | null } = {},
  ): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input)
    const answer = await http.send(
      {
        url,
        method: 'POST',
        headers,
        body: String(init.body ?? ''),
        name: `the language model at ${url.host}`,
        timeoutMs: settings.timeoutSeconds * 1000,
        maxBytes: MAX_BYTES,
        anyStatus: true,
      },
      init.signal ?? new AbortController().signal,
    )
    if (answer.kind !== 'ok') throw new HttpError(`the language model at ${url.host} sent no answer`, 'broken')
    return new Response(new Uint8Array(answer.body), { status: answer.status, headers: sentHeaders(answer.headers) })
  }
}

/** Azure's own form of the address, which names an `api-version`, has its own header: https://learn.microsoft.com/azure/ai-services/openai/reference */
function credentialsOf({ apiKey, baseUrl }: ModelSettings): Readonly<Record<string, string>> {
  if (!apiKey) return {}
  const isAzure = new URL(baseUrl).searchParams.has('api-version')
  return isAzure ? { 'api-key': apiKey.reveal() } : { authorization: `Bearer ${apiKey.reveal()}` }
}

/** Of the answer's headers, those that are read again. */
function sentHeaders(headers: HeaderValues): [string, string][] {
  return ['content-type', 'retry-after'].flatMap((name): [string, string][] => {
    const value = headers[name]
    return typeof value === 'string' ? [[name, value]] : []
  })
}

/** The one place where the package's errors become ours. */
function failureOf(host: string, error: unknown, now: Date): ModelFailure {
  if (!(error instanceof Error)) return failureOfConnection(host, error)
  const refusal = refusalIn(error)
  if (refusal) return failureOfStatus(host, refusal, now)
  if (error.cause instanceof HttpError) return failureOfConnection(host, error.cause)
  if (/timed? ?out/i.test(error.message)) {
    return new ModelFailure(`the language model at ${host} had no complete answer in time`, 'timeout', { cause: error })
  }
  return failureOfConnection(host, error)
}

/** A status that an error bears, whether the package's or ours, with what else it says of it. */
function refusalIn(error: Error): Refusal | undefined {
  if (!('status' in error) || typeof error.status !== 'number') return undefined
  const headers = 'headers' in error && error.headers instanceof Headers ? error.headers : new Headers()
  const code = 'code' in error && typeof error.code === 'string' ? /^[\w.-]{1,60}$/.exec(error.code)?.[0] : undefined
  return { status: error.status, words: error.message, code, headers: Object.fromEntries(headers) }
}
