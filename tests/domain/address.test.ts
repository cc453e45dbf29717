import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalUrl, isFromSource, sharedLength, spellingsOf } from '../../src/domain/address.ts'
import { aSource } from '../sources/builders.ts'
import { anyAddress, anyLongAddress, anyPath } from '../any-address.ts'

const ministry = aSource({
  url: 'https://www.ministry.example/eng/xw/',
  aliases: { 'old.ministry.example': 'www.ministry.example' },
})

describe('canonicalUrl', () => {
  test.each([
    ['./202504/t20250423_1.html', 'https://www.ministry.example/eng/xw/202504/t20250423_1.html'],
    ['../../a', 'https://www.ministry.example/a'],
    ['//www.ministry.example/a', 'https://www.ministry.example/a'],
    ['HTTP://WWW.Ministry.Example:80/a', 'https://www.ministry.example/a'],
    ['https://www.ministry.example./a', 'https://www.ministry.example/a'],
    ['https://old.ministry.example/a', 'https://www.ministry.example/a'],
    ['/a#section-2', 'https://www.ministry.example/a'],
    ['/a?utm_source=feed&id=7&fbclid=x', 'https://www.ministry.example/a?id=7'],
    ['/a?utm_medium=rss', 'https://www.ministry.example/a'],
    ['/a;jsessionid=1F2E?x=1', 'https://www.ministry.example/a?x=1'],
    ['/spip.php?page=article&id=%C3%A9', 'https://www.ministry.example/spip.php?page=article&id=%C3%A9'],
    [' /a\n', 'https://www.ministry.example/a'],
    ['https://user:secret@www.ministry.example/a', 'https://www.ministry.example/a'],
  ])('%j → %s', (raw, expected) => {
    expect(canonicalUrl(raw, ministry.url, ministry)).toBe(expected)
  })

  test.each(['javascript:void(0)', 'mailto:press@ministry.example', 'http://', 'https://%', 'data:text/html,x'])(
    '%j is no address of a document',
    (raw) => {
      expect(canonicalUrl(raw, ministry.url, ministry)).toBeUndefined()
    },
  )

  test('corrects addresses as the source says', () => {
    const source = aSource({
      url: 'https://p.example/en/feed',
      link: { match: '^(https://p\\.example)/en/', to: '$1/' },
    })
    expect(canonicalUrl('https://p.example/en/visit', source.url, source)).toBe('https://p.example/visit')
  })

  test('keeps the scheme of a source that has no other', () => {
    const source = aSource({ url: 'http://kreml.example/feed' })
    expect(canonicalUrl('https://kreml.example/1', source.url, source)).toBe('http://kreml.example/1')
  })

  test('leaves a canonical address as it is', () => {
    fc.assert(
      fc.property(anyLongAddress, (raw) => {
        const once = canonicalUrl(raw, ministry.url, ministry) ?? ''
        expect(canonicalUrl(once, ministry.url, ministry) ?? '').toBe(once)
      }),
      { examples: [['http://a.aa??']] },
    )
  })

  test('never throws', () => {
    fc.assert(fc.property(fc.string(), (raw) => void canonicalUrl(raw, ministry.url, ministry)))
  })
})

describe('isFromSource', () => {
  test.each([
    ['https://www.ministry.example/a', true],
    ['https://ministry.example/a', true],
    ['https://old.ministry.example/a', true],
    ['https://evil-ministry.example/a', false],
    ['https://www.ministry.example.evil.example/a', false],
    ['https://other.example/?u=www.ministry.example', false],
    ['nonsense', false],
  ])('%s: %s', (url, expected) => {
    expect(isFromSource(url, ministry)).toBe(expected)
  })

  test('takes in the hosts that a source names', () => {
    expect(isFromSource('https://pages.example/a', aSource({ hosts: ['pages.example'] }))).toBe(true)
  })
})

describe('the spellings of an address', () => {
  const page = fc.record({
    scheme: fc.constantFrom('http', 'https'),
    host: fc.constantFrom('ministry.example', 'www.ministry.example', 'ministry.example:8443', '127.0.0.1:8080'),
    path: anyPath,
    tracking: fc.constantFrom('', '?utm_source=mail', '?fbclid=1&utm_medium=x'),
    fragment: fc.constantFrom('', '#top'),
  })
  const of = ({
    scheme,
    host,
    path,
    tracking,
    fragment,
  }: typeof page extends fc.Arbitrary<infer Page> ? Page : never) => `${scheme}://${host}${path}${tracking}${fragment}`

  test('hold the one under which a document is kept, by whatever scheme, host and tracking it is named', () => {
    fc.assert(
      fc.property(page, page, (kept, named) => {
        const address = of({ ...named, path: kept.path, host: kept.host })
        const stored = canonicalUrl(of(kept), of(kept), { url: of(kept) })
        expect(spellingsOf(address)).toContain(stored)
        expect(spellingsOf(address.replace('//ministry', '//www.ministry'))).toContain(stored)
        expect(spellingsOf(address.replace('//www.', '//'))).toContain(stored)
      }),
    )
  })

  test('are all of the same page, itself first', () => {
    fc.assert(
      fc.property(fc.oneof(page.map(of), anyAddress, fc.string()), (address) => {
        const [first, ...others] = spellingsOf(address)
        expect(first).toBe(address)
        for (const other of others) {
          const [{ pathname, port }, given] = [new URL(other), new URL(address)]
          expect(pathname).toBe(given.pathname.replace(/;jsessionid=[^/?#;]*/gi, ''))
          if (port !== '') expect(port).toBe(given.port)
          expect(sharedLength(other, canonicalUrl(address, address, { url: address }) ?? '')).toBeGreaterThan(0)
        }
      }),
    )
  })

  test('of what is no address are none', () => {
    expect(spellingsOf('a7f3')).toEqual(['a7f3'])
    expect(spellingsOf('mailto:press@ministry.example')).toEqual(['mailto:press@ministry.example'])
  })
})
