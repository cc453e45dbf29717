import { basename, join } from 'node:path'
import { z } from 'zod'
import {
  GATE_LISTS,
  type GateLexicon,
  type GateWords,
  type Glossary,
  type MachineTalk,
} from '../domain/gate-lexicon.ts'
import { loadDataFile, namesIn } from './data-file.ts'

const patterns = z.array(z.string().min(1)).min(1)

const wordsSchema: z.ZodType<Pick<GateWords, 'words'>> = z.strictObject({
  words: z.partialRecord(z.enum(GATE_LISTS), patterns),
})

const machineTalkSchema: z.ZodType<Pick<MachineTalk, 'phrases' | 'pairs'>> = z.strictObject({
  phrases: patterns,
  pairs: z
    .array(z.strictObject({ first: patterns, second: patterns, within: z.int().positive().max(200).default(30) }))
    .default([]),
})

/** A translation stands alone or leads a list of others that are recognised too. */
const translations = z
  .union([z.string().min(1), patterns])
  .transform((given): [string, ...string[]] =>
    typeof given === 'string' ? [given] : [given[0] ?? '', ...given.slice(1)],
  )

const glossarySchema: z.ZodType<Pick<Glossary, 'entries'>> = z
  .strictObject({
    terms: z.array(z.strictObject({ en: z.union([z.string().min(1), patterns]), translation: translations })),
  })
  .superRefine(({ terms }, context) => {
    const seen = new Set<string>()
    terms.forEach(({ en }, at) => {
      for (const term of [en].flat()) {
        const known = term.toLowerCase()
        if (seen.has(known))
          context.addIssue({ code: 'custom', path: ['terms', at, 'en'], message: `${term} stands there twice` })
        seen.add(known)
      }
    })
  })
  .transform(({ terms }) => ({
    entries: terms.map(({ en, translation }) => {
      const [term = '', ...also] = [en].flat()
      return { term, also, translations: translation }
    }),
  }))

const FILE_NAME = /^(gate|machine-talk|glossary)\.([a-z]{2})\.yaml$/

/** Reads what the gate is made from in `folder` (`config/lexicon`); throws `ConfigError` naming file and line. */
export async function loadGateLexicon(folder: string): Promise<GateLexicon> {
  const files = (await namesIn(folder)).flatMap((name) => {
    const [, kind, language = ''] = FILE_NAME.exec(basename(name)) ?? []
    return kind === undefined ? [] : [{ kind, language, file: join(folder, name) }]
  })
  const of = (kind: string) => files.filter((file) => file.kind === kind)
  const [words, machineTalk, glossaries] = await Promise.all([
    Promise.all(
      of('gate').map(async ({ file, language }) => ({ file, language, ...(await loadDataFile(file, wordsSchema)) })),
    ),
    Promise.all(
      of('machine-talk').map(async ({ file, language }) => ({
        file,
        language,
        ...(await loadDataFile(file, machineTalkSchema)),
      })),
    ),
    Promise.all(
      of('glossary').map(async ({ file, language }) => ({ language, ...(await loadDataFile(file, glossarySchema)) })),
    ),
  ])
  return { words, machineTalk, glossaries }
}
