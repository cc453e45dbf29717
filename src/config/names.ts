import { join } from 'node:path'
import { z } from 'zod'
import type { NamesData, OfficialsData } from '../domain/names.ts'
import { loadDataFile } from './data-file.ts'

const word = z.string().min(1)
const words = z.array(word)
const code = z.string().regex(/^[A-Z][A-Z0-9]*$/, 'is not a party code in capitals')

const partySchema = z.strictObject({
  name: word,
  official: word.optional(),
  organisation: z.boolean().optional(),
  territory: z.boolean().optional(),
  also: words.optional(),
  demonyms: words.optional(),
  capitals: words.optional(),
  seats: words.optional(),
  zh: words.min(1),
  han: word.optional(),
})

const languageSchema = z.strictObject({
  names: z.record(code, words),
  adjectives: z.record(code, word),
  capitals: z.record(code, words),
})

const namesSchema: z.ZodType<NamesData> = z
  .strictObject({
    parties: z.record(code, partySchema),
    ambiguous: z.array(
      z.strictObject({
        words,
        demonyms: words.optional(),
        candidates: z.array(code).min(1),
        prefer: code,
        not: z.array(z.strictObject({ name: word, words })).optional(),
      }),
    ),
    masks: words,
    ordinary: words,
    familyFirst: z.array(code),
    regions: z.record(word, z.strictObject({ name: word, also: words.optional(), members: z.array(code).min(1) })),
    languages: z.record(z.string().regex(/^[a-z]{2}$/), languageSchema),
  })
  .superRefine((data, context) => {
    const report = (path: PropertyKey[], unknown: string): void =>
      context.addIssue({ code: 'custom', path, message: `${unknown} is no party of this file` })
    for (const [region, { members }] of Object.entries(data.regions)) {
      members.forEach((member, at) => {
        if (!Object.hasOwn(data.parties, member)) report(['regions', region, 'members', at], member)
      })
    }
    data.ambiguous.forEach(({ candidates, prefer }, at) => {
      for (const party of [...candidates, prefer]) {
        if (!Object.hasOwn(data.parties, party)) report(['ambiguous', at], party)
      }
    })
  })

const officialsSchema: z.ZodType<OfficialsData> = z.record(
  code,
  z.array(
    z.strictObject({
      name: word,
      also: words.optional(),
      family: word.optional(),
      zh: words.optional(),
      ru: word.optional(),
      since: z.int().optional(),
      until: z.int().optional(),
    }),
  ),
)

/** Reads `names.yaml` of the data folder; throws `ConfigError` naming file and line. */
export const loadNames = (folder: string): Promise<NamesData> => loadDataFile(join(folder, 'names.yaml'), namesSchema)

/** Reads `officials.yaml` of the data folder; throws `ConfigError` naming file and line. */
export const loadOfficials = (folder: string): Promise<OfficialsData> =>
  loadDataFile(join(folder, 'officials.yaml'), officialsSchema)
