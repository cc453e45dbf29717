import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { enableCompileCache } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { scheduler } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ConfigError, SourceError } from '../../src/domain/errors.ts'
import type { Document } from '../../src/domain/reading.ts'
import type { Source } from '../../src/domain/source.ts'
import { createForkedReader } from '../../src/forked/reader.ts'
import type { Patience } from '../../src/forked/succession.ts'
import { loadRules } from '../../src/rules/rules.ts'
import { parserHere, type ReceivedPage } from '../../src/sources/parser.ts'
import { aSource } from '../sources/builders.ts'

const never = new AbortController().signal

// Fiction: the states are real, since the reader knows no others; the people are invented.
const talks =
  'On April 23, 2025, Chinese President Lin Mofan held talks with Prime Minister of Iceland Sunna Hrafnsdottir in Beijing. ' +
  'Lin Mofan said that tariff wars and trade wars have no winners.'

const NAMES = `parties:
  CN: { name: China, demonyms: [Chinese], capitals: [Beijing], zh: [中国] }
  IS: { name: Iceland, demonyms: [Icelandic], capitals: [Reykjavik], zh: [冰岛] }
ambiguous: []
ordinary: []
familyFirst: [CN]
masks: []
regions: {}
languages: {}
`
const OFFICIALS = 'CN: [{ name: Lin Mofan }]\n'

/** Rules enough for that text, quickly compiled. */
let config: string
beforeAll(async () => {
  config = await mkdtemp(join(tmpdir(), 'attache-rules-'))
  await mkdir(join(config, 'lexicon'))
  const lexicon = ['encounter', 'common', 'voice', 'trade'].map((subject) => `lexicon/${subject}.en.yaml`)
  for (const file of lexicon) await cp(join('config', file), join(config, file))
  await writeFile(join(config, 'names.yaml'), NAMES)
  await writeFile(join(config, 'officials.yaml'), OFFICIALS)
})
afterAll(() => rm(config, { recursive: true, force: true }))

// As in the program: its processes find compiled what the first one compiled.
enableCompileCache()

/** A reader over those rules that is closed at the end of the test. */
function aReader(patience: Partial<Patience> = {}) {
  const reader = createForkedReader(config, { idleMs: 60_000, longestMs: 20_000, ...patience })
  return { ...reader, [Symbol.asyncDispose]: () => reader.close() }
}

/** One for all tests that need none of their own. */
let shared: ReturnType<typeof aReader>
beforeAll(() => {
  shared = aReader()
})
afterAll(() => shared.close())

describe('reading in a process of its own', () => {
  test('gives what reading at once gives, each reading to whoever asked for it', async () => {
    const { reader } = await loadRules(config)
    const documents = Array.from({ length: 20 }, (_, n) => ({ text: `${talks} Text ${'I'.repeat(n)}.`, issuer: 'CN' }))

    const readings = await Promise.all(documents.map(shared.read))

    expect(readings).toEqual(documents.map((document) => reader.read(document)))
    expect(readings[0]).toMatchObject({ readout: true, parties: ['CN', 'IS'] })
  })

  test('leaves the event loop free, however long the text', async () => {
    await shared.ready()
    let isDone = false
    const reading = shared.read({ text: `${talks}\n\n`.repeat(1_000) }).finally(() => {
      isDone = true
    })

    let turns = 0
    for (; !isDone; turns += 1) await scheduler.yield()

    expect(turns).toBeGreaterThan(10)
    expect((await reading).readout).toBe(true)
  })

  test('a process that has nothing to read ends, and another one reads on by the same rules', async () => {
    await using forked = aReader({ idleMs: 0 })
    const first = await forked.read({ text: talks })
    await rm(join(config, 'officials.yaml'))

    for (let turn = 0; turn < 2; turn += 1) {
      // Ends at one of these turns, or while the next text is on its way.
      for (let wait = 0; wait < turn * 50; wait += 1) await scheduler.yield()
      expect(await forked.read({ text: talks })).toEqual(first)
    }
    await writeFile(join(config, 'officials.yaml'), OFFICIALS)
  })

  test.each([
    ['a rule that cannot be', 'rules:\n  - gives: tariffs\n    any: ["{a|b"]\n'],
    ['a key that nobody knows', 'rulez: []\n'],
  ])('%s is told with its file, whoever asks', async (_, text) => {
    const file = join(config, 'lexicon', 'trade.sv.yaml')
    await writeFile(file, text)
    await using forked = aReader()

    await expect(forked.ready()).rejects.toThrow(ConfigError)
    await expect(forked.read({ text: talks })).rejects.toThrow(/trade\.sv\.yaml/)
    await rm(file)
    expect((await forked.read({ text: talks })).readout).toBe(true)
  })

  test('whoever waits when it is closed is told so', async () => {
    const forked = createForkedReader(config)
    const readings = [forked.read({ text: talks }), forked.read({ text: talks })]
    await forked.close()
    for (const { status } of await Promise.allSettled(readings)) expect(status).toBe('rejected')
    await expect(forked.read({ text: talks })).rejects.toThrow('is closed')
  })

  test('a fault of the program is thrown where it came up, and there alone', async () => {
    const faulty = { text: 17 } as unknown as Document
    const [first, second, third] = await Promise.allSettled([
      shared.read({ text: talks }),
      shared.read(faulty),
      shared.read({ text: talks }),
    ])
    expect(second).toMatchObject({ status: 'rejected', reason: { stack: expect.stringContaining('src/extract/') } })
    expect(third).toEqual(first)
  })
})

