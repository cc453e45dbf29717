import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HttpError } from '../../src/http/error.ts'
import type { HttpClient, HttpRequest } from '../../src/http/request.ts'
import { createSource } from '../../src/sources/sources.ts'
import { anyString } from '../any-string.ts'
import { aSource } from './builders.ts'
import { anyAddress } from '../any-address.ts'

const OWN = ['ministry.example', 'www.ministry.example', 'press.ministry.example', 'www.press.ministry.example']

/** A source that rewrites addresses, over a client that only notes what it was asked. */
function aMinistry() {
  const asked: HttpRequest[] = []
  const http: HttpClient = {
    async send(request) {
      asked.push(request)
      throw new HttpError('nobody is there', 'unreachable')
    },
    close: async () => undefined,
  }
  const source = aSource({
    url: 'https://ministry.example/news/',
    hosts: ['press.ministry.example'],
    spacingSeconds: 3,
    link: { match: '^.*[?]id=(\\d+)$', to: 'https://ministry.example/news/$1' },
  })
  const cache = { get: async () => undefined, set: async () => true, delete: async () => true }
  return { asked, adapter: createSource(source, { http, cache }) }
}

const hostile = fc.constantFrom(
  'https://ministry.example@elsewhere.example/1',
  'https://ministry.example.elsewhere.example/1',
  'https://elsewhere.example/?id=7',
  'https://elsewhere.example/https://ministry.example/',
  'https:\\\\elsewhere.example\\@ministry.example',
  'https://ministry.example:8443/1',
  'https://ministry.example%2eelsewhere.example/',
  'https://ｍinistry.example/1',
  '//ministry.example/1',
  'javascript:https://ministry.example/1',
  'file://ministry.example/etc/passwd',
  'https://127.0.0.1/1',
)

describe('a page that somebody names', () => {
  test('is asked of the source’s own hosts alone, whatever is named, with robots.txt, pace and redirects kept', async () => {
    const address = fc.oneof(
      hostile,
      anyString(60),
      anyAddress,
      fc
        .tuple(fc.constantFrom(...OWN, 'elsewhere.example'), anyString(30))
        .map(([host, path]) => `https://${host}/${path}`),
    )
    await fc.assert(
      fc.asyncProperty(address, async (named) => {
        const { asked, adapter } = aMinistry()
        await adapter
          .page?.(named)
          ?.read(new AbortController().signal)
          .catch(() => undefined)
        for (const { url, obeyRobots, spacingMs, mayFollow, conditional } of asked) {
          expect(OWN).toContain(url.host)
          expect(['https:', 'http:']).toContain(url.protocol)
          expect([url.username, url.password]).toEqual(['', ''])
          expect(obeyRobots).toBe(true)
          expect(spacingMs).toBe(3_000)
          expect(conditional ?? false).toBe(false)
          expect(mayFollow?.(new URL('https://elsewhere.example/'))).toBe(false)
        }
      }),
    )
  })

  test.each([
    'https://elsewhere.example/?id=7',
    'https://ministry.example:8443/1',
    'https://ministry.example@elsewhere.example/1',
  ])('is none of the source’s at %s', (named) => {
    expect(aMinistry().adapter.page?.(named)).toBeUndefined()
  })

  test('is known by the address that the source has for it', () => {
    const { adapter } = aMinistry()
    expect(adapter.page?.('http://www.ministry.example/x?id=7')?.url).toBe('https://ministry.example/news/7')
    expect(adapter.page?.('https://press.ministry.example/1?utm_source=mail#top')?.url).toBe(
      'https://press.ministry.example/1',
    )
  })
})
