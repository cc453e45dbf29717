import { join } from 'node:path'
import { z } from 'zod'
import type { EncounterWords } from '../domain/encounter-words.ts'
import { loadDataFile, namesIn } from './data-file.ts'

const words = z.array(z.string().min(1)).default([])
const byFormat = z
  .strictObject({ talks: words, meeting: words, call: words, letter: words, multilateral: words })
  .prefault({})
const links = z
  .strictObject({ of: words, for: words, the: words, and: words, with: words, between: words, in: words })
  .prefault({})
const documents = z
  .strictObject({
    pressConference: words,
    statement: words,
    commentary: words,
    message: words,
    jointStatement: words,
    preview: words,
    travel: words,
    news: words,
  })
  .prefault({})

const wordsSchema: z.ZodType<Omit<EncounterWords, 'language'>> = z.strictObject({
  functionWords: z.array(z.string().min(1)).min(5),
  verbs: byFormat,
  weak: byFormat,
  nouns: byFormat,
  light: words,
  happened: words,
  exchange: words,
  messages: words,
  press: words,
  remote: words,
  planned: words,
  roles: words,
  rolesOf: z.record(z.string(), z.array(z.string().min(1))).default({}),
  offices: words,
  honorifics: words,
  particles: words,
  modifiers: words,
  stops: words,
  links,
  company: words,
  relative: words,
  pronouns: words,
  infinitive: words,
  months: z.array(z.array(z.string().min(1)).min(1)).length(12),
  weekdays: z.array(z.array(z.string().min(1)).min(1)).length(7),
  days: z.record(z.string(), z.int()).default({}),
  documents,
})

const FILE_NAME = /^encounter\.([a-z]{2})\.yaml$/

/** Reads every `encounter.<language>.yaml` of `folder` (`config/lexicon`); throws `ConfigError` naming file and line. */
export async function loadEncounterLexicon(folder: string): Promise<EncounterWords[]> {
  const files = (await namesIn(folder)).flatMap((name) => {
    const language = FILE_NAME.exec(name)?.[1]
    return language === undefined ? [] : [{ name, language }]
  })
  return Promise.all(
    files.map(async ({ name, language }) => ({ language, ...(await loadDataFile(join(folder, name), wordsSchema)) })),
  )
}
