import { Worker } from 'node:worker_threads'
import type { Document, Reading } from './domain/reading.ts'
import type { Reader as PureReader } from './extract/reader.ts'
import type { Reader } from './pipeline/ports.ts'

/** Readouts are a few thousand characters long; what is longer than this could hold the event loop, and is read in a thread. */
const LONG_TEXT = 40_000

type Waiting = { readonly settle: (reading: Reading) => void; readonly fail: (error: Error) => void }

/** Reads short texts at once and long ones in a thread that is started when the first comes. `close` ends the thread. */
export function createThreadedReader(reader: PureReader, configFolder: string): Reader & { close(): Promise<void> } {
  let thread: ReturnType<typeof startThread> | undefined
  return {
    async read(document) {
      if (document.text.length <= LONG_TEXT) return reader.read(document)
      thread ??= startThread(configFolder)
      return thread.read(document)
    },
    async close() {
      await thread?.close()
    },
  }
}

function startThread(configFolder: string) {
  const worker = new Worker(new URL('./reading-thread.ts', import.meta.url), { workerData: configFolder })
  const waiting = new Map<number, Waiting>()
  let last = 0
  worker.unref()
  worker.on('message', ({ number, reading }: { number: number; reading: Reading }) => {
    waiting.get(number)?.settle(reading)
    waiting.delete(number)
    // An idle thread keeps no finished program alive; one that is reading does.
    if (waiting.size === 0) worker.unref()
  })
  worker.on('error', (error: Error) => {
    for (const { fail } of waiting.values()) fail(error)
    waiting.clear()
  })
  return {
    read: (document: Document): Promise<Reading> =>
      new Promise((settle, fail) => {
        last += 1
        worker.ref()
        waiting.set(last, { settle, fail })
        worker.postMessage({ number: last, document })
      }),
    close: async () => void (await worker.terminate()),
  }
}
