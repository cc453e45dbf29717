import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { z } from 'zod'

/** A line of a bulk file that is a document. */
export const documentLine = z.object({
  id: z.string(),
  text: z.string(),
  title: z.string().nullish(),
  published: z.string().nullish(),
  source: z.string().nullish(),
  lang: z.string().nullish(),
})

/** A line as it was meant, or what is wrong with it; `number` counts from 1. */
export type JsonLine<T> = { readonly number: number } & ({ readonly value: T } | { readonly fault: string })

/** So little is done with before memory is tidied: of longer ones many would lie about that are needed no more. */
const CHUNK_BYTES = 16_384

/** A `.jsonl` file line by line, so that memory stays the same however long it is. Empty lines are passed over. */
export async function* jsonLines<T>(file: string, schema: z.ZodType<T>, what: string): AsyncGenerator<JsonLine<T>> {
  let number = 0
  const input = createReadStream(file, { highWaterMark: CHUNK_BYTES })
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1
    if (line.trim() !== '') yield { number, ...parseLine(line, schema, what) }
  }
}

function parseLine<T>(line: string, schema: z.ZodType<T>, what: string): { value: T } | { fault: string } {
  let raw: unknown
  try {
    raw = JSON.parse(line)
  } catch {
    return { fault: 'not JSON' }
  }
  const parsed = schema.safeParse(raw)
  if (parsed.success) return { value: parsed.data }
  const reasons = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  return { fault: `not a ${what} (${reasons.join('; ')})` }
}
