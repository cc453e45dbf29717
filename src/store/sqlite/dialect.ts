import type { DatabaseSync } from 'node:sqlite'
import { scheduler } from 'node:timers/promises'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Clock } from '../../domain/clock.ts'
import { refuseInsideTransaction } from '../handles.ts'
import { isLocked } from './failure.ts'
import { asBetterSqlite } from './statements.ts'

/** How long a transaction waits for another process's, in steps that leave the event loop free: five seconds in all. */
const LOCK_WAITS_MS = [10, 20, 40, 80, 160, 320, 640, 1_280, 2_560]

/** A Kysely dialect over one `node:sqlite` connection, which all its users take turns on. `file` is named in errors. */
export function nodeSqliteDialect(database: DatabaseSync, file: string, clock: Clock): Dialect {
  return {
    createAdapter: () => new TurnsInDriver(),
    createDriver: () => new NodeSqliteDriver(database, file, clock),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

/** Keeps Kysely from putting its own lock before the driver's, which alone can refuse a wait that would never end. */
class TurnsInDriver extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

class NodeSqliteDriver extends SqliteDriver {
  readonly #database: DatabaseSync
  readonly #clock: Clock
  #lastTurn: Promise<void> = Promise.resolve()
  #endTurn: () => void = () => undefined

  constructor(database: DatabaseSync, file: string, clock: Clock) {
    super({ database: asBetterSqlite(database, file) })
    this.#database = database
    this.#clock = clock
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    refuseInsideTransaction()
    const before = this.#lastTurn
    const turn = Promise.withResolvers<void>()
    this.#lastTurn = turn.promise
    await before
    // SQLite answers at once: without this a loop of queries would hold the event loop from its first to its last.
    await scheduler.yield()
    this.#endTurn = turn.resolve
    return super.acquireConnection()
  }

  override async releaseConnection(): Promise<void> {
    this.#endTurn()
  }

  /** Takes the write lock at once: a transaction that only later turns out to write could not wait for it. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const waits = [...LOCK_WAITS_MS]
    while (true) {
      try {
        await connection.executeQuery(CompiledQuery.raw('begin immediate'))
        return
      } catch (error) {
        const waitMs = waits.shift()
        if (waitMs === undefined || !isLocked(error)) throw error
        await this.#clock.sleep(waitMs, new AbortController().signal)
      }
    }
  }

  /** A full disk, among others, has already rolled back: a second rollback would hide the reason. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isTransaction) await super.rollbackTransaction(connection)
  }
}
