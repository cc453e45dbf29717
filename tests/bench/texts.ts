import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type ReadLine, toDocument } from '../../src/extract/read-json.ts'
import type { Gazetteer } from '../../src/countries/gazetteer.ts'
import type { Document } from '../../src/domain/reading.ts'
import { TEXT_SEQUENCES } from '../accuracy/mark-texts.ts'

/** The project's own fictional texts: the bundled samples, and the accounts by which marks are scored. */
export async function ownTexts(): Promise<Document[]> {
  const folder = join('config', 'samples')
  const samples = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.md'))
  const bundled = await Promise.all(samples.map(async (name) => ({ text: await readFile(join(folder, name), 'utf8') })))
  const told = TEXT_SEQUENCES.flatMap(({ steps }) =>
    steps.map(({ text, on, issuer }) => ({ text, published: on, issuer })),
  )
  return [...bundled, ...told]
}

const lineSchema: z.ZodType<ReadLine> = z.object({
  id: z.string(),
  text: z.string(),
  title: z.string().nullish(),
  published: z.string().nullish(),
  lang: z.string().nullish(),
  source: z.string().nullish(),
})

/** The documents of a bulk file; nothing where it is not there. */
export async function textsIn(file: string, gazetteer: Gazetteer): Promise<Document[]> {
  const text = await readFile(file, 'utf8').catch(() => '')
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.map((line) => toDocument(lineSchema.parse(JSON.parse(line)), gazetteer))
}
