import { z } from 'zod'

const claims = z.array(z.object({ voice: z.string(), claims: z.array(z.string()) })).default([])

/** One line of a file of labels: what a careful reader found in the document of that id. */
export const labelSchema = z.object({
  id: z.string(),
  readout: z.boolean(),
  format: z.string().nullable(),
  parties: z.array(z.string()),
  date: z.string().nullable(),
  principals: z.array(z.string()),
  partnership: z.array(z.object({ with: z.string(), level: z.string(), change: z.string() })).default([]),
  taiwan: claims,
  trade: claims,
  agreements: z
    .object({ count: z.number().nullable(), instruments: z.array(z.string()) })
    .nullable()
    .default(null),
  topics: z.array(z.string()).default([]),
})
/** What somebody found by reading. */
export type Label = z.infer<typeof labelSchema>
