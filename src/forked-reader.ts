import { fork } from 'node:child_process'
import { once } from 'node:events'
import { getCompileCacheDir } from 'node:module'
import { fileURLToPath } from 'node:url'
import { systemClock } from './clock.ts'
import type { RuleData } from './compiled-rules.ts'
import { ConfigError } from './domain/errors.ts'
import type { Reading } from './domain/reading.ts'
import type { Reader } from './pipeline/ports/reading.ts'
import type { Order, Told } from './reading-process.ts'
import { loadRuleData } from './rule-data.ts'

/** Reads beside the event loop, which no text can hold then, however long it is. */
export type ForkedReader = Reader & {
  /** Loads the rules, where that was not done before. Throws `ConfigError` naming every wrong line of a data file. */
  ready(): Promise<void>
  close(): Promise<void>
}

/** The process takes as much memory as the program: where nothing was to read for so long, it ends. */
const IDLE_MS = 60_000

/**
 * A reader with a process of its own, which is started when it is needed, ends when it is idle, and begins anew should it break down. A
 * thread would leave behind a third of the memory that it took; of a process nothing stays. The data files are read once: the rules stay
 * the same as long as the reader does. `close` ends it.
 */
export function createForkedReader(configFolder: string, idleMs = IDLE_MS): ForkedReader {
  let loading: Promise<RuleData> | undefined
  let child: ReadingProcess | undefined
  let resting = new AbortController()
  let isClosed = false
  const rules = (): Promise<RuleData> => {
    loading ??= loadRuleData(configFolder).catch((error: unknown) => {
      loading = undefined
      throw error
    })
    return loading
  }
  const running = async (): Promise<ReadingProcess> => {
    resting.abort()
    const data = await rules()
    if (isClosed) throw new Error('the reader is closed')
    if (child) return child
    const started = startProcess(data, () => {
      if (child === started) child = undefined
    })
    child = started
    return started
  }
  const rest = async (): Promise<void> => {
    if (!child || child.isReading() || isClosed) return
    resting.abort()
    resting = new AbortController()
    const { signal } = resting
    await systemClock.sleep(idleMs, signal)
    if (signal.aborted) return
    // Whoever comes while it ends gets another one.
    const ended = child
    child = undefined
    await ended.close()
  }
  const during = async <T>(work: (process: ReadingProcess) => Promise<T>): Promise<T> => {
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
      await child?.close()
    },
  }
}

type ReadingProcess = Pick<ForkedReader, 'read' | 'close'> & {
  readonly ready: Promise<void>
  isReading(): boolean
}

const PROGRAM = fileURLToPath(new URL('./reading-process.ts', import.meta.url))

/** Readings are small and short-lived: room for more of them would only be memory that is never given back. */
const FLAGS = ['--max-semi-space-size=4']

/** `onEnd` is called when the process has ended. */
function startProcess(rules: RuleData, onEnd: () => void): ReadingProcess {
  const child = fork(PROGRAM, {
    execArgv: FLAGS,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
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
  // What cannot be sent any more is failed by the end of the process.
  const order = (one: Order): void => void child.send(one, () => undefined)
  child.on('message', (told: Told) => {
    if (told.kind === 'fault') {
      fail(new ConfigError(told.message))
      // It is of no use any more, and while it lives the program does not end.
      child.kill('SIGKILL')
    } else if (told.kind === 'ready') compiling.resolve()
    else {
      waiting.get(told.number)?.resolve(told.reading)
      waiting.delete(told.number)
    }
  })
  child.on('error', fail)
  child.on('exit', (code, signal) =>
    fail(new Error(`the process that reads has ended with ${signal ?? `code ${code}`}`)),
  )
  order({ kind: 'rules', rules, compileCache: getCompileCacheDir() })
  return {
    ready: compiling.promise,
    isReading: () => waiting.size > 0,
    read(document) {
      last += 1
      const reading = Promise.withResolvers<Reading>()
      waiting.set(last, reading)
      order({ kind: 'read', number: last, document })
      return reading.promise
    },
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}
