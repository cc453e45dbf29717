import { basename, join } from 'node:path'
import { z } from 'zod'
import { TAIWAN_FLAGS } from '../domain/key-point.ts'
import { LEXICON_SUBJECTS, type LexiconFile, type LexiconSubject, type PointsLexicon } from '../domain/lexicon.ts'
import { INSTRUMENTS, TAIWAN_CLAIMS, TOPICS, TRADE_CLAIMS } from '../domain/topic.ts'
import { loadDataFile, namesIn } from './data-file.ts'

const phrases = z.array(z.string().min(1)).min(1)
const listNames = z.array(z.string()).default([])

/** What a rule of each subject may give. */
const given: Record<LexiconSubject, z.ZodType<string>> = {
  common: z.never(),
  voice: z.never(),
  partnership: z.string().min(1),
  taiwan: z.enum(TAIWAN_CLAIMS),
  trade: z.enum(TRADE_CLAIMS),
  'trade-formulas': z.enum(['1', '2', '3', '4', '5', '6', '7', '8', '9']),
  agreements: z.enum(INSTRUMENTS),
  topics: z.enum(TOPICS),
}

const fileSchema = (subject: LexiconSubject): z.ZodType<Omit<LexiconFile, 'file' | 'subject' | 'language'>> =>
  z.strictObject({
    within: z.int().positive().default(120),
    words: z.record(z.string(), phrases).default({}),
    rules: z
      .array(
        z.strictObject({
          gives: given[subject],
          any: phrases,
          near: listNames,
          after: listNames,
          before: listNames,
          unless: listNames,
          madeOf: listNames,
          not: z.array(z.string().min(1)).default([]),
          within: z.int().positive().max(600).optional(),
          where: z.enum(['body']).optional(),
          whose: z.enum(['parties', 'others']).optional(),
          flags: z.array(z.enum(TAIWAN_FLAGS)).default([]),
        }),
      )
      .default([]),
  })

/** `taiwan.en.yaml`: a subject and a language; other files of the folder belong to other readers. */
const FILE_NAME = new RegExp(`^(${LEXICON_SUBJECTS.join('|')})\\.([a-z]{2})\\.yaml$`)

/** Reads the words and rules for key points from `folder` (`config/lexicon`); throws `ConfigError` naming file and line. */
export async function loadPointsLexicon(folder: string): Promise<PointsLexicon> {
  const names = await namesIn(folder)
  const files = await Promise.all(names.map((name) => loadFile(join(folder, name))))
  return { files: files.filter((file) => file !== undefined) }
}

async function loadFile(file: string): Promise<LexiconFile | undefined> {
  const [, name, language] = FILE_NAME.exec(basename(file)) ?? []
  const subject = LEXICON_SUBJECTS.find((known) => known === name)
  if (subject === undefined || language === undefined) return undefined
  return { file, subject, language, ...(await loadDataFile(file, fileSchema(subject))) }
}
