import type { LookupFunction } from 'node:net'
import Keyv from 'keyv'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createHttp, type HttpOptions, userAgentOf } from '../../src/http/client.ts'
import type { HttpClient, HttpRequest } from '../../src/http/request.ts'
import { fakeClock } from '../fakes/clock.ts'
import { type Failure, type Ministry, startMinistry } from '../fakes/ministry.ts'

const forever = new AbortController().signal
const clock = fakeClock()
let ministry: Ministry
const clients: HttpClient[] = []

beforeEach(async () => {
  ministry = await startMinistry()
})
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()))
  await ministry.close()
})

function aClient(options: Partial<HttpOptions> = {}): HttpClient {
  const client = createHttp({
    clock,
    userAgent: userAgentOf('1.0.0', 'https://newsroom.example/bot'),
    allowHosts: [ministry.host],
    timeoutMs: 2_000,
    ...options,
  })
  clients.push(client)
  return client
}

const at = (path: string, request: Partial<HttpRequest> = {}): HttpRequest => ({
  url: new URL(path, ministry.baseUrl),
  ...request,
})

const textOf = async (client: HttpClient, request: HttpRequest): Promise<string> => {
  const answer = await client.send(request, forever)
  return answer.kind === 'ok' ? answer.body.toString('utf8') : answer.kind
}

describe('an ordinary request', () => {
  test('brings the page, the final address and the headers', async () => {
    ministry.serve('/a', { body: 'hello', type: 'text/plain' })
    const answer = await aClient().send(at('/a'), forever)
    expect(answer).toMatchObject({ kind: 'ok', status: 200, headers: { 'content-type': 'text/plain' } })
  })

  test('says honestly who asks', async () => {
    ministry.serve('/a', 'hello')
    await aClient().send(at('/a'), forever)
    expect(ministry.requests[0]?.headers['user-agent']).toBe('Attache/1.0.0 (+https://newsroom.example/bot)')
  })

  test('posts a body and brings the answer', async () => {
    ministry.script('/hook', ({ method, body }) => ({ body: `${method} ${body}` }))
    expect(await textOf(aClient(), at('/hook', { method: 'POST', body: '{"a":1}' }))).toBe('POST {"a":1}')
  })

  test('hands over a refusal as it came to whoever reads refusals', async () => {
    ministry.script('/a', () => ({ status: 429, body: 'slow down', headers: { 'retry-after': '7' } }))
    const answer = await aClient().send(at('/a', { anyStatus: true }), forever)
    expect(answer).toMatchObject({ kind: 'ok', status: 429, headers: { 'retry-after': '7' } })
  })

  test.each(['gzip', 'br', 'deflate'])('undoes %s', async (coding) => {
    const zlib = await import('node:zlib')
    const pack = { gzip: zlib.gzipSync, br: zlib.brotliCompressSync, deflate: zlib.deflateRawSync }[coding]
    ministry.serve('/a', { body: pack?.(Buffer.from('packed')) ?? '', headers: { 'content-encoding': coding } })
    expect(await textOf(aClient(), at('/a'))).toBe('packed')
  })
})

describe('conditional requests', () => {
  const conditional = { conditional: true }

  test('an unchanged page is not modified once its answer was put to use', async () => {
    const client = aClient()
    ministry.serve('/a', 'one')
    const answer = await client.send(at('/a', conditional), forever)
    if (answer.kind === 'ok') await answer.remember()
    expect(await textOf(client, at('/a', conditional))).toBe('not-modified')
    ministry.serve('/a', 'two')
    expect(await textOf(client, at('/a', conditional))).toBe('two')
  })

  test('an answer that was not put to use is asked for again', async () => {
    const client = aClient()
    ministry.serve('/a', 'one')
    await client.send(at('/a', conditional), forever)
    expect(await textOf(client, at('/a', conditional))).toBe('one')
  })

  test('validators outlive the client in a Keyv', async () => {
    const cache = new Keyv()
    ministry.serve('/a', 'one')
    const answer = await aClient({ cache }).send(at('/a', conditional), forever)
    if (answer.kind === 'ok') await answer.remember()
    expect(await textOf(aClient({ cache }), at('/a', conditional))).toBe('not-modified')
  })

  test('a 304 that nobody asked for is no answer', async () => {
    ministry.serve('/a', { status: 304 })
    await expect(aClient().send(at('/a', conditional), forever)).rejects.toMatchObject({ failure: 'broken' })
  })
})

