import { EventEmitter } from 'node:events'
import { DatabaseSync } from 'node:sqlite'
import type { Clock } from '../domain/clock.ts'
import { isDamaged } from './sqlite/failure.ts'

/** Expired entries are thrown out at each opening, and after so many writes. */
const SWEEP_EVERY = 500

/** Another process's write is waited for so long at most; after that the entry is simply not cached. */
const LOCK_TIMEOUT_MS = 20

/** Keys and values with an expiry, in one table. */
export type Entries = {
  get(key: string): string | undefined
  set(key: string, value: string, ttlMs: number | undefined): void
  /** Sets a number, unless a greater one than `most` stands there: both at once, whoever else does the same. Gives whether it did. */
  raise(key: string, value: number, most: number, ttlMs: number): boolean
  delete(key: string): boolean
  /** Of the keys that begin with `prefix`. */
  clear(prefix: string): void
  close(): void
}

/** Opens or makes the table; nothing where the file is damaged. Throws where it cannot be used, or is a database of anything else. */
export function openEntries(file: string, clock: Clock): Entries | undefined {
  const database = new DatabaseSync(file, { timeout: LOCK_TIMEOUT_MS })
  try {
    if (prepareTable(database)) return entriesIn(database, clock)
    database.close()
    return undefined
  } catch (error) {
    database.close()
    if (isDamaged(error)) return undefined
    throw error
  }
}

/** What Keyv wants of a store, for one namespace: Keyv itself puts the namespace before each key. */
export function keyvAdapter(entries: Entries, namespace: string) {
  return Object.assign(new EventEmitter(), {
    namespace,
    opts: { dialect: 'sqlite' },
    get: async (key: string) => entries.get(key),
    set: async (key: string, value: string, ttlMs?: number) => entries.set(key, value, ttlMs),
    delete: async (key: string) => entries.delete(key),
    clear: async () => entries.clear(`${namespace}:`),
  })
}

/** False where the file does not hold together. */
function prepareTable(database: DatabaseSync): boolean {
  const tables = database.prepare("select name from sqlite_schema where type = 'table'").all()
  if (tables.some(({ name }) => name !== 'entries')) throw new Error('not a cache')
  // Nothing here needs to outlast a power cut, so no write waits for the disk.
  database.exec(`
    pragma journal_mode = wal;
    pragma synchronous = normal;
    create table if not exists entries (
      key text primary key,
      value text not null,
      expires_at integer
    ) strict, without rowid;
  `)
  return database.prepare('pragma quick_check(1)').get()?.['quick_check'] === 'ok'
}

function entriesIn(database: DatabaseSync, clock: Clock): Entries {
  const select = database.prepare('select value from entries where key = ? and (expires_at is null or expires_at > ?)')
  const upsert = database.prepare('insert or replace into entries (key, value, expires_at) values (?, ?, ?)')
  const raise = database.prepare(`
    insert into entries (key, value, expires_at) values (?1, ?2, ?3)
    on conflict (key) do update set value = excluded.value, expires_at = excluded.expires_at
    where cast(entries.value as integer) <= ?4
  `)
  const remove = database.prepare('delete from entries where key = ?')
  const removePrefixed = database.prepare('delete from entries where substr(key, 1, length(?1)) = ?1')
  const removeExpired = database.prepare('delete from entries where expires_at <= ?')
  const now = (): number => clock.now().getTime()
  let writes = 0
  removeExpired.run(now())
  return {
    get(key) {
      const value = select.get(key, now())?.['value']
      return typeof value === 'string' ? value : undefined
    },
    set(key, value, ttlMs) {
      upsert.run(key, value, ttlMs === undefined ? null : now() + ttlMs)
      writes += 1
      if (writes % SWEEP_EVERY === 0) removeExpired.run(now())
    },
    raise: (key, value, most, ttlMs) => Number(raise.run(key, String(value), now() + ttlMs, most).changes) > 0,
    delete: (key) => Number(remove.run(key).changes) > 0,
    clear: (prefix) => void removePrefixed.run(prefix),
    close: () => database.close(),
  }
}
