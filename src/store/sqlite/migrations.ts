import { firstTables } from './migrations/0001-first-tables.ts'
import { pausesAndEnds } from './migrations/0002-pauses-and-ends.ts'
import { revisits } from './migrations/0003-revisits.ts'
import { retractions } from './migrations/0004-retractions.ts'
import { whoHadAnItem } from './migrations/0005-who-had-an-item.ts'
import { quietHours } from './migrations/0006-quiet-hours.ts'
import { installations } from './migrations/0007-installations.ts'
import { languageModel } from './migrations/0008-language-model.ts'
import { deliveriesByChannel } from './migrations/0009-deliveries-by-channel.ts'
import { saidOnce } from './migrations/0010-said-once.ts'

/** One step from a schema to the next. Released steps never change; a new one brings its dump to `tests/store/schemas/`. */
export type Migration = { readonly number: number; readonly sql: string }

/** In order of their numbers, which start at 1: a new one goes to the end, into a file of its own. */
const steps: readonly string[] = [
  firstTables,
  pausesAndEnds,
  revisits,
  retractions,
  whoHadAnItem,
  quietHours,
  installations,
  languageModel,
  deliveriesByChannel,
  saidOnce,
]

/** Every step, in order and without gaps. */
export const migrations: readonly Migration[] = steps.map((sql, index) => ({ number: index + 1, sql }))