describe('failures', () => {
  test.each<[Failure, string, RegExp]>([
    [403, 'refused', /was refused \(status 403\)/],
    [401, 'refused', /401/],
    [412, 'refused', /412/],
    [451, 'refused', /451/],
    ['challenge', 'refused', /bot check \(Cloudflare, status 200\)/],
    [{ status: 429, retryAfter: '120' }, 'slow-down', /slow down \(status 429\) and to come back in 120 s/],
    [503, 'slow-down', /503/],
    [404, 'broken', /found nothing at this address \(status 404\)/],
    [500, 'broken', /status 500/],
    [502, 'unreachable', /gateway/],
    ['reset', 'unreachable', /broke off/],
    ['garbage', 'broken', /no valid HTTP/],
    ['truncated', 'unreachable', /broke off/],
    ['truncated-gzip', 'broken', /damaged or cut off \(gzip\)/],
    ['redirect-loop', 'broken', /redirected more than 5 times/],
    ['huge', 'broken', /longer than 10 MB/],
    ['endless', 'broken', /longer than 10 MB/],
    ['bomb', 'broken', /unpacks to more than 10 MB/],
  ])('%j is named %s', async (failure, kind, message) => {
    ministry.fail('/a', failure)
    const failing = aClient().send(at('/a'), forever)
    await expect(failing).rejects.toMatchObject({
      name: 'HttpError',
      failure: kind,
      message: expect.stringMatching(message),
    })
  })

  test.each([
    ['cf-mitigated', 'challenge', 'Cloudflare'],
    ['x-amzn-waf-action', 'challenge', 'AWS WAF'],
  ])('a bot check that only the header %s tells is named', async (name, value, product) => {
    ministry.serve('/a', { status: 202, headers: { [name]: value } })
    await expect(aClient().send(at('/a'), forever)).rejects.toMatchObject({
      failure: 'refused',
      message: expect.stringContaining(`bot check (${product}, status 202)`),
    })
  })

  test.each<Failure>(['stall', 'slow-loris'])('%j ends at the deadline', async (failure) => {
    ministry.fail('/a', failure)
    await expect(aClient({ timeoutMs: 60 }).send(at('/a'), forever)).rejects.toMatchObject({
      failure: 'unreachable',
      message: expect.stringContaining('no complete answer within 0.06 s'),
    })
  })

  test('a host that nobody listens at is unreachable', async () => {
    const { baseUrl } = ministry
    await ministry.close()
    ministry = await startMinistry()
    await expect(aClient().send({ url: new URL(baseUrl) }, forever)).rejects.toMatchObject({
      failure: 'unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    })
  })

  test('neither the query nor a given name’s address stands in a message', async () => {
    ministry.fail('*', 500)
    const messageOf = (request: HttpRequest) =>
      aClient()
        .send(request, forever)
        .catch((error: Error) => error.message)
    expect(await messageOf(at('/a?token=hidden'))).toBe(`GET ${ministry.baseUrl}/a brought status 500`)
    expect(await messageOf(at('/hooks/hidden', { method: 'POST', name: 'the webhook' }))).toBe(
      'POST the webhook brought status 500',
    )
  })

  test('aborting is no failure: the signal’s own reason comes back', async () => {
    ministry.fail('/a', 'stall')
    const stopping = new AbortController()
    const waiting = aClient().send(at('/a'), stopping.signal)
    stopping.abort(new Error('stopped'))
    await expect(waiting).rejects.toThrow('stopped')
  })

  test('after a Retry-After the host is left alone by everybody who is paced', async () => {
    const client = aClient()
    ministry.fail('/a', { status: 429, retryAfter: '600' })
    ministry.serve('/b', 'b')
    await expect(client.send(at('/a', { spacingMs: 1 }), forever)).rejects.toMatchObject({ retryAfterMs: 600_000 })
    await expect(client.send(at('/b', { spacingMs: 1 }), forever)).rejects.toMatchObject({ failure: 'slow-down' })
    expect(ministry.received('/b')).toEqual([])
    clock.advance(600_000)
    expect(await textOf(client, at('/b', { spacingMs: 1 }))).toBe('b')
  })
})

describe('redirects', () => {
  test('are followed, and the final address is told', async () => {
    ministry.serve('/old', { status: 301, headers: { location: '/new' } })
    ministry.serve('/new', 'here')
    const answer = await aClient().send(at('/old'), forever)
    expect(answer.kind === 'ok' && answer.url.pathname).toBe('/new')
  })

  test('are not followed to where the caller does not want to go', async () => {
    ministry.serve('/old', { status: 302, headers: { location: 'https://elsewhere.example/x?s=1' } })
    await expect(aClient().send(at('/old', { mayFollow: () => false }), forever)).rejects.toMatchObject({
      failure: 'broken',
      message: expect.stringMatching(/redirected to https:\/\/elsewhere\.example\/x, which is not among the hosts/),
    })
  })

  test.each(['ftp://ministry.example/', 'file:///etc/passwd', 'javascript:alert(1)'])(
    'are not followed to %s',
    async (location) => {
      ministry.serve('/old', { status: 302, headers: { location } })
      await expect(aClient().send(at('/old'), forever)).rejects.toMatchObject({ failure: 'broken' })
    },
  )

  test('do not carry a request’s own headers to another host', async () => {
    await using other = await startMinistry()
    other.serve('/new', 'here')
    ministry.serve('/old', { status: 307, headers: { location: `${other.baseUrl}/new` } })
    await aClient().send(
      at('/old', { headers: { authorization: 'Bearer hidden' }, cookies: { session: 'hidden' } }),
      forever,
    )
    expect(other.requests[0]?.headers).not.toHaveProperty('authorization')
    expect(other.requests[0]?.headers).not.toHaveProperty('cookie')
  })
})

describe('addresses that are not public', () => {
  /** A resolver in whose world every name is the ministry’s own machine. */
  const toLoopback: LookupFunction = (_host, _options, callback) =>
    callback(null, [{ address: '127.0.0.1', family: 4 }])
  const port = (): string => new URL(ministry.baseUrl).port

  test.each(['127.0.0.1', '0x7f.1', '2130706433', '[::1]', '[::ffff:127.0.0.1]', 'localhost'])(
    '%s is not reached',
    async (host) => {
      const request = { url: new URL(`http://${host}:${port()}/a`) }
      await expect(aClient({ allowHosts: [] }).send(request, forever)).rejects.toMatchObject({
        failure: 'forbidden-address',
        message: expect.stringContaining('ATTACHE_ALLOW_HOSTS'),
      })
      expect(ministry.requests).toEqual([])
    },
  )

  test('a name that resolves to one is refused when the socket is made', async () => {
    const client = aClient({ allowHosts: [], resolve: toLoopback })
    const request = { url: new URL(`http://rebound.example:${port()}/a`) }
    await expect(client.send(request, forever)).rejects.toMatchObject({ failure: 'forbidden-address' })
    expect(ministry.requests).toEqual([])
  })

  test('a redirect to one is refused', async () => {
    ministry.serve('/a', { status: 302, headers: { location: `http://127.0.0.1:${port()}/secret` } })
    const client = aClient({ allowHosts: ['public.example'], resolve: toLoopback })
    const request = { url: new URL(`http://public.example:${port()}/a`) }
    await expect(client.send(request, forever)).rejects.toMatchObject({ failure: 'forbidden-address' })
    expect(ministry.received('/secret')).toEqual([])
  })

  test('a host that the operator lists is reached', async () => {
    ministry.serve('/a', 'here')
    const client = aClient({ allowHosts: ['intranet.example'], resolve: toLoopback })
    expect(await textOf(client, { url: new URL(`http://Intranet.example:${port()}/a`) })).toBe('here')
  })
})

describe('cookies', () => {
  const gate = (): void =>
    ministry.script('/a', ({ headers }) =>
      headers.cookie === 'gate=open'
        ? { body: 'inside' }
        : { status: 307, headers: { location: '/a', 'set-cookie': 'gate=open; Path=/; HttpOnly' } },
    )

  test('a site that sends everybody round until they bring its cookie lets us in where cookies are kept', async () => {
    gate()
    const client = aClient()
    expect(await textOf(client, at('/a', { cookies: 'keep' }))).toBe('inside')
    expect(await textOf(client, at('/a', { cookies: 'keep' }))).toBe('inside')
    expect(ministry.received('/a')).toHaveLength(3)
  })

  test('are not kept elsewhere', async () => {
    gate()
    await expect(aClient().send(at('/a'), forever)).rejects.toMatchObject({ failure: 'broken' })
  })

  test('a source’s own are sent', async () => {
    ministry.script('/a', ({ headers }) => ({ body: headers.cookie ?? 'none' }))
    expect(await textOf(aClient(), at('/a', { cookies: { lang: '2' } }))).toBe('lang=2')
  })
})

describe('a proxy', () => {
  test('carries the request', async () => {
    await using proxy = await startMinistry()
    proxy.script('http://ministry.example/a', () => ({ body: 'by proxy' }))
    const client = aClient({ proxy: { http: proxy.baseUrl } })
    expect(await textOf(client, { url: new URL('http://ministry.example/a') })).toBe('by proxy')
  })

  test('is passed by where it is not wanted, and the guard still stands', async () => {
    await using proxy = await startMinistry()
    const client = aClient({ proxy: { http: proxy.baseUrl, except: 'localhost' }, allowHosts: [] })
    const request = { url: new URL(`http://localhost:${new URL(ministry.baseUrl).port}/a`) }
    await expect(client.send(request, forever)).rejects.toMatchObject({ failure: 'forbidden-address' })
  })
})
