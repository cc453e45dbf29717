import { SourceError } from '../domain/errors.ts'
import type { Source } from '../domain/source.ts'
import type { Reader } from '../pipeline/ports/reading.ts'
import type { Parser } from '../sources/parser.ts'
import { EndedError } from './process.ts'
import { createSuccession, type Patience } from './succession.ts'

/** Parses and reads beside the event loop, which no page and no text can hold then, however long it is. */
export type ForkedReader = Reader &
  Parser & {
    /** Loads the rules, where that was not done before. Throws `ConfigError` naming every wrong line of a data file. */
    ready(): Promise<void>
    close(): Promise<void>
  }

const PATIENCE: Patience = { idleMs: 60_000, longestMs: 20_000 }

/** A reader with processes of its own. The data files are read once: the rules stay the same as long as the reader does. */
export function createForkedReader(configFolder: string, patience: Patience = PATIENCE): ForkedReader {
  const { ask, close } = createSuccession(configFolder, patience)
  return {
    ready: () => ask('ready', undefined),
    read: (document) => ask('read', document),
    listing: (of, signal) => parsed(() => ask('listing', of), of.source, of.received.asked, signal),
    page: (of, signal) => parsed(() => ask('page', of), of.source, of.received.asked, signal),
    file: (of, signal) => parsed(() => ask('file', of), of.source, of.path, signal),
    close,
  }
}

/** What is too much for the process is a fault of the page; whoever stops does not wait for it. */
async function parsed<T>(work: () => Promise<T>, { id }: Source, what: string, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  const done = work().catch((cause: unknown) => {
    if (!(cause instanceof EndedError) || cause.over !== 'too-much') throw cause
    throw new SourceError(`${id}: ${what} is too much to read`, 'broken', { cause })
  })
  return unlessAborted(done, signal)
}

/** Throws the signal's reason as soon as it aborts, whatever becomes of the work. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
