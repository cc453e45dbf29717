import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type { SqliteDatabase, SqliteStatement } from 'kysely'
import { toStoreError } from './failure.ts'

/** Prepared statements kept for the next call; a query whose list of values varies in length makes many. */
const KEPT_STATEMENTS = 200

/** `node:sqlite` in the shape of better-sqlite3 that Kysely's SQLite dialect drives. `file` is named in errors. */
export function asBetterSqlite(database: DatabaseSync, file: string): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>()
  return {
    close: () => database.close(),
    prepare(sql) {
      const statement = kept.get(sql) ?? explained(file, () => prepare(database, sql, file))
      // The one used longest ago stands first and goes first.
      kept.delete(sql)
      kept.set(sql, statement)
      const [oldest] = kept.keys()
      if (kept.size > KEPT_STATEMENTS && oldest !== undefined) kept.delete(oldest)
      return statement
    },
  }
}

function prepare(database: DatabaseSync, sql: string, file: string): SqliteStatement {
  const statement = database.prepare(sql)
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => explained(file, () => statement.all(...parameters.map(bindable))),
    run: (parameters) => explained(file, () => statement.run(...parameters.map(bindable))),
    iterate: (parameters) => explained(file, () => statement.iterate(...parameters.map(bindable))),
  }
}

function explained<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw toStoreError(error, file)
  }
}

function bindable(value: unknown): SQLInputValue {
  const bound = value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint'
  if (bound) return value
  throw new TypeError(`cannot store a value of type ${typeof value}`)
}
