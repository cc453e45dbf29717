/**
 * Reads labelled documents by the rules and prints precision, recall and F1 of each group of facts: for all documents, for the third
 * that is kept aside while rules are written, for the rest, and by language.
 *
 *     npm run accuracy -- docs.jsonl labels.jsonl
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
import { documentLine } from '../../src/cli/json-lines.ts'
import { toDocument } from '../../src/extract/read-json.ts'
import { loadRules } from '../../src/rules/rules.ts'
import { labelSchema } from '../../src/scoring/label.ts'
import { statedByReading } from '../../src/scoring/stated.ts'
import { joined, NO_SCORE, type Score, scoreOf, scoreTable } from '../../src/scoring/table.ts'

type Compared = { readonly id: string; readonly language: string; readonly score: Score }

async function main([docsFile, labelsFile]: readonly string[]): Promise<void> {
  if (docsFile === undefined || labelsFile === undefined) {
    process.stderr.write('usage: npm run accuracy -- docs.jsonl labels.jsonl\n')
    process.exitCode = 2
    return
  }
  const { reader, gazetteer } = await loadRules('config')
  const labels = new Map((await linesOf(labelsFile, labelSchema)).map((label) => [label.id, label]))
  const compared = (await linesOf(docsFile, documentLine)).flatMap((line): Compared[] => {
    const label = labels.get(line.id)
    if (label === undefined) return []
    const found = statedByReading(reader.read(toDocument(line, gazetteer)))
    return [{ id: line.id, language: line.lang ?? 'und', score: scoreOf(found, label) }]
  })
  const parts = partsOf(compared).filter(([, some]) => some.length > 0)
  for (const [name, some] of parts) process.stdout.write(`${table(name, some)}\n`)
}

async function linesOf<T>(file: string, schema: z.ZodType<T>): Promise<T[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '')
  return lines.map((line) => schema.parse(JSON.parse(line)))
}

/** Which documents no rule may be written from: a third, by a hash of their id. */
const isKeptAside = (id: string): boolean =>
  Number.parseInt(createHash('sha256').update(id).digest('hex').slice(0, 8), 16) % 3 === 0

function partsOf(compared: readonly Compared[]): [string, readonly Compared[]][] {
  const byLanguage = Object.entries(Object.groupBy(compared, ({ language }) => language))
  return [
    ['all', compared],
    ['written from', compared.filter(({ id }) => !isKeptAside(id))],
    ['kept aside', compared.filter(({ id }) => isKeptAside(id))],
    ...byLanguage.map(([language, some]): [string, readonly Compared[]] => [language, some ?? []]),
  ]
}

const table = (name: string, compared: readonly Compared[]): string =>
  scoreTable(name, compared.length, compared.map(({ score }) => score).reduce(joined, NO_SCORE))

await main(process.argv.slice(2))
