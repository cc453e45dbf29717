import { appendFile, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Where misreadings are kept as test cases: beside the database. */
export function correctionsFile(database: string): string {
  return join(dirname(database), 'corrections.jsonl')
}

/** Adds one case to the file, which is made where it is missing. */
export async function addCase(file: string, line: object): Promise<void> {
  await appendFile(file, `${JSON.stringify(line)}\n`)
}

/** Takes the cases of a retraction out again; lines that are none of ours stay as they are. */
export async function removeCase(file: string, retraction: number): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => '')
  const lines = text.split('\n').filter((line) => retractionIn(line) !== retraction)
  if (lines.join('\n') === text) return
  await writeFile(`${file}.new`, lines.join('\n'))
  await rename(`${file}.new`, file)
}

function retractionIn(line: string): unknown {
  try {
    const read: unknown = JSON.parse(line)
    return typeof read === 'object' && read !== null && 'retraction' in read ? read.retraction : undefined
  } catch {
    return undefined
  }
}
