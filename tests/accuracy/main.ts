/**
 * Reads labelled documents by the rules and prints precision, recall and F1 of each group of facts: for all documents, for the third
 * that is kept aside while rules are written, for the rest, and by language.
 *
 *     npm run accuracy -- docs.jsonl labels.jsonl
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { toDocument, toReadJson } from '../../src/extract/read-json.ts'
import { loadRules } from '../../src/rules.ts'
import {
  f1Of,
  factsOf,
  GROUPS,
  type Group,
  HEADLINE,
  NOTHING,
  precisionOf,
  recallOf,
  type Stated,
  sum,
  type Tally,
  tallyOf,
} from './score.ts'

const documentSchema = z.object({
  id: z.string(),
  text: z.string(),
  title: z.string().nullish(),
  published: z.string().nullish(),
  lang: z.string().nullish(),
  source: z.string().nullish(),
})
const claims = z.array(z.object({ voice: z.string(), claims: z.array(z.string()) })).default([])
const head = {
  readout: z.boolean(),
  format: z.string().nullable(),
  parties: z.array(z.string()),
  date: z.string().nullable(),
  principals: z.array(z.string()),
}
const labelSchema = z.object({
  id: z.string(),
  ...head,
  partnership: z.array(z.object({ with: z.string(), level: z.string(), change: z.string() })).default([]),
  taiwan: claims,
  trade: claims,
  agreements: z
    .object({ count: z.number().nullable(), instruments: z.array(z.string()) })
    .nullable()
    .default(null),
  topics: z.array(z.string()).default([]),
})
const pointSchema = z.object({
  topic: z.string(),
  voice: z.string(),
  with: z.string().optional(),
  level: z.string().optional(),
  change: z.string().optional(),
  claims: z.array(z.string()).default([]),
  count: z.number().nullish(),
  instruments: z.array(z.string()).default([]),
})
const readingSchema = z.object({ ...head, keyPoints: z.array(pointSchema) })

type Compared = { readonly id: string; readonly language: string; readonly tallies: Record<Group, Tally> }

async function main([docsFile, labelsFile]: readonly string[]): Promise<void> {
  if (docsFile === undefined || labelsFile === undefined) {
    process.stderr.write('usage: npm run accuracy -- docs.jsonl labels.jsonl\n')
    process.exitCode = 2
    return
  }
  const { reader, gazetteer } = await loadRules('config')
  const labels = new Map((await linesOf(labelsFile, labelSchema)).map((label) => [label.id, label]))
  const compared = (await linesOf(docsFile, documentSchema)).flatMap((line): Compared[] => {
    const label = labels.get(line.id)
    if (label === undefined) return []
    const reading = readingSchema.parse(toReadJson(line.id, reader.read(toDocument(line, gazetteer))))
    const [found, gold] = [factsOf(statedBy(reading)), factsOf(label)]
    const tallies = perGroup((group) => tallyOf(found[group], gold[group]))
    return [{ id: line.id, language: line.lang ?? 'und', tallies }]
  })
  const parts = partsOf(compared).filter(([, some]) => some.length > 0)
  for (const [name, some] of parts) process.stdout.write(`${table(name, some)}\n`)
}

async function linesOf<T>(file: string, schema: z.ZodType<T>): Promise<T[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '')
  return lines.map((line) => schema.parse(JSON.parse(line)))
}

/** A reading's key points sorted into the label's groups. */
function statedBy({ keyPoints, ...told }: z.infer<typeof readingSchema>): Stated {
  const of = (topic: string) => keyPoints.filter((point) => point.topic === topic)
  const agreements = of('agreements')
  return {
    ...told,
    partnership: of('partnership').flatMap(({ with: other, level, change }) =>
      level === undefined ? [] : [{ with: other ?? '', level, change: change ?? '' }],
    ),
    taiwan: of('taiwan'),
    trade: of('trade-policy'),
    agreements:
      agreements.length === 0
        ? null
        : {
            count: agreements.map(({ count }) => count ?? null).find((count) => count !== null) ?? null,
            instruments: agreements.flatMap(({ instruments }) => instruments),
          },
    topics: keyPoints.map(({ topic }) => topic),
  }
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

function table(name: string, compared: readonly Compared[]): string {
  const totals = perGroup((group) => compared.reduce((total, { tallies }) => sum(total, tallies[group]), NOTHING))
  const score = HEADLINE.reduce((total, group) => total + f1Of(totals[group]), 0) / HEADLINE.length
  const rows = GROUPS.map((group) => {
    const tally = totals[group]
    const figures = [precisionOf(tally), recallOf(tally), f1Of(tally)].map((figure) => figure.toFixed(3).padStart(7))
    return `  ${group.padEnd(12)}${figures.join('')}  (${tally.right + tally.missed})`
  })
  return [
    `${name}: ${compared.length} documents, reading score ${score.toFixed(3)}`,
    '  group           P      R     F1',
    ...rows,
    '',
  ].join('\n')
}

function perGroup<T>(value: (group: Group) => T): Record<Group, T> {
  return {
    readout: value('readout'),
    parties: value('parties'),
    format: value('format'),
    date: value('date'),
    principals: value('principals'),
    partnership: value('partnership'),
    taiwan: value('taiwan'),
    trade: value('trade'),
    agreements: value('agreements'),
    topics: value('topics'),
  }
}

await main(process.argv.slice(2))
