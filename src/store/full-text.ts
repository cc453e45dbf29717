import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** The engine's own full-text index over the newest text of each readout, keyed by `recency`. */
export interface FullText {
  add(db: Kysely<Tables>, recency: number, text: string): Promise<void>
  remove(db: Kysely<Tables>, recency: number): Promise<void>
  /** The `limit` newest readouts below `recency` that hold all of the words, newest first. Nothing to look for finds nothing. */
  newest(db: Kysely<Tables>, words: string, below: number, limit: number): Promise<readonly number[]>
  /** As `newest`, for what holds all the words in a row; oldest first, above `above`. */
  oldestInRow(db: Kysely<Tables>, words: string, above: number, limit: number): Promise<readonly number[]>
  /** As `newest`, for what holds all the words in a row. */
  newestInRow(db: Kysely<Tables>, words: string, below: number, limit: number): Promise<readonly number[]>
}
