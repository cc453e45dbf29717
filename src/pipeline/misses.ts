import { SourceError } from '../domain/errors.ts'

/** What became of pages that could not be read, as they are asked for one after another. */
export type Misses = {
  /** Why each was passed over. */
  readonly skipped: string[]
  /** Pages in a row that the host would not give. */
  inARow: number
}

/**
 * Passes one page over and names it; gives whether the fault is the page's own. One that the host refuses or hangs on is passed over too,
 * lest it keep us from all that is listed behind it. A second one in a row is the host's doing, and thrown on; so is whatever else stops us.
 */
export function passOver(error: unknown, misses: Misses, signal: AbortSignal): boolean {
  if (signal.aborted || !(error instanceof SourceError) || error.failure === 'slow-down') throw error
  const isOfPage = error.failure === 'broken' || error.failure === 'forbidden-address'
  if (!isOfPage && misses.inARow > 0) throw error
  if (!isOfPage) misses.inARow += 1
  misses.skipped.push(error.message)
  return isOfPage
}
