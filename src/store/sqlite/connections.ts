import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StoreError } from '../../domain/errors.ts'
import { toStoreError } from './failure.ts'
import { migrate } from './migrate.ts'
import { type Migration, migrations as released } from './migrations.ts'

/** One connection that writes and one that only reads; for a database in memory they are the same. */
export type Connections = { readonly file: string; readonly writer: DatabaseSync; readonly reader: DatabaseSync }

/** The path of a database that no file keeps. */
export const IN_MEMORY = ':memory:'

/** While the program starts, nobody waits for the event loop: another process may be migrating. */
const LOCK_TIMEOUT_AT_START_MS = 10_000

/** Afterwards a lock is waited for outside SQLite, which would hold the event loop meanwhile. */
const LOCK_TIMEOUT_MS = 20

/**
 * Opens the database, makes its folder and itself where they are missing, and brings it to the newest schema. Throws `StoreError`,
 * which names the file and says what to do.
 */
export async function openConnections(file: string, migrations: readonly Migration[] = released): Promise<Connections> {
  if (file !== IN_MEMORY) await makeFolder(file)
  const writer = open(file, false)
  try {
    // What is erased is overwritten, and not just marked as free: what a migration moves, too.
    writer.exec('pragma secure_delete = on')
    await migrate(writer, file, migrations)
    useSafely(writer, file)
    const reader = file === IN_MEMORY ? writer : open(file, true)
    for (const connection of [writer, reader]) connection.exec(`pragma busy_timeout = ${LOCK_TIMEOUT_MS}`)
    return { file, writer, reader }
  } catch (error) {
    writer.close()
    throw toStoreError(error, file)
  }
}

async function makeFolder(file: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true })
  } catch (cause) {
    throw new StoreError(`cannot make the folder of the database ${file}: name another file with --db or ATTACHE_DB`, {
      cause,
    })
  }
}

function open(file: string, readOnly: boolean): DatabaseSync {
  try {
    return new DatabaseSync(file, { readOnly, timeout: LOCK_TIMEOUT_AT_START_MS, enableForeignKeyConstraints: true })
  } catch (error) {
    throw toStoreError(error, file)
  }
}

/** With a write-ahead log readers and the writer don't wait for each other; `full` makes a commit outlast a power cut. */
function useSafely(writer: DatabaseSync, file: string): void {
  const mode = writer.prepare('pragma journal_mode = wal').get()?.['journal_mode']
  if (mode !== 'wal' && file !== IN_MEMORY) {
    throw new StoreError(
      `the file system of the database ${file} does not allow a write-ahead log: put it on a local disk`,
    )
  }
  writer.exec('pragma synchronous = full')
}
