import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { scheduler } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { ConfigError } from '../src/domain/errors.ts'
import { loadRules } from '../src/rules.ts'
import { createForkedReader } from '../src/forked-reader.ts'

// Fiction: the states are real, since the reader knows no others; the people are invented.
const talks =
  'On April 23, 2025, Chinese President Lin Mofan held talks with Prime Minister of Iceland Sunna Hrafnsdottir in Beijing. ' +
  'Lin Mofan said that tariff wars and trade wars have no winners.'

/** Removes what a test made. */
async function aFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'attache-rules-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

describe('reading in a process of its own', () => {
  test('gives what reading at once gives, each reading to whoever asked for it', async () => {
    const { reader } = await loadRules('config')
    const forked = createForkedReader('config')
    const documents = Array.from({ length: 20 }, (_, n) => ({ text: `${talks} Text ${'I'.repeat(n)}.`, issuer: 'CN' }))

    const readings = await Promise.all(documents.map(forked.read))

    expect(readings).toEqual(documents.map((document) => reader.read(document)))
    expect(readings[0]).toMatchObject({ readout: true, parties: ['CN', 'IS'] })
    await forked.close()
  })

  test('leaves the event loop free, however long the text', async () => {
    const forked = createForkedReader('config')
    await forked.ready()
    let isDone = false
    const reading = forked.read({ text: `${talks}\n\n`.repeat(4_000) }).finally(() => {
      isDone = true
    })

    let turns = 0
    for (; !isDone; turns += 1) await scheduler.yield()

    expect(turns).toBeGreaterThan(10)
    expect((await reading).readout).toBe(true)
    await forked.close()
  })

  test('a process that has nothing to read ends, and another one reads on', async () => {
    const forked = createForkedReader('config', 0)
    const first = await forked.read({ text: talks })

    for (let turn = 0; turn < 3; turn += 1) {
      // Ends at one of these turns, or while the next text is on its way.
      for (let wait = 0; wait < turn * 50; wait += 1) await scheduler.yield()
      expect(await forked.read({ text: talks })).toEqual(first)
    }
    await forked.close()
  })

  test.each([
    ['a rule that cannot be', 'rules:\n  - gives: tariffs\n    any: ["{a|b"]\n'],
    ['a key that nobody knows', 'rulez: []\n'],
  ])('%s is told with its file, whoever asks', async (_, text) => {
    await using folder = await aFolder()
    await cp('config', folder.path, { recursive: true })
    await writeFile(join(folder.path, 'lexicon', 'trade.sv.yaml'), text)
    const forked = createForkedReader(folder.path)

    await expect(forked.ready()).rejects.toThrow(ConfigError)
    await expect(forked.read({ text: talks })).rejects.toThrow(/trade\.sv\.yaml/)
    await forked.close()
  })

  test('whoever waits when it is closed is told so', async () => {
    const forked = createForkedReader('config')
    const early = expect(forked.read({ text: talks })).rejects.toThrow('is closed')
    await forked.close()
    await early

    const other = createForkedReader('config')
    await other.ready()
    const late = expect(other.read({ text: talks.repeat(3_000) })).rejects.toThrow('has ended')
    await scheduler.yield()
    await other.close()
    await late
  })
})
