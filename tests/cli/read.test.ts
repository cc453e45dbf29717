import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { aDesk } from './desk.ts'
import { chinaOnIceland } from './fiction.ts'

const text = chinaOnIceland.paragraphs.join('\n\n')

describe('attache read', () => {
  test('prints every key point with its words for people', async () => {
    await using desk = await aDesk('sources: []\n')
    const file = join(desk.folder, 'talks.txt')
    await writeFile(file, text)

    const { code, out } = await desk.run('read', file)

    expect(code).toBe(0)
    expect(out).toContain('talks, Beijing, 23 April 2025')
    expect(out).toContain('comprehensive strategic partnership')
    expect(out).toContain('“')
  })

  test('gives JSON whose every quote stands in the file at its offsets', async () => {
    await using desk = await aDesk('sources: []\n')
    const file = join(desk.folder, 'talks.txt')
    await writeFile(file, text)

    const { out } = await desk.run('read', '--json', file)
    const reading = JSON.parse(out)

    expect(reading).toMatchObject({ readout: true, format: 'talks', parties: ['CN', 'IS'], date: '2025-04-23' })
    const evidence = reading.keyPoints.flatMap((point: { evidence: unknown[] }) => point.evidence)
    expect(evidence.length).toBeGreaterThan(3)
    for (const { start, end, quote } of evidence) expect(text.slice(start, end)).toBe(quote)
  })

  test('gives one object a line for a .jsonl file, in order, and passes over a bad line by name', async () => {
    await using desk = await aDesk('sources: []\n')
    const file = join(desk.folder, 'documents.jsonl')
    const line = (id: string) =>
      JSON.stringify({ id, text, published: '2025-04-23', source: 'cn-ministry', lang: 'en' })
    await writeFile(file, `${line('a')}\nnot json\n{"id":"x"}\n${line('b')}\n`)

    const { code, out, err } = await desk.run('read', '--json', file)

    expect(code).toBe(1)
    expect(
      out
        .trim()
        .split('\n')
        .map((row) => JSON.parse(row).id),
    ).toEqual(['a', 'b'])
    expect(err).toContain(`${file}:2: not JSON`)
    expect(err).toContain(`${file}:3: not a document`)
  })

  test('reads by the rules of the data folder', async () => {
    await using desk = await aDesk('sources: []\n')
    const lexicon = join(desk.folder, 'config', 'lexicon')
    await rm(lexicon)
    await mkdir(lexicon)
    for (const name of await readdir('config/lexicon'))
      await writeFile(
        join(lexicon, name),
        name.startsWith('taiwan.') ? 'rules: []\n' : await readFile(join('config/lexicon', name)),
      )
    const topics = async (ownRules?: true) => {
      const { out } = await desk.runWith({ stdin: text, ...(ownRules && { ownRules }) }, 'read', '-', '--json')
      const { keyPoints }: { readonly keyPoints: readonly { readonly topic: string }[] } = JSON.parse(out)
      return keyPoints.map(({ topic }) => topic)
    }
    const all = await topics()
    expect(all).toContain('taiwan')
    expect(await topics(true)).toEqual(all.filter((topic) => topic !== 'taiwan'))
  })

  test('reads standard input', async () => {
    await using desk = await aDesk('sources: []\n')
    const { code, out } = await desk.runWith({ stdin: text }, 'read', '-', '--json')
    expect([code, JSON.parse(out).readout]).toEqual([0, true])
  })

  test('explains which rule and which words gave each point', async () => {
    await using desk = await aDesk('sources: []\n')
    const { out } = await desk.runWith({ stdin: text }, 'read', '-', '--explain')
    expect(out).toMatch(/kept {2}taiwan\.en one-china-principle/)
  })

  test.each([
    [['read', 'nothing-here.txt'], 'no such file'],
    [['read', '.'], 'it is a folder'],
    [['read'], 'missing required argument'],
    [['read', '--jsno', 'x'], '--json'],
    [['raed', 'x'], 'read'],
  ])('attache %j is one clear line and exit code 2', async (args, words) => {
    await using desk = await aDesk('sources: []\n')
    const { code, err } = await desk.run(...args)
    expect(code).toBe(2)
    expect(err).toContain(words)
    expect(err).not.toContain('    at ')
  })
})
