import type { CompiledQuery, Insertable, Kysely } from 'kysely'
import { chunksOf } from './rows.ts'
import type { Tables } from './tables.ts'

/** Rows written by one statement. */
const ROWS = 200

/**
 * Writes any number of rows into a table; all must have been made alike, with the same columns in the same order. Kysely takes longer to put a
 * thousand rows into words than the engine to write them: what it says for so many rows is worked out once.
 */
export function rowsInto<Name extends keyof Tables>(table: Name) {
  const statements = new Map<number, CompiledQuery>()
  return async (db: Kysely<Tables>, rows: readonly Insertable<Tables[Name]>[]): Promise<void> => {
    for (const some of chunksOf(rows, ROWS)) {
      const statement = statements.get(some.length) ?? db.insertInto(table).values(some).compile()
      statements.set(some.length, statement)
      await db.executeQuery({ ...statement, parameters: some.flatMap((row) => Object.values(row)) })
    }
  }
}
