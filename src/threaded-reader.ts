import { getCompileCacheDir } from 'node:module'
import { Worker } from 'node:worker_threads'
import { systemClock } from './clock.ts'
import type { RuleData } from './compiled-rules.ts'
import { ConfigError } from './domain/errors.ts'
import type { Reading } from './domain/reading.ts'
import type { Reader } from './pipeline/ports.ts'
import type { ThreadAnswer, ThreadData, ThreadRequest } from './reading-thread.ts'
import { loadRuleData } from './rule-data.ts'

/** Reads beside the event loop, which no text can hold then, however long it is. */
export type ThreadedReader = Reader & {
  /** Loads the rules, where that was not done before. Throws `ConfigError` naming every wrong line of a data file. */
  ready(): Promise<void>
  close(): Promise<void>
}

/** A thread takes up a third of the program's memory: where nothing was to read for so long, it ends. */
const IDLE_MS = 60_000

/**
 * A reader with a thread of its own, which is started when it is needed, ends when it is idle, and begins anew should it break down. The data
 * files are read once: the rules stay the same as long as the reader does. `close` ends it.
 */
export function createThreadedReader(configFolder: string, idleMs = IDLE_MS): ThreadedReader {
  let loading: Promise<RuleData> | undefined
  let thread: ReadingThread | undefined
  let resting = new AbortController()
  let isClosed = false
  const rules = (): Promise<RuleData> => {
    loading ??= loadRuleData(configFolder).catch((error: unknown) => {
      loading = undefined
      throw error
    })
    return loading
  }
  const running = async (): Promise<ReadingThread> => {
    resting.abort()
    const data = await rules()
    if (isClosed) throw new Error('the reader is closed')
    if (thread) return thread
    const started = startThread(data, () => {
      if (thread === started) thread = undefined
    })
    thread = started
    return started
  }
  const rest = async (): Promise<void> => {
    if (!thread || thread.isReading() || isClosed) return
    resting.abort()
    resting = new AbortController()
    const { signal } = resting
    await systemClock.sleep(idleMs, signal)
    if (signal.aborted) return
    // Whoever comes while it ends gets another one.
    const ended = thread
    thread = undefined
    await ended.close()
  }
  const during = async <T>(work: (thread: ReadingThread) => Promise<T>): Promise<T> => {
    try {
      return await work(await running())
    } finally {
      void rest()
    }
  }
  return {
    ready: () => during((started) => started.ready),
    read: (document) => during((started) => started.read(document)),
    async close() {
      isClosed = true
      resting.abort()
      await thread?.close()
    },
  }
}

type ReadingThread = Pick<ThreadedReader, 'read' | 'close'> & {
  readonly ready: Promise<void>
  isReading(): boolean
}

/** `onEnd` is called when the thread has ended. */
function startThread(rules: RuleData, onEnd: () => void): ReadingThread {
  const worker = new Worker(new URL('./reading-thread.ts', import.meta.url), {
    workerData: { rules, compileCache: getCompileCacheDir() } satisfies ThreadData,
    // Readings are small and short-lived: room for more of them would only be memory that is never given back.
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
  })
  const waiting = new Map<number, PromiseWithResolvers<Reading>>()
  const compiling = Promise.withResolvers<void>()
  // Whoever asks for a reading hears of it too.
  compiling.promise.catch(() => undefined)
  let last = 0
  const fail = (error: Error): void => {
    compiling.reject(error)
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
    onEnd()
  }
  worker.on('message', (answer: ThreadAnswer) => {
    if (answer.kind === 'fault') fail(new ConfigError(answer.message))
    else if (answer.kind === 'ready') compiling.resolve()
    else {
      waiting.get(answer.number)?.resolve(answer.reading)
      waiting.delete(answer.number)
    }
  })
  worker.on('error', fail)
  worker.on('exit', (code) => fail(new Error(`the thread that reads has ended with code ${code}`)))
  return {
    ready: compiling.promise,
    isReading: () => waiting.size > 0,
    read(document) {
      last += 1
      const reading = Promise.withResolvers<Reading>()
      waiting.set(last, reading)
      worker.postMessage({ number: last, document } satisfies ThreadRequest)
      return reading.promise
    },
    close: async () => void (await worker.terminate()),
  }
}
