import { describe, expect, test } from 'vitest'
import type { Reply } from '../../../src/chat/adapter.ts'
import type { Source } from '../../../src/domain/source.ts'
import type { PagePorts } from '../../../src/pipeline/answer/ports.ts'
import { within } from '../../../src/pipeline/assist/within.ts'
import type { SourceAdapter } from '../../../src/sources/adapter.ts'
import { aFetched, aReading } from '../../builders.ts'
import { manager, openBot, saidIn, type TestBot } from './bot.ts'

const forever = new AbortController().signal

/** A source whose list stands at `url`; it counts what is read. */
function aSource(id: string, url: string, read: string[]): SourceAdapter {
  // Only what the desk asks of a source.
  const source = { id, url, issuer: 'XA', body: 'MFA', authority: 'official', zone: 'UTC', language: 'en' } as Source
  return {
    source,
    list: async () => ({ kind: 'not-modified' }),
    fetch: async () => aFetched(),
    page: (address) =>
      new URL(address).host === new URL(url).host
        ? {
            url: address,
            async read() {
              read.push(`${id} ${address}`)
              return aFetched({ url: address, sourceId: id })
            },
          }
        : undefined,
  }
}

async function openDesk(): Promise<TestBot & { readonly read: readonly string[] }> {
  const read: string[] = []
  const adapters = [
    aSource('xa-zh', 'https://mfa.ruritania.example/zh/news', read),
    aSource('xa-en', 'https://mfa.ruritania.example/en/news', read),
    aSource('xb', 'https://mfa.example/news', read),
  ]
  const pages: PagePorts = { adapters, reader: { read: async () => aReading() } }
  return { ...(await openBot({ pages })), read }
}

const links = (it: TestBot, ...named: readonly string[]): Promise<Reply> =>
  it.bot.ask({ kind: 'links', links: named }, manager, forever)

const wordsIn = (reply: Reply): readonly string[] =>
  reply.kind === 'refusal' ? reply.choices.map(({ words }) => words) : []

describe('pages that people name', () => {
  test('are read by the source whose list stands nearest to them', async () => {
    await using it = await openDesk()
    const [yes = ''] = wordsIn(await it.ask('show https://mfa.ruritania.example/en/news/7'))
    await it.ask(yes)
    expect(it.read).toEqual(['xa-en https://mfa.ruritania.example/en/news/7'])
  })

  test('are asked about each by itself, what is kept by its id, what is no source’s not at all', async () => {
    await using it = await openDesk()
    await it.keep({ name: 'kept' })
    const reply = await links(
      it,
      'https://mfa.ruritania.example/zh/1',
      'https://elsewhere.example/2',
      'https://mfa.example/kept',
      'https://mfa.ruritania.example/zh/3',
    )
    expect(saidIn(reply)).toContain('Which page is to be read?')
    expect(wordsIn(reply)).toEqual([
      expect.stringMatching(/^show page:/),
      `show ${await it.idOf('kept')}`,
      expect.stringMatching(/^show page:/),
    ])
    expect(await links(it, 'https://mfa.example/kept', 'https://elsewhere.example/2')).toMatchObject({
      text: 'That is kept.',
    })
    expect(it.read).toEqual([])
  })

  test('are read for whoever was asked, and for a quarter of an hour', async () => {
    await using it = await openDesk()
    const [yes = ''] = wordsIn(await links(it, 'https://mfa.ruritania.example/en/1'))
    expect(saidIn(await it.ask(yes, { user: 'U2' }))).toContain('no longer stands')
    expect(saidIn(await it.ask(yes, { at: { ...manager.at, workspace: 'G2' } }))).toContain('no longer stands')
    it.clock.advance(15 * 60_000)
    expect(saidIn(await it.ask(yes))).toContain('no longer stands')
    expect(it.read).toEqual([])
  })

  test('offer nothing to press or to share once they are read', async () => {
    await using it = await openDesk()
    const [yes = ''] = wordsIn(await links(it, 'https://mfa.ruritania.example/en/1'))
    const reply = await it.ask(yes)
    expect(reply).toMatchObject({ kind: 'answer', shareable: false, answer: { choices: [] } })
  })

  test('are not read where nothing is fetched', async () => {
    await using it = await openBot()
    expect(saidIn(await it.ask('show https://mfa.ruritania.example/en/1'))).toContain('Nothing is kept under')
    expect(saidIn(await links(it, 'https://a.example/1', 'https://b.example/2'))).toContain('reads no pages here')
  })
})

test('what does not stop when it is told to is no longer waited for', async () => {
  expect(await within(0.01, () => new Promise(() => undefined), forever)).toBeUndefined()
})
