import { readdir, readFile } from 'node:fs/promises'
import { load, YAMLException } from 'js-yaml'
import type { z } from 'zod'
import { ConfigError } from '../domain/errors.ts'

/** Reads one YAML file of `config/` and checks it against `schema`; fails once, naming the file and every wrong line. */
export async function loadDataFile<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (cause) {
    throw new ConfigError(`cannot read the data file ${file}: is it there, and may this user read it?`, { cause })
  }
  return parseDataFile(file, text, schema)
}

/** `loadDataFile` without the file; `file` is only for messages. Throws `ConfigError`. */
export async function parseDataFile<T>(file: string, text: string, schema: z.ZodType<T>): Promise<T> {
  const result = schema.safeParse(await parseYaml(file, text))
  if (result.success) return result.data
  const { schemaFaults } = await import('./data-file-faults.ts')
  throw new ConfigError(schemaFaults(file, text, result.error.issues))
}

async function parseYaml(file: string, text: string): Promise<unknown> {
  try {
    return load(text)
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    const { syntaxFault } = await import('./data-file-faults.ts')
    throw new ConfigError(syntaxFault(file, text, error))
  }
}

/** The names of the files in a folder of `config/`, sorted; throws `ConfigError` where it cannot be read. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort()
  } catch (cause) {
    throw new ConfigError(`cannot read the folder ${folder}: is it there, and may this user read it?`, { cause })
  }
}
