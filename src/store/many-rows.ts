import type { CompiledQuery, Compilable, Insertable, Kysely } from 'kysely'
import { chunksOf } from './rows.ts'
import type { Tables } from './tables.ts'

/** Rows written by one statement, and keys asked for by one. */
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

/**
 * Asks for any number of keys, some at a time. `ask` puts the question for a list of keys, which are its only parameters and in their order:
 * it is worked out once for so many keys.
 */
export function rowsBy<Key extends number | string, Row>(
  ask: (db: Kysely<Tables>, keys: readonly Key[]) => Compilable<Row>,
) {
  const statements = new Map<number, CompiledQuery<Row>>()
  return async (db: Kysely<Tables>, keys: readonly Key[]): Promise<Row[]> => {
    const found: Row[] = []
    for (const some of chunksOf(keys, ROWS)) {
      const statement = statements.get(some.length) ?? ask(db, some).compile()
      statements.set(some.length, statement)
      const { rows } = await db.executeQuery<Row>({ ...statement, parameters: some })
      found.push(...rows)
    }
    return found
  }
}
