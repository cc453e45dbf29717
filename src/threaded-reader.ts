import { getCompileCacheDir } from 'node:module'
import { Worker } from 'node:worker_threads'
import { ConfigError } from './domain/errors.ts'
import type { Reading } from './domain/reading.ts'
import type { Reader } from './pipeline/ports.ts'
import type { ThreadAnswer, ThreadData, ThreadRequest } from './reading-thread.ts'

/** Reads beside the event loop, which no text can hold then, however long it is. */
export type ThreadedReader = Reader & {
  /** Loads the rules, where that was not begun before. Throws `ConfigError` naming every wrong line of a data file. */
  ready(): Promise<void>
  close(): Promise<void>
}

/** A reader with a thread of its own, which is started when it is first needed, and anew should it break down. `close` ends it. */
export function createThreadedReader(configFolder: string): ThreadedReader {
  let thread: ReadingThread | undefined
  const running = (): ReadingThread => {
    if (thread) return thread
    const started = startThread(configFolder, () => {
      if (thread === started) thread = undefined
    })
    thread = started
    return started
  }
  return {
    ready: () => running().ready,
    read: (document) => running().read(document),
    async close() {
      await thread?.close()
    },
  }
}

type ReadingThread = Pick<ThreadedReader, 'read' | 'close'> & { readonly ready: Promise<void> }

/** `onEnd` is called when the thread has ended. */
function startThread(configFolder: string, onEnd: () => void): ReadingThread {
  const data: ThreadData = { configFolder, compileCache: getCompileCacheDir() }
  const worker = new Worker(new URL('./reading-thread.ts', import.meta.url), { workerData: data })
  const waiting = new Map<number, PromiseWithResolvers<Reading>>()
  const loading = Promise.withResolvers<void>()
  // Whoever asks for a reading hears of it too.
  loading.promise.catch(() => undefined)
  let last = 0
  const fail = (error: Error): void => {
    loading.reject(error)
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
    onEnd()
  }
  // An idle thread keeps no finished program alive; one that is reading does.
  const letGo = (): void => {
    if (waiting.size === 0) worker.unref()
  }
  worker.on('message', (answer: ThreadAnswer) => {
    if (answer.kind === 'fault') fail(new ConfigError(answer.message))
    else if (answer.kind === 'ready') loading.resolve()
    else {
      waiting.get(answer.number)?.resolve(answer.reading)
      waiting.delete(answer.number)
    }
    letGo()
  })
  worker.on('error', fail)
  worker.on('exit', (code) => fail(new Error(`the thread that reads has ended with code ${code}`)))
  return {
    ready: loading.promise,
    read(document) {
      last += 1
      const reading = Promise.withResolvers<Reading>()
      waiting.set(last, reading)
      worker.ref()
      worker.postMessage({ number: last, document } satisfies ThreadRequest)
      return reading.promise
    },
    close: async () => void (await worker.terminate()),
  }
}
