import { join } from 'node:path'
import { z } from 'zod'
import type { Partnerships } from '../domain/partnership.ts'
import { loadDataFile } from './data-file.ts'

const partyCode = z.string().regex(/^[A-Z][A-Z0-9]*$/, 'is not a party code in capitals')

/** `2016`, `2024-05` or `2024-07-03`: as much as is known. A bare year is a number to YAML. */
const date = z
  .union([z.string(), z.int()])
  .transform(String)
  .pipe(z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'is no date: write 2016, 2024-05 or 2024-07-03'))

const schema = z
  .strictObject({
    tiers: z.array(z.strictObject({ level: z.string().min(1), rank: z.number() })),
    known: z.array(
      z.strictObject({
        parties: z.tuple([partyCode, partyCode]),
        level: z.string().min(1),
        date,
        origin: z.string().min(1),
        url: z.url(),
        confidence: z.enum(['A', 'B', 'C']),
      }),
    ),
  })
  .refine(({ tiers }) => new Set(tiers.map(({ level }) => level)).size === tiers.length, {
    path: ['tiers'],
    message: 'a level is ranked twice',
  })

/** `partnerships.yaml`. What rests on a blog or list alone is kept for whoever checks it, and is never used as the level before. */
export const partnershipsSchema: z.ZodType<Partnerships> = schema.transform(({ tiers, known }) => ({
  tiers,
  known: known.filter(({ confidence }) => confidence !== 'C').map(({ confidence: _confidence, ...level }) => level),
}))

/** Reads `partnerships.yaml` of the data folder; throws `ConfigError` naming file and line. */
export async function loadPartnerships(configFolder: string): Promise<Partnerships> {
  return loadDataFile(join(configFolder, 'partnerships.yaml'), partnershipsSchema)
}
