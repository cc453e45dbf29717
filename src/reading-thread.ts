import { parentPort, workerData } from 'node:worker_threads'
import type { Document } from './domain/reading.ts'
import { loadRules } from './rules.ts'

/** A document to read, and the reading that comes back under the same number. */
export type ThreadRequest = { readonly number: number; readonly document: Document }

// The thread's own copy of the rules: compiled ones cannot be handed over.
const { reader } = await loadRules(String(workerData))

parentPort?.on('message', ({ number, document }: ThreadRequest) => {
  parentPort?.postMessage({ number, reading: reader.read(document) })
})
