import { randomUUID } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'
import { backup, type DatabaseSync } from 'node:sqlite'
import { StoreError } from '../../domain/errors.ts'
import { toStoreError } from './failure.ts'
import type { Migration } from './migrations.ts'

/**
 * Brings the database up to the newest schema, each step in one transaction and after a backup (`<file>.before-<n>.bak`) of what was
 * there. Throws `StoreError` on a database that is newer than the program or another program's, and changes nothing in it.
 */
export async function migrate(database: DatabaseSync, file: string, migrations: readonly Migration[]): Promise<void> {
  const newest = migrations.at(-1)?.number ?? 0
  const found = schemaOf(database, file, newest)
  for (const migration of migrations.slice(found)) {
    if (found > 0) await backUp(database, file, migration.number)
    apply(database, file, migration, newest)
  }
}

/** Throws `StoreError` where the database is not one that this program can use. 0 is an empty one. */
function schemaOf(database: DatabaseSync, file: string, newest: number): number {
  const tables = database.prepare("select name from sqlite_schema where type = 'table'").all()
  if (tables.length === 0) return 0
  const schema = tables.some(({ name }) => name === 'meta')
    ? database.prepare(SELECT_SCHEMA).get()?.['value']
    : undefined
  if (schema === undefined) {
    throw new StoreError(`${file} is the database of another program: name another file with --db or ATTACHE_DB`)
  }
  if (Number(schema) <= newest) return Number(schema)
  throw new StoreError(
    `the database ${file} was written by a newer version of this program (schema ${schema}, this one knows ${newest}): ` +
      'start that version, or put a backup in its place',
  )
}

const SELECT_SCHEMA = "select value from meta where key = 'schema'"

function apply(database: DatabaseSync, file: string, migration: Migration, newest: number): void {
  database.exec('begin immediate')
  try {
    // Another process may have been here while we waited for the lock.
    if (schemaOf(database, file, newest) === migration.number - 1) {
      database.exec(migration.sql)
      database
        .prepare(
          "insert into meta (key, value) values ('schema', ?) on conflict (key) do update set value = excluded.value",
        )
        .run(String(migration.number))
    }
    database.exec('commit')
  } catch (error) {
    if (database.isTransaction) database.exec('rollback')
    throw toStoreError(error, file)
  }
}

/** Written beside its place, under a name that no other process takes, and then moved there: a backup that exists is whole. */
async function backUp(database: DatabaseSync, file: string, before: number): Promise<void> {
  const place = `${file}.before-${before}.bak`
  const unfinished = `${place}.${randomUUID()}`
  try {
    await backup(database, unfinished)
    await rename(unfinished, place)
  } catch (cause) {
    await rm(unfinished, { force: true })
    throw new StoreError(
      `cannot back up the database ${file} to ${place}: is there room on the disk, and may this user write there?`,
      { cause },
    )
  }
}
