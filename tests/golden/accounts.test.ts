import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { documentLine } from '../../src/cli/json-lines.ts'
import { toDocument } from '../../src/extract/read-json.ts'
import { labelSchema } from '../../src/scoring/label.ts'
import { factsOf } from '../../src/scoring/score.ts'
import { statedByReading } from '../../src/scoring/stated.ts'
import { gazetteer, reader } from '../rules.ts'

/*
 * Whole accounts, and texts that are none, in the house styles of some thirty ministries, presidencies and agencies. Every one is fiction,
 * as are the officials in it and all that they say, sign and refuse. The labels were written with the texts, before the rules had read them:
 * they are corrected by hand where one is wrong, never made from a reading (but for names in Chinese and Russian, which stand as written).
 */
const linesOf = (file: string): unknown[] =>
  readFileSync(`tests/golden/accounts/${file}`, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

const known = linesOf('labels.jsonl').map((line) => labelSchema.parse(line))
const labels = new Map(known.map((label) => [label.id, label]))
const documents = linesOf('docs.jsonl').map((line) => documentLine.parse(line))

test.each(documents)('$id is read as a careful reader reads it', (line) => {
  const label = labels.get(line.id)
  expect(label, `${line.id} has no label`).toBeDefined()
  const found = factsOf(statedByReading(reader.read(toDocument(line, gazetteer))))
  expect(sorted(found)).toEqual(label && sorted(factsOf(label)))
})

test('every label has its text', () => {
  expect([...labels.keys()]).toEqual(documents.map(({ id }) => id))
})

function sorted(facts: ReturnType<typeof factsOf>): Record<string, readonly string[]> {
  return Object.fromEntries(Object.entries(facts).map(([group, all]) => [group, [...new Set(all)].sort()]))
}
