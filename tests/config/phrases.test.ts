import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadPhrases } from '../../src/config/phrases.ts'
import { loadPointsLexicon } from '../../src/config/points-lexicon.ts'
import { compilePointsLexicon } from '../../src/extract/points/lexicon.ts'

test('every phrase that is offered is one that the rules know something of', async () => {
  const phrases = await loadPhrases('config')
  const { languages } = compilePointsLexicon(await loadPointsLexicon('config/lexicon'))
  const scanners = ['en', 'zh'].flatMap((language) => languages.get(language)?.scanner ?? [])
  const unknown = phrases.filter((phrase) => scanners.every((scanner) => scanner.scan(phrase).length === 0))
  expect(phrases.length).toBeGreaterThan(24)
  expect(unknown).toEqual([])
})

test.each([
  ['phrases: [trade war, trade war]\n', /phrases.yaml:1.*twice/],
  ['phrases: [""]\n', /phrases.yaml:1/],
  ['frases: [trade war]\n', /phrases.yaml:1/],
])('a list that is wrong is refused with file and line', async (text, message) => {
  const folder = await mkdtemp(join(tmpdir(), 'attache-phrases-'))
  await writeFile(join(folder, 'phrases.yaml'), text)
  await expect(loadPhrases(folder)).rejects.toThrow(message)
  await rm(folder, { recursive: true })
})
