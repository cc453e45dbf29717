import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { encodeAs } from './encode.ts'
import { articleOf, type FeedFormat, feedOf, listingOf, type PublishedItem } from './ministry-pages.ts'

export type { PublishedItem } from './ministry-pages.ts'

/** A request as the ministry received it. */
export type Received = {
  readonly method: string
  /** Path and query. */
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
  /** Milliseconds since the epoch, by the machine's clock. */
  readonly at: number
}

/** What to send. Text is sent as UTF-8; `type` defaults to HTML, `status` to 200. */
export type Reply = {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly type?: string
  readonly body?: string | Uint8Array
  /** Sent as Last-Modified; ETags are always sent. */
  readonly modified?: Date
}

/**
 * How a path misbehaves:
 * a number is that status; `{ status, retryAfter }` adds the header; `stall` never answers; `slow-loris` sends a byte now and then;
 * `reset` and `garbage` break the connection or are no HTTP; `truncated` and `truncated-gzip` end early; `redirect-loop` goes round;
 * `html-error` is a 200 with an HTML apology; `challenge` a bot check; `shell` a page without text; `huge` is 10 MB of HTML,
 * `endless` never ends, `bomb` unpacks to 50 MB; `wrong-encoding` says UTF-8 and is gb18030; `empty` has no body.
 */
export type Failure =
  | number
  | { readonly status: number; readonly retryAfter: string }
  | 'stall'
  | 'slow-loris'
  | 'reset'
  | 'garbage'
  | 'truncated'
  | 'truncated-gzip'
  | 'redirect-loop'
  | 'html-error'
  | 'challenge'
  | 'shell'
  | 'huge'
  | 'endless'
  | 'bomb'
  | 'wrong-encoding'
  | 'empty'

/** A ministry's web site on loopback, over real HTTP. Add `host` to the client's allowed hosts to reach it. */
export interface Ministry extends AsyncDisposable {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly baseUrl: string
  /** What `allowHosts` must hold. */
  readonly host: string
  /** Every request so far, in order of arrival, robots.txt included. */
  readonly requests: readonly Received[]
  /** Requests to one path. */
  received(path: string): readonly Received[]
  /** Answers `path` (with its query, if it has one) with `reply`, with an ETag, and with 304 where the validators still hold. */
  serve(path: string, reply: Reply | string): void
  /** Answers by a function: cookie gates, POST lists, pages that change at every visit. */
  script(path: string, answer: (request: Received) => Reply): void
  /** Serves `items` as a feed, and every item's own page. Again with other items, and the feed has changed. */
  feed(path: string, items: readonly PublishedItem[], options?: { format?: FeedFormat; full?: boolean }): void
  /** Serves `items` as a listing page (`ul.news-list li`), and every item's own page (`article`, `h1`, `.date`, `.text`). */
  listing(path: string, items: readonly PublishedItem[]): void
  /** The path answers 404 from now on. */
  remove(path: string): void
  /** Lets `path` (`*` is every path but robots.txt) misbehave, `times` times or until `recover`. */
  fail(path: string, failure: Failure, times?: number): void
  recover(path: string): void
  /** Serves robots.txt; without it there is none (404). */
  robots(text: string): void
  /** Stops and cuts every connection; `await using` does it too. */
  close(): Promise<void>
}

