import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadGateLexicon } from '../../src/config/gate-lexicon.ts'
import { compileMachineTalk } from '../../src/extract/gate/machine-talk.ts'

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gate-'))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return folder
}

describe('the gate’s data files', () => {
  test('come with the project, glossaries for five languages among them', async () => {
    const { words, machineTalk, glossaries } = await loadGateLexicon(join('config', 'lexicon'))
    expect(glossaries.map(({ language }) => language)).toEqual(['de', 'es', 'fr', 'ru', 'zh'])
    expect(words.map(({ language }) => language)).toEqual(['de', 'en', 'es', 'fr', 'ru', 'sv', 'zh'])
    expect(machineTalk.length).toBeGreaterThanOrEqual(7)
  })

  test('give each term one translation to write, and further ones to know', async () => {
    const folder = await folderWith({
      'glossary.zh.yaml': 'terms:\n  - { en: [free trade, FT], translation: [自由贸易, 自贸] }\n',
    })
    const { glossaries } = await loadGateLexicon(folder)
    expect(glossaries).toEqual([
      { language: 'zh', entries: [{ term: 'free trade', also: ['FT'], translations: ['自由贸易', '自贸'] }] },
    ])
  })

  test.each([
    [
      'glossary.zh.yaml',
      'terms:\n  - { en: a, translation: b }\n  - { en: A, translation: c }\n',
      'glossary.zh.yaml:3: terms.1.en: A stands there twice',
    ],
    ['glossary.zh.yaml', 'terms:\n  - { en: a, translatoin: b }\n', 'glossary.zh.yaml:2'],
    ['gate.en.yaml', 'words:\n  negtion: [not]\n', 'gate.en.yaml:2'],
    ['machine-talk.en.yaml', 'phrases: [a b]\npairs:\n  - first: [x]\n', 'machine-talk.en.yaml:3'],
  ])('are refused with file and line: %s', async (name, text, message) => {
    const folder = await folderWith({ [name]: text })
    await expect(loadGateLexicon(folder)).rejects.toThrow(message)
  })

  test('are refused with the file where a pattern cannot be', async () => {
    const folder = await folderWith({ 'machine-talk.en.yaml': 'phrases: ["{a|b"]\n' })
    const { machineTalk } = await loadGateLexicon(folder)
    expect(() => compileMachineTalk(machineTalk)).toThrow(
      /machine-talk\.en\.yaml: "\{a\|b": a bracket without its partner/,
    )
  })
})
