import type { Document, Reading } from '../../domain/reading.ts'

/** Reads one document. Never throws on any text; a long text may be read beside the event loop. */
export interface Reader {
  read(document: Document): Promise<Reading>
}

/** What a re-reading by newer rules needs. */
export interface RereadStore {
  /** Makes `reading` the current one of that version; the old one is kept. One transaction. */
  replaceReading(readoutId: string, version: number, reading: Reading, at: Date): Promise<void>
}
