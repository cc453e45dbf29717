import { parentPort } from 'node:worker_threads'
import { SourceError } from '../domain/errors.ts'
import { type Extraction, extractPage, type PageText } from './extraction.ts'

/** What came of a page. */
export type ThreadAnswer =
  | { readonly kind: 'found'; readonly extraction: Extraction }
  /** There is no article in it; `reason` for people. */
  | { readonly kind: 'none'; readonly reason: string; readonly missing: boolean }

async function answerTo(page: PageText): Promise<ThreadAnswer> {
  try {
    return { kind: 'found', extraction: await extractPage(page) }
  } catch (error) {
    if (error instanceof SourceError) return { kind: 'none', reason: error.message, missing: error.missing }
    throw error
  }
}

parentPort?.on('message', async (page: PageText) => parentPort?.postMessage(await answerTo(page)))
