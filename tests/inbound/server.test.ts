import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { ConfigError } from '../../src/domain/errors.ts'
import type { Route } from '../../src/inbound/route.ts'
import { type Health, startInbound } from '../../src/inbound/server.ts'
import { fakeClock } from '../fakes/clock.ts'

const echo: Route = {
  method: 'POST',
  path: '/echo',
  answer: async ({ headers, body }) => ({ status: 201, body: `${headers['x-one']} ${body}` }),
}

async function start(
  routes: readonly Route[] = [echo],
  health: () => Promise<Health> = async () => ({ healthy: true }),
) {
  const stop = new AbortController()
  const faults: unknown[] = []
  const ports = { routes, health, clock: fakeClock(), fault: (error: unknown) => void faults.push(error) }
  const server = await startInbound({ host: '127.0.0.1', port: 0 }, ports, stop.signal)
  const call = async (path: string, request: RequestInit = {}): Promise<[number, string]> => {
    const response = await fetch(`http://127.0.0.1:${server.port}${path}`, request)
    return [response.status, await response.text()]
  }
  return {
    ...server,
    call,
    faults,
    stop,
    async [Symbol.asyncDispose]() {
      stop.abort()
      await server.closed
    },
  }
}

describe('the server', () => {
  test('says how the program fares', async () => {
    await using well = await start()
    expect(await well.call('/health')).toEqual([200, '{"status":"ok"}'])
    await using ill = await start([], async () => ({ healthy: false, sources: 3 }))
    expect(await ill.call('/health')).toEqual([503, '{"status":"unhealthy","sources":3}'])
  })

  test('hands a route the request, whole and as it came', async () => {
    await using server = await start()
    const request = { method: 'POST', body: '{"a": "ä"}', headers: { 'X-One': 'two' } }
    expect(await server.call('/echo?x=1', request)).toEqual([201, 'two {"a": "ä"}'])
  })

  test('hands a route the address as it was asked for, and sends the headers that it wants', async () => {
    const there: Route = {
      method: 'GET',
      path: '/there',
      answer: async ({ url }) => ({ status: 302, headers: { location: `/here${url}`, 'cache-control': 'private' } }),
    }
    await using server = await start([there])
    const { status, headers } = await fetch(`http://127.0.0.1:${server.port}/there?code=1&state=2`, {
      redirect: 'manual',
    })
    expect([status, headers.get('location'), headers.get('cache-control')]).toEqual([
      302,
      '/here/there?code=1&state=2',
      'private',
    ])
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('knows no other address and no other method', async () => {
    await using server = await start()
    expect(await server.call('/echo/more', { method: 'POST' })).toEqual([404, 'not found'])
    expect(await server.call('/echo')).toEqual([405, 'method not allowed'])
  })

  test('takes no endless body', async () => {
    await using server = await start()
    const body = 'x'.repeat(1_000_001)
    expect(await server.call('/echo', { method: 'POST', body })).toEqual([413, 'too large'])
  })

  test('answers what a route throws with nothing of it, and tells the operator', async () => {
    const broken: Route = {
      ...echo,
      answer: async () => {
        throw new Error('xoxb-secret')
      },
    }
    await using server = await start([broken])
    expect(await server.call('/echo', { method: 'POST' })).toEqual([500, 'internal error'])
    expect(server.faults).toMatchObject([{ message: 'xoxb-secret' }])
  })

  test('survives a request that breaks off', async () => {
    await using server = await start()
    const socket = connect(server.port, '127.0.0.1')
    socket.write('POST /echo HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf')
    await new Promise<void>((resolve) => socket.end(() => resolve()))
    expect(await server.call('/health')).toEqual([200, '{"status":"ok"}'])
  })

  test('lets go of its port when it is told to stop, though somebody holds on', async () => {
    await using server = await start()
    const socket = connect(server.port, '127.0.0.1')
    await new Promise<void>((resolve) => socket.once('connect', () => resolve()))
    server.stop.abort()
    await server.closed
    socket.destroy()
    await expect(server.call('/health')).rejects.toThrow()
  })

  test('says so where the port is taken', async () => {
    await using server = await start()
    const ports = { routes: [], health: async () => ({ healthy: true }), clock: fakeClock(), fault: () => {} }
    const second = startInbound({ host: '127.0.0.1', port: server.port }, ports, new AbortController().signal)
    await expect(second).rejects.toThrow(ConfigError)
    await expect(second).rejects.toThrow(`cannot listen on 127.0.0.1:${server.port}`)
  })
})