const PARAGRAPH =
  'Foreign Minister Mirella Fictiva of Ruritania received the ambassador of Syldavia, and both spoke at length of the railway, of fish and of the lighthouse.'

/** A page of so many characters, most of them scripts, as on real ones. */
function aPage(characters: number): string {
  const text = `<h1>Talks</h1><div class="text">${`<p>${PARAGRAPH}</p>`.repeat(20)}</div>`
  const script = `<script>${'var a = "of no interest";'.repeat(Math.max(0, (characters - text.length) / 25))}</script>`
  return `<!doctype html><html><head><title>Talks</title>${script}</head><body><main><article>${text}</article></main></body></html>`
}

const asked = 'https://ministry.example/a'
const received = (text: string, form: 'html' | 'xml' | 'json' = 'html') =>
  ({ bytes: Buffer.from(text), form, charset: undefined, asked }) as const
const pageOf = (html: string, parts: Partial<Source> = {}): ReceivedPage => ({
  received: received(html),
  source: aSource(parts),
  address: { asked, cameFrom: asked },
})
const SHELL = '<html><head><title>Not found</title></head><body><p>Not found</p></body></html>'
const item = `<item><title>Talks</title><link>${asked}</link><pubDate>Wed, 23 Apr 2025 10:00:00 GMT</pubDate></item>`

describe('parsing in a process of its own', () => {
  test.each([
    ['by selectors', { article: { body: '.text' } }, 'selectors'],
    ['by general rules', {}, 'rules'],
  ] as const)('finds in a page what parsing at once finds, %s', async (_, parts, foundBy) => {
    const page = pageOf(aPage(300_000), parts)

    const extraction = await shared.page(page, never)

    expect(extraction).toEqual(await parserHere.page(page, never))
    expect(extraction.foundBy).toBe(foundBy)
    expect(extraction.article.text).toContain(PARAGRAPH)
  })

  test('finds in listings and files what parsing at once finds, dates and all', async () => {
    const listings = [
      { source: aSource({ kind: 'rss' }), received: received(`<rss><channel><ttl>9</ttl>${item}</channel></rss>`) },
      {
        source: aSource({ kind: 'html', listing: { item: 'li' } }),
        received: received(`<ul><li><a href="/a">Talks on fish</a> 23 April 2025`),
      },
      {
        source: aSource({ kind: 'json', fields: { title: 't', url: 'u' } }),
        received: received('[{"t": "Talks", "u": "/a"}]', 'json'),
      },
    ].map((listing) => ({ ...listing, base: asked }))
    const file = {
      path: '2025-04-23.md',
      bytes: Buffer.from(`# Talks\n\n${PARAGRAPH}`),
      source: aSource({ kind: 'folder' }),
    }

    const found = await Promise.all(listings.map((listing) => shared.listing(listing, never)))

    expect(found).toEqual(await Promise.all(listings.map((listing) => parserHere.listing(listing, never))))
    expect(found[0]).toEqual({
      entries: [expect.objectContaining({ href: asked, publishedAt: new Date('2025-04-23T10:00:00Z') })],
      restMs: 540_000,
    })
    expect(await shared.file(file, never)).toEqual(await parserHere.file(file, never))
  })

  test('refuses what parsing at once refuses, and goes on', async () => {
    const [refused, found] = await Promise.allSettled([
      shared.page(pageOf(SHELL), never),
      shared.page(pageOf(aPage(0)), never),
    ])
    const known: unknown = await parserHere.page(pageOf(SHELL), never).catch((error: unknown) => error)
    expect(known).toBeInstanceOf(SourceError)
    expect(refused).toEqual({ status: 'rejected', reason: known })
    expect(found.status).toBe('fulfilled')
  })

  test('leaves nothing of a long page to the event loop', async () => {
    let isDone = false
    const extraction = shared.page(pageOf(aPage(2_000_000)), never).finally(() => {
      isDone = true
    })
    let turns = 0
    for (; !isDone; turns += 1) await scheduler.yield()
    expect(turns).toBeGreaterThan(10)
    expect((await extraction).article.text).toContain(PARAGRAPH)
  })

  test('what takes too long is given up, and the source is told of', async () => {
    await using forked = aReader({ longestMs: 1 })
    const given = forked.page(pageOf(aPage(2_000_000)), never)
    await expect(given).rejects.toThrow(SourceError)
    await expect(given).rejects.toThrow(`${asked} is too much to read`)
  })

  test('whoever stops does not wait for it', async () => {
    const stop = new AbortController()
    const pages = [1, 2].map(() => shared.page(pageOf(aPage(0)), stop.signal))
    stop.abort(new Error('enough'))
    for (const page of pages) await expect(page).rejects.toThrow('enough')
    await expect(shared.page(pageOf(aPage(0)), stop.signal)).rejects.toThrow('enough')
  })
})
