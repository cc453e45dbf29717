import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { loadPointsLexicon } from '../../src/config/points-lexicon.ts'

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lexicon-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return folder
}

describe('loadPointsLexicon', () => {
  test('reads the files named by subject and language, and leaves others alone', async () => {
    const folder = await folderWith({
      'taiwan.en.yaml': 'rules:\n  - gives: un-2758\n    any: ["2758"]\n',
      'encounter.en.yaml': 'verbs: {}\n',
      'taiwan.yaml': 'nothing: true\n',
    })
    const { files } = await loadPointsLexicon(folder)
    expect(files.map(({ subject, language, within }) => [subject, language, within])).toEqual([['taiwan', 'en', 120]])
    expect(files[0]?.rules[0]).toMatchObject({ gives: 'un-2758', any: ['2758'], near: [], flags: [] })
  })

  test.each([
    [
      'a claim that is none',
      'taiwan.en.yaml',
      'rules:\n  - gives: two-chinas\n    any: [x]\n',
      /taiwan\.en\.yaml:2: rules\.0\.gives/,
    ],
    [
      'a rule without phrases',
      'trade.zh.yaml',
      'rules:\n  - gives: tariffs\n    any: []\n',
      /trade\.zh\.yaml:3: rules\.0\.any/,
    ],
    [
      'a misspelt key',
      'topics.sv.yaml',
      'rules:\n  - gives: aid\n    any: [x]\n    befor: [y]\n',
      /topics\.sv\.yaml:2/,
    ],
    ['a rule where only words belong', 'voice.en.yaml', 'rules:\n  - gives: x\n    any: [y]\n', /voice\.en\.yaml:2/],
  ])('%s is refused with file and line', async (_, name, text, message) => {
    await expect(loadPointsLexicon(await folderWith({ [name]: text }))).rejects.toThrow(message)
  })

  test('a folder that is not there is named', async () => {
    await expect(loadPointsLexicon('/nowhere/lexicon')).rejects.toThrow('cannot read the folder /nowhere/lexicon')
  })
})
