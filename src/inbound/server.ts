import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Clock } from '../domain/clock.ts'
import { ConfigError } from '../domain/errors.ts'
import { readBody } from './body.ts'
import type { InboundReply, Route } from './route.ts'

/** Where the server listens. */
export type InboundSettings = {
  /** Where to listen; `127.0.0.1` unless something stands in front. */
  readonly host: string
  /** 0: any that is free. */
  readonly port: number
}

/** How the program fares; whatever is said besides is shown to whoever asks, so nothing secret. */
export type Health = { readonly healthy: boolean; readonly [detail: string]: unknown }

/** What the server serves. */
export type InboundPorts = {
  readonly routes: readonly Route[]
  readonly health: () => Promise<Health>
  readonly clock: Clock
  /** Told what a route threw. */
  readonly fault: (error: unknown) => void
}

/** A server that listens. */
export type Inbound = {
  readonly port: number
  /** Resolves when the server has let go of its port, some time after `signal` aborts. */
  readonly closed: Promise<void>
}

/** Longer than any platform's callback. */
const MAX_BYTES = 1_000_000

const HEADERS_TIMEOUT_MS = 10_000
const REQUEST_TIMEOUT_MS = 15_000

/** How long requests that are under way may take when we are told to stop. */
const LAST_WORDS_MS = 3_000

/** The one HTTP server: health, and what adapters hand it. Listens until `signal` aborts. Throws `ConfigError` where it cannot. */
export async function startInbound(
  settings: InboundSettings,
  ports: InboundPorts,
  signal: AbortSignal,
): Promise<Inbound> {
  const routes = [healthRoute(ports), ...ports.routes]
  const server = createServer(
    { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
    (request, response) => {
      void respond(routes, request, response, ports, signal)
    },
  )
  await listening(server, settings)
  const closed = new Promise<void>((resolve) => server.once('close', resolve))
  const stop = (): void => void close(server, ports.clock, closed)
  if (signal.aborted) stop()
  else signal.addEventListener('abort', stop, { once: true })
  const address = server.address()
  return { port: typeof address === 'object' && address ? address.port : settings.port, closed }
}

const healthRoute = ({ health }: InboundPorts): Route => ({
  method: 'GET',
  path: '/health',
  async answer() {
    const { healthy, ...details } = await health()
    return { status: healthy ? 200 : 503, body: { status: healthy ? 'ok' : 'unhealthy', ...details } }
  },
})

function listening(server: Server, { host, port }: InboundSettings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new ConfigError(`cannot listen on ${host}:${port}: ${cause.message}`, { cause })),
    )
    server.listen(port, host, resolve)
  })
}

async function close(server: Server, clock: Clock, closed: Promise<void>): Promise<void> {
  server.close()
  server.closeIdleConnections()
  const soon = new AbortController()
  await Promise.race([closed, clock.sleep(LAST_WORDS_MS, soon.signal)])
  soon.abort()
  server.closeAllConnections()
}

async function respond(
  routes: readonly Route[],
  request: IncomingMessage,
  response: ServerResponse,
  { fault }: InboundPorts,
  signal: AbortSignal,
): Promise<void> {
  try {
    send(response, await replyTo(routes, request, signal))
  } catch (error) {
    fault(error)
    send(response, { status: 500, body: 'internal error' })
  }
}

async function replyTo(routes: readonly Route[], request: IncomingMessage, signal: AbortSignal): Promise<InboundReply> {
  const path = (request.url ?? '').split('?', 1)[0]
  const here = routes.filter((route) => route.path === path)
  const route = here.find(({ method }) => method === request.method)
  if (here.length === 0) return { status: 404, body: 'not found' }
  if (!route) return { status: 405, body: 'method not allowed' }
  const body = await readBody(request, MAX_BYTES)
  if (body === undefined) return { status: 413, body: 'too large' }
  return route.answer({ url: request.url ?? '', headers: firstOf(request.headers), body }, signal)
}

const firstOf = (headers: IncomingMessage['headers']): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]))

function send(response: ServerResponse, { status, body = '', headers = {} }: InboundReply): void {
  if (response.headersSent || response.destroyed) return
  const isText = typeof body === 'string'
  response.writeHead(status, {
    'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
    // What was not read is not waited for.
    ...(status === 413 ? { connection: 'close' } : {}),
  })
  response.end(isText ? body : JSON.stringify(body))
}
