import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Keyv } from 'keyv'
import type { Clock } from '../domain/clock.ts'
import type { HostTimes } from '../domain/host-times.ts'
import { type Entries, keyvAdapter, openEntries } from './cache-entries.ts'
import { hostTimes } from './host-times.ts'
import { IN_MEMORY } from './sqlite/connections.ts'

/** What may be lost at any time: page validators, answers that can be asked for again. */
export type Cache = {
  /** The entries of one use, kept apart from those of the others. Failures are Keyv's `error` events: nothing is found, nothing kept. */
  keyv<Value>(namespace: string): Keyv<Value>
  /** Shared by all processes that use the same file. */
  readonly hostTimes: HostTimes
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Opens the cache in `file`, or one in memory where there is none. The file may be deleted while no program has it open. A damaged one is
 * put aside as `<file>.damaged`, and where the file cannot be used the cache is in memory: it is never a reason to stop.
 */
export async function openCache({ file = IN_MEMORY, clock }: { file?: string; clock: Clock }): Promise<Cache> {
  const entries = (file === IN_MEMORY ? undefined : await openFile(file, clock)) ?? openInMemory(clock)
  const close = async (): Promise<void> => entries.close()
  return {
    keyv: <Value>(namespace: string) => new Keyv<Value>({ store: keyvAdapter(entries, namespace), namespace }),
    hostTimes: hostTimes(entries, clock),
    close,
    [Symbol.asyncDispose]: close,
  }
}

async function openFile(file: string, clock: Clock): Promise<Entries | undefined> {
  try {
    await mkdir(dirname(file), { recursive: true })
    const found = openEntries(file, clock)
    if (found) return found
    await putAside(file)
    return openEntries(file, clock)
  } catch {
    // A folder that cannot be written, a file in use, another program's database: the cache does without.
    return undefined
  }
}

async function putAside(file: string): Promise<void> {
  await rename(file, `${file}.damaged`)
  for (const companion of ['-wal', '-shm']) await rm(`${file}${companion}`, { force: true })
}

function openInMemory(clock: Clock): Entries {
  const entries = openEntries(IN_MEMORY, clock)
  if (!entries) throw new Error('no cache in memory')
  return entries
}