/** Starts a ministry on a free port of 127.0.0.1. */
export async function startMinistry(): Promise<Ministry> {
  const requests: Received[] = []
  const answers = new Map<string, (request: Received) => Reply>()
  const failures = new Map<string, { failure: Failure; left: number }>()
  const sockets = new Set<Socket>()

  const server = createServer(async (request, response) => {
    const received = await receive(request)
    requests.push(received)
    const failure = nextFailure(failures, received.path)
    if (failure !== undefined) return misbehave(failure, received, response)
    const answer = answers.get(received.path) ?? answers.get(received.path.split('?')[0] ?? '')
    send(received, answer?.(received) ?? { status: 404, body: '<h1>Not found</h1>' }, response)
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy()
    await new Promise((closed) => server.close(closed))
  }
  const serve: Ministry['serve'] = (path, reply) => {
    answers.set(path, () => (typeof reply === 'string' ? { body: reply } : reply))
  }
  const servePages = (items: readonly PublishedItem[]): void => {
    for (const item of items) {
      let visits = 0
      answers.set(item.path, () => {
        visits += 1
        return { body: articleOf(item, visits) }
      })
    }
  }
  return {
    baseUrl,
    host: '127.0.0.1',
    requests,
    received: (path) => requests.filter((request) => request.path === path),
    serve,
    script: (path, answer) => void answers.set(path, answer),
    feed(path, items, { format = 'rss', full = false } = {}) {
      const type = format === 'json' ? 'application/feed+json' : 'application/xml'
      serve(path, { type, body: feedOf(format, baseUrl, items, full) })
      servePages(items)
    },
    listing(path, items) {
      serve(path, { type: 'text/html; charset=utf-8', body: listingOf(path, items) })
      servePages(items)
    },
    remove: (path) => void answers.delete(path),
    fail: (path, failure, times = Number.POSITIVE_INFINITY) => void failures.set(path, { failure, left: times }),
    recover: (path) => void failures.delete(path),
    robots: (text) => serve('/robots.txt', { type: 'text/plain', body: text }),
    close,
    [Symbol.asyncDispose]: close,
  }
}

async function receive(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const { method = 'GET', url: path = '/', headers } = request
  return { method, path, headers, body: Buffer.concat(chunks).toString(), at: Date.now() }
}

function nextFailure(failures: Map<string, { failure: Failure; left: number }>, path: string): Failure | undefined {
  const entry = failures.get(path) ?? (path === '/robots.txt' ? undefined : failures.get('*'))
  if (!entry || entry.left <= 0) return undefined
  entry.left -= 1
  return entry.failure
}

function send(request: Received, reply: Reply, response: ServerResponse): void {
  const { status = 200, headers = {}, type = 'text/html; charset=utf-8', modified } = reply
  const body = Buffer.from(reply.body ?? '')
  const etag = `"${createHash('sha1').update(body).digest('hex').slice(0, 16)}"`
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  if (status === 200) response.setHeader('etag', etag)
  if (modified) response.setHeader('last-modified', modified.toUTCString())
  const seen = request.headers['if-none-match'] === etag
  const since = request.headers['if-modified-since']
  const unchangedSince = request.headers['if-none-match'] === undefined && since && since === modified?.toUTCString()
  if (status === 200 && (seen || unchangedSince)) {
    response.writeHead(304).end()
    return
  }
  response.writeHead(status, { 'content-type': type }).end(body)
}

const HTML = { 'content-type': 'text/html; charset=utf-8' }
const APOLOGY = `<!doctype html><html><head><title>Error</title></head><body><h1>Service error</h1>${'<p>We are sorry.</p>'.repeat(5)}</body></html>`
const CHALLENGE = `<!doctype html><html><head><title>Just a moment...</title></head><body><div id="cf-chl-widget"></div><noscript>Enable JavaScript and cookies to continue</noscript></body></html>`
const SHELL = `<!doctype html><html><head><title>Portal</title><script src="/main.8f2a.js"></script></head><body><div id="root"></div></body></html>`

/** Packed when first asked for: packing it takes longer than most tests. */
let bomb: Buffer | undefined

function misbehave(failure: Failure, request: Received, response: ServerResponse): void {
  if (typeof failure === 'number') {
    response.writeHead(failure, HTML).end(`<h1>${failure}</h1>`)
    return
  }
  if (typeof failure === 'object') {
    response.writeHead(failure.status, { ...HTML, 'retry-after': failure.retryAfter }).end()
    return
  }
  const { socket } = response
  switch (failure) {
    case 'stall':
      return
    case 'slow-loris':
      response.writeHead(200, HTML)
      trickle(response)
      return
    case 'reset':
      socket?.resetAndDestroy()
      return
    case 'garbage':
      socket?.end('\u0000\u0001 this is no HTTP\r\n\r\n')
      return
    case 'truncated':
      response.writeHead(200, { ...HTML, 'content-length': '5000' })
      response.write('<html><body><p>The first half of')
      setImmediate(() => socket?.destroy())
      return
    case 'truncated-gzip': {
      const packed = gzipSync(Buffer.from(APOLOGY.repeat(50)))
      response.writeHead(200, { ...HTML, 'content-encoding': 'gzip' }).end(packed.subarray(0, packed.length >> 1))
      return
    }
    case 'redirect-loop':
      response.writeHead(302, { location: request.path }).end()
      return
    case 'html-error':
      response.writeHead(200, HTML).end(APOLOGY)
      return
    case 'challenge':
      response.writeHead(200, HTML).end(CHALLENGE)
      return
    case 'shell':
      response.writeHead(200, HTML).end(SHELL)
      return
    case 'huge':
      response.writeHead(200, HTML).end(`<html><body>${'<p>All work and no play.</p>'.repeat(400_000)}`)
      return
    case 'endless':
      response.writeHead(200, HTML)
      flood(response)
      return
    case 'bomb':
      bomb ??= gzipSync(Buffer.alloc(50_000_000, 32))
      response.writeHead(200, { ...HTML, 'content-encoding': 'gzip' }).end(bomb)
      return
    case 'wrong-encoding':
      response
        .writeHead(200, HTML)
        .end(encodeAs('gb18030', `<html><body><p>${'虚构部长会见来访客人。'.repeat(40)}</p></body></html>`))
      return
    case 'empty':
      response.writeHead(200, HTML).end()
  }
}

function trickle(response: ServerResponse): void {
  const timer = setInterval(() => response.write('.'), 5)
  response.on('close', () => clearInterval(timer))
}

/** Sends for as long as the other side takes it. */
function flood(response: ServerResponse): void {
  const chunk = Buffer.alloc(64 * 1024, 'x')
  const more = (): void => {
    while (!response.destroyed && response.write(chunk));
  }
  response.on('drain', more)
  more()
}
