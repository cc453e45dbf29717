import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { identityOf, namesOf, readoutIdOf } from '../../src/pipeline/identity.ts'
import { keepText } from '../../src/pipeline/keep-text.ts'
import { chinaOnIceland, chinaOnUruguay } from '../cli/fiction.ts'
import type { PublishedItem } from '../fakes/ministry.ts'
import { aSource } from '../sources/builders.ts'
import { type Collecting, startCollecting } from './collecting.ts'
import { anyAddress, anyPath } from '../any-address.ts'

/** A site that numbers its documents over all its channels. */
const numbered = { identity: 't20\\d{6}_\\d+', language: 'en' }

const at = (item: PublishedItem, path: string): PublishedItem => ({ ...item, path })
const onTop = at(chinaOnIceland, '/eng/xw/zyxw/202504/t20250423_1101.html')
const ofLeaders = at(chinaOnIceland, '/eng/wjb/wjbz/hd/202504/t20250423_1101.html')
const another = at(chinaOnUruguay, '/eng/xw/zyxw/202504/t20250423_1102.html')

const kept = async ({ store }: Collecting) => (await store.latest({ limit: 50 })).map(({ readout }) => readout.url)

describe('what identifies a document', () => {
  const host = fc.constantFrom('a.example', 'b.example', 'www.b.example')
  const language = fc.constantFrom('en', 'zh')
  const number = fc.constantFrom('t20250423_1', 't20250423_11', 't20250424_1')
  const channel = anyPath.filter((path) => !/t20\d{6}_\d/.test(path))
  const document = fc.record({ host, language, number, channel })
  type Numbered = typeof document extends fc.Arbitrary<infer Value> ? Value : never
  const of = (one: Numbered): string =>
    identityOf(`https://${one.host}${one.channel}/${one.number}.html`, { ...numbered, language: one.language })
  const named = (one: Numbered) => `${one.host.replace('www.', '')} ${one.language} ${one.number}`

  test('is its number on its host in its language, whatever the channel: two that differ in one of these stay two', () => {
    fc.assert(
      fc.property(document, document, (one, other) => {
        expect(of(one) === of(other)).toBe(named(one) === named(other))
      }),
    )
  })

  test('is its address where its source says nothing else, or the address has no such number', () => {
    fc.assert(
      fc.property(anyAddress, (url) => {
        expect(identityOf(url, { language: 'en' })).toBe(url)
        if (!/t20\d{6}_\d/.test(url)) expect(identityOf(url, numbered)).toBe(url)
      }),
    )
  })

  test('is never the address of another document', () => {
    fc.assert(
      fc.property(document, anyAddress, (one, url) => {
        expect(of(one)).not.toBe(url)
      }),
    )
  })
})

describe('what a document is looked up by', () => {
  const en = aSource({ id: 'en', url: 'https://www.ministry.example/eng/top/', ...numbered })
  const zh = aSource({ id: 'zh', url: 'https://www.ministry.example/web/top/', ...numbered, language: 'zh' })
  const idIn = (language: string) => readoutIdOf(`ministry.example ${language} t20250423_1`)

  test.each([
    ['of the list', 'https://www.ministry.example/eng/top/t20250423_1.html'],
    ['of another channel', 'https://www.ministry.example/eng/leaders/t20250423_1.html'],
    [
      'without www, by http, with tracking and a fragment',
      'http://ministry.example/eng/top/t20250423_1.html?utm_source=x#a',
    ],
  ])('is its number, by the address %s, in the language of that part of the site alone', (_, address) => {
    expect(namesOf(address, [zh, en])).toContain(idIn('en'))
    expect(namesOf(address, [zh, en])).not.toContain(idIn('zh'))
  })

  test('is the address that its source has for it', () => {
    const aliased = aSource({ url: 'https://new.example/news/', aliases: { 'old.example': 'new.example' } })
    expect(namesOf('http://old.example/news/1', [aliased])).toContain('https://new.example/news/1')
    expect(namesOf('http://old.example/news/1', [en])).not.toContain('https://new.example/news/1')
  })

  test('is what was named, before all else', () => {
    fc.assert(
      fc.property(fc.oneof(anyAddress, fc.string()), (named) => {
        expect(namesOf(named, [en, zh])[0]).toBe(named.trim())
      }),
    )
  })
})

describe('a document at two addresses', () => {
  test.each([
    ['the first channel first', ['/top', '/leaders'], onTop],
    ['the second channel first', ['/leaders', '/top'], ofLeaders],
  ] as const)('of two sources of one host is kept once: %s', async (_, [first, second], winner) => {
    await using it = await startCollecting([
      { id: 'first', path: first, ...numbered },
      { id: 'second', path: second, ...numbered },
    ])
    it.ministry.feed('/top', [onTop, another])
    it.ministry.feed('/leaders', [ofLeaders])
    await it.poll(true)
    await it.poll(true)
    expect((await kept(it)).toSorted()).toEqual(
      [winner, another].map(({ path }) => it.ministry.baseUrl + path).toSorted(),
    )
    const [loser] = [onTop, ofLeaders].filter((item) => item !== winner)
    expect(it.ministry.received(loser?.path ?? '')).toEqual([])
    const sources = it.ports.adapters.map(({ source }) => source)
    for (const { path } of [onTop, ofLeaders]) {
      const address = `${it.ministry.baseUrl}${path}`
      const found = await it.store.findFirst(namesOf(`${address}?utm_source=mail#top`, sources))
      expect(found?.readout.url).toBe(it.ministry.baseUrl + winner.path)
    }
  })

  test('of one listing is kept once, and fetched once', async () => {
    await using it = await startCollecting([{ path: '/top', ...numbered }])
    it.ministry.feed('/top', [onTop, ofLeaders, another])
    expect(await it.poll()).toMatchObject([{ fresh: 2, skipped: [] }])
    expect(it.ministry.received(ofLeaders.path)).toEqual([])
    expect(await it.poll(true)).toMatchObject([{ kind: 'not-modified' }])
  })

  test('stays two where the numbers or the languages differ', async () => {
    await using it = await startCollecting([
      { id: 'en', path: '/en', ...numbered },
      { id: 'zh', path: '/zh', ...numbered, language: 'zh' },
    ])
    it.ministry.feed('/en', [onTop, another])
    it.ministry.feed('/zh', [ofLeaders])
    await it.poll(true)
    expect(await kept(it)).toHaveLength(3)
  })

  test('that was kept before its source said what identifies it goes on as it was, with its further versions', async () => {
    await using it = await startCollecting([{ id: 'top', path: '/top', ...numbered }])
    const { ports, ministry } = it
    const [adapter] = ports.adapters
    if (!adapter) throw new Error('no adapter')
    const url = ministry.baseUrl + onTop.path
    const { title, published: publishedAt, paragraphs } = onTop
    const fetched = {
      sourceId: 'top',
      url,
      title,
      publishedAt,
      language: 'en',
      text: paragraphs.join('\n'),
      foundBy: 'feed' as const,
    }
    await keepText(ports, adapter, readoutIdOf(url), fetched, 'poll')

    ministry.feed('/top', [{ ...onTop, paragraphs: [...paragraphs, 'Both sides also spoke of fisheries.'] }], {
      full: true,
    })
    expect(await it.poll()).toMatchObject([{ fresh: 0, changed: 1 }])
    expect(await it.store.versions(readoutIdOf(url))).toHaveLength(2)
    expect(await kept(it)).toEqual([url])
  })
})
