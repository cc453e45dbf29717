import { readdir, readFile } from 'node:fs/promises'
import { load, YAMLException } from 'js-yaml'
import { isNode, LineCounter, parseDocument, type Document as YamlDocument } from 'yaml'
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

/** The pure half of `loadDataFile`; `file` is only for messages. Throws `ConfigError`. */
export function parseDataFile<T>(file: string, text: string, schema: z.ZodType<T>): T {
  const result = schema.safeParse(parseYaml(file, text))
  if (result.success) return result.data
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const faults = result.error.issues.map((issue) => {
    const where = issue.path.map(String).join('.')
    return `${file}:${lineOf(document, lines, issue.path)}: ${where === '' ? '' : `${where}: `}${issue.message}`
  })
  throw new ConfigError(faults.join('\n'))
}

/** By the parser that is quick: the one that knows the place of everything takes four times as long, and is asked only what is wrong. */
function parseYaml(file: string, text: string): unknown {
  try {
    return load(text)
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    const lines = new LineCounter()
    const [syntaxError] = parseDocument(text, { lineCounter: lines }).errors
    const line = syntaxError ? lines.linePos(syntaxError.pos[0]).line : (error.mark?.line ?? 0) + 1
    const reason = syntaxError?.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? error.reason
    throw new ConfigError(`${file}:${line}: ${reason}`)
  }
}

/** The line of the innermost node on `path` that is in the file: a missing key is reported at its parent. */
function lineOf(document: YamlDocument, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
  }
  return 1
}

/** The names of the files in a folder of `config/`, sorted; throws `ConfigError` where it cannot be read. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort()
  } catch (cause) {
    throw new ConfigError(`cannot read the folder ${folder}: is it there, and may this user read it?`, { cause })
  }
}
