import { join } from 'node:path'
import { z } from 'zod'
import { loadDataFile } from './data-file.ts'

const schema = z
  .strictObject({ phrases: z.array(z.string().min(1).max(100)) })
  .refine(({ phrases }) => new Set(phrases).size === phrases.length, {
    path: ['phrases'],
    message: 'a phrase stands there twice',
  })

/** Reads `phrases.yaml` of the data folder: what is offered while somebody types a phrase, and told of when it is first used. Throws `ConfigError` naming file and line. */
export async function loadPhrases(configFolder: string): Promise<readonly string[]> {
  return (await loadDataFile(join(configFolder, 'phrases.yaml'), schema)).phrases
}
