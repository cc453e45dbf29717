import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadEncounterLexicon } from '../../src/config/encounter-lexicon.ts'
import { loadNames, loadOfficials } from '../../src/config/names.ts'
import { ConfigError } from '../../src/domain/errors.ts'

/** What refuses a folder that holds the one file. */
async function refusalOf(file: string, text: string, load: (folder: string) => Promise<unknown>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'attache-names-'))
  try {
    await writeFile(join(folder, file), text)
    await load(folder)
    return 'not refused'
  } catch (error) {
    if (error instanceof ConfigError) return error.message.replaceAll(`${folder}/`, '')
    throw error
  } finally {
    await rm(folder, { recursive: true })
  }
}

const names = `parties:
  AZ: { name: Azerbaijan, zh: [阿塞拜疆] }
ambiguous: []
masks: []
ordinary: []
familyFirst: []
regions:
  caucasus:
    name: Caucasus
    members: [AZ, QQ]
languages: {}
`

test('a region with a member that is no party is refused by line', async () => {
  const refusal = await refusalOf('names.yaml', names, loadNames)
  expect(refusal).toMatch(/^names\.yaml:10: regions\.caucasus\.members\.1: QQ is no party of this file/)
})

test('a party without a Chinese name, and a key that is none, are refused by line', async () => {
  const refusal = await refusalOf('names.yaml', names.replace('zh: [阿塞拜疆]', 'capitol: Baku'), loadNames)
  expect(refusal).toMatch(/^names\.yaml:2: parties\.AZ/m)
})

test('an official without a name is refused by line', async () => {
  expect(await refusalOf('officials.yaml', 'AZ:\n  - { family: Mammadov }\n', loadOfficials)).toMatch(
    /^officials\.yaml:2: /,
  )
})

test('words of an encounter with eleven months are refused by line', async () => {
  const text = `functionWords: [a, b, c, d, e]\nmonths: [[i]]\nweekdays: [[a], [b], [c], [d], [e], [f], [g]]\n`
  expect(await refusalOf('encounter.en.yaml', text, loadEncounterLexicon)).toMatch(/^encounter\.en\.yaml:2: months/)
})

test('a folder that is not there is refused in words', async () => {
  await expect(loadEncounterLexicon('no/such/folder')).rejects.toThrow(/cannot read the folder no\/such\/folder/)
})
