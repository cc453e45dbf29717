import { enableCompileCache, flushCompileCache } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import type { RuleData } from './compiled-rules.ts'
import { ConfigError } from './domain/errors.ts'
import type { Document, Reading } from './domain/reading.ts'

/** What the thread is started with. */
export type ThreadData = {
  readonly rules: RuleData
  /** Where compiled code is kept; a thread does not take it over from the program by itself. */
  readonly compileCache: string | undefined
}

/** A document to read, and the number under which the reading comes back. */
export type ThreadRequest = { readonly number: number; readonly document: Document }

/** `ready`, or `fault` (rules that cannot be compiled, in words), is told once and before any reading. */
export type ThreadAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'fault'; readonly message: string }
  | { readonly kind: 'reading'; readonly number: number; readonly reading: Reading }

const answer = (message: ThreadAnswer): void => parentPort?.postMessage(message)

// Given by `createThreadedReader` alone.
const { rules, compileCache } = workerData as ThreadData
if (compileCache !== undefined) enableCompileCache(compileCache)
const { compileRules } = await import('./compiled-rules.ts')
try {
  // The thread's own copy of the rules: compiled ones cannot be handed over.
  const { reader } = compileRules(rules)
  answer({ kind: 'ready' })
  flushCompileCache()
  parentPort?.on('message', ({ number, document }: ThreadRequest) => {
    answer({ kind: 'reading', number, reading: reader.read(document) })
  })
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  answer({ kind: 'fault', message: error.message })
}
