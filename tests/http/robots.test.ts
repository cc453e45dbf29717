import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createHttp } from '../../src/http/client.ts'
import type { HttpClient } from '../../src/http/request.ts'
import { createMemoryCache } from '../../src/http/validators.ts'
import { type FakeClock, fakeClock } from '../fakes/clock.ts'
import { type Ministry, startMinistry } from '../fakes/ministry.ts'

const forever = new AbortController().signal
let ministry: Ministry
let clock: FakeClock
let client: HttpClient

beforeEach(async () => {
  clock = fakeClock()
  ministry = await startMinistry()
  ministry.serve('/public/a', 'a')
  ministry.serve('/private/a', 'a')
  client = createHttp({
    clock,
    userAgent: 'Attache/1.0.0 (+x)',
    allowHosts: [ministry.host],
    cache: createMemoryCache(),
  })
})
afterEach(async () => {
  await client.close()
  await ministry.close()
})

const read = (path: string) =>
  client.send({ url: new URL(path, ministry.baseUrl), obeyRobots: true, spacingMs: 0 }, forever).then(
    ({ kind }) => kind,
    (error: { failure?: string }) => error.failure,
  )

describe('robots.txt', () => {
  test('forbids what it forbids, and no more', async () => {
    ministry.robots('User-agent: *\nDisallow: /private/\n')
    expect([await read('/public/a'), await read('/private/a')]).toEqual(['ok', 'refused'])
    expect(ministry.received('/private/a')).toEqual([])
  })

  test('speaks to us by our name', async () => {
    ministry.robots('User-agent: attache\nAllow: /\n\nUser-agent: *\nDisallow: /\n')
    expect(await read('/public/a')).toBe('ok')
  })

  test('is asked for once a day', async () => {
    ministry.robots('User-agent: *\nDisallow:\n')
    await read('/public/a')
    await read('/public/a')
    expect(ministry.received('/robots.txt')).toHaveLength(1)
    clock.advance(25 * 3_600_000)
    await read('/public/a')
    expect(ministry.received('/robots.txt')).toHaveLength(2)
  })

  test.each([404, 403, 401, 410])('is no rule where it is answered with %i', async (status) => {
    ministry.fail('/robots.txt', status)
    expect(await read('/private/a')).toBe('ok')
  })

  test('is no rule where the answer is a page, as on sites that redirect what they do not know', async () => {
    ministry.robots('<!DOCTYPE html><html><body>User-agent: *\nDisallow: /</body></html>')
    expect(await read('/private/a')).toBe('ok')
  })

  test('is no rule where it goes round in circles', async () => {
    ministry.fail('/robots.txt', 'redirect-loop')
    expect(await read('/private/a')).toBe('ok')
  })

  test.each([500, 502] as const)(
    'forbids everything for now where the host answers %i, and is asked for again',
    async (status) => {
      ministry.fail('/robots.txt', status, 1)
      expect([await read('/public/a'), await read('/public/a')]).toEqual(['unreachable', 'ok'])
    },
  )

  test('is not what an unreachable host is told of, but the page that was wanted', async () => {
    await ministry.close()
    const url = new URL('/public/a', ministry.baseUrl)
    await expect(client.send({ url, obeyRobots: true }, forever)).rejects.toThrow(
      /^GET http:\S+\/public\/a broke off \(ECONNREFUSED\)$/,
    )
    ministry = await startMinistry()
  })

  test('is remembered while the host fails', async () => {
    ministry.robots('User-agent: *\nDisallow: /private/\n')
    await read('/public/a')
    clock.advance(48 * 3_600_000)
    ministry.fail('/robots.txt', 500)
    expect([await read('/public/a'), await read('/private/a')]).toEqual(['ok', 'refused'])
  })

  test('may ask for more distance than the source does', async () => {
    ministry.robots('User-agent: *\nCrawl-delay: 7\n')
    await read('/public/a')
    await read('/public/a')
    expect(clock.slept).toEqual([7_000])
  })
})
