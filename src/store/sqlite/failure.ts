import { StoreError } from '../../domain/errors.ts'

const BUSY = 5
const LOCKED = 6
const CORRUPT = 11
const NOT_A_DATABASE = 26

/** The failures that lie outside the program, by SQLite's primary result code (https://www.sqlite.org/rescode.html), and what to do about each. */
const explanations = new Map<number, (file: string) => string>([
  [3, (file) => `may not use the database ${file}: give this user the right to read and write it and its folder`],
  [BUSY, lockedBy],
  [LOCKED, lockedBy],
  [8, (file) => `cannot write to the database ${file}: give this user the right to write it and its folder`],
  [10, (file) => `cannot read or write the database ${file}: check the disk it lies on, then start again`],
  [CORRUPT, (file) => `the database ${file} is damaged: stop the program and put a backup in its place`],
  [13, (file) => `no room left to write to the database ${file}: free space on its disk; what was stored is kept`],
  [14, (file) => `cannot open the database ${file}: is it a file, and may this user read and write it and its folder?`],
  [
    NOT_A_DATABASE,
    (file) => `${file} is no database: name another file with --db or ATTACHE_DB, or move this one away`,
  ],
])

function lockedBy(file: string): string {
  return `the database ${file} is locked by another program: wait until that is done or stop it, then try again`
}

/** A `StoreError` that names `file` and says what to do, where the failure lies outside the program; any other error as it is. */
export function toStoreError(error: unknown, file: string): unknown {
  const explain = explanations.get(primaryCode(error))
  return explain ? new StoreError(explain(file), { cause: error }) : error
}

/** Whether another connection's lock stood in the way: worth another try. */
export function isLocked(error: unknown): boolean {
  const code = primaryCode(error instanceof StoreError ? error.cause : error)
  return code === BUSY || code === LOCKED
}

/** Whether the file itself is at fault, not who may read it or what room there is. */
export function isDamaged(error: unknown): boolean {
  const code = primaryCode(error)
  return code === CORRUPT || code === NOT_A_DATABASE
}

/** The lowest byte of what `node:sqlite` puts into `errcode`; 0 for any other error. */
function primaryCode(error: unknown): number {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined
  return typeof code === 'number' ? code & 0xff : 0
}
