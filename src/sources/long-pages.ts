import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { SourceError } from '../domain/errors.ts'
import { type ExtractPage, type Extraction, extractPage, type PageText } from './extraction.ts'
import type { ThreadAnswer } from './extraction-thread.ts'

/** A longer page would hold the event loop for tens of milliseconds; a shorter one is read sooner than it is handed over. */
const LONG = 100_000

/** No ministry's page takes a second. */
const DEADLINE_MS = 20_000

/**
 * Extraction that never holds the event loop for long: long pages are read beside it, one at a time, by a thread that is started for them
 * and ends when no more wait.
 */
export function createPageExtractor(): ExtractPage {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let thread: Worker | undefined
  const inTurn = async (page: PageText, signal: AbortSignal): Promise<Extraction> => {
    let isUsable = false
    try {
      signal.throwIfAborted()
      thread ??= new Worker(new URL('./extraction-thread.ts', import.meta.url))
      const answer = await askThread(thread, page, signal)
      isUsable = true
      if (answer.kind === 'found') return answer.extraction
      throw new SourceError(answer.reason, 'broken', { missing: answer.missing })
    } finally {
      waiting -= 1
      if (waiting === 0 || !isUsable) {
        await thread?.terminate()
        thread = undefined
      }
    }
  }
  return (page, signal) => {
    if (page.html.length <= LONG) return extractPage(page)
    waiting += 1
    const turn = last.then(() => inTurn(page, signal))
    last = turn.catch(() => undefined)
    return turn
  }
}

/** Throws `SourceError` where the page is too much for the thread, which is of no use then. */
async function askThread(thread: Worker, page: PageText, signal: AbortSignal): Promise<ThreadAnswer> {
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)])
  thread.postMessage(page)
  try {
    const [answer] = await once(thread, 'message', { signal: deadline })
    return answer
  } catch (cause) {
    signal.throwIfAborted()
    const isTooMuch = deadline.aborted || (cause instanceof Error && 'code' in cause && cause.code === OUT_OF_MEMORY)
    if (!isTooMuch) throw cause
    throw new SourceError(`${page.source.id}: ${page.address.asked} is too much to read`, 'broken', { cause })
  }
}

const OUT_OF_MEMORY = 'ERR_WORKER_OUT_OF_MEMORY'
