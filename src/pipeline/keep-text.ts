import type { Clock } from '../domain/clock.ts'
import type { KeepOutcome } from '../domain/keeping.ts'
import type { Reading } from '../domain/reading.ts'
import type { Arrival, FetchedReadout } from '../domain/readout.ts'
import type { Source } from '../domain/source.ts'
import { changesBetween } from '../ledger/edits.ts'
import { nextRevisit } from '../schedule/revisiting.ts'
import type { SourceAdapter } from '../sources/adapter.ts'
import { dayFormat } from './days.ts'
import { textHashOf } from './identity.ts'
import type { CollectStore } from './ports/collecting.ts'
import type { LookupStore } from './ports/looking-up.ts'
import type { Reader } from './ports/reading.ts'

/** What reading and keeping a text needs. */
export type KeepPorts = {
  readonly store: Pick<CollectStore, 'keep'> & Pick<LookupStore, 'find'>
  readonly reader: Reader
  readonly clock: Clock
}

/**
 * Reads a fetched text and keeps it under the id: as a new readout, or as the next version of a known one, with what that changed. The older text is
 * read anew beside it, since only what one engine reads from both is a change of the text.
 */
export async function keepText(
  { store, reader, clock }: KeepPorts,
  { source, revisit }: Pick<SourceAdapter, 'source' | 'revisit'>,
  readoutId: string,
  fetched: FetchedReadout,
  arrival: Arrival,
): Promise<KeepOutcome> {
  const read = (text: string) => readAs(reader, source, fetched, text)
  const [reading, before] = await Promise.all([read(fetched.text), store.find(readoutId)])
  const fetchedAt = clock.now()
  const changes =
    before &&
    changesBetween(
      { text: before.version.text, reading: await read(before.version.text) },
      { text: fetched.text, reading },
    )
  return store.keep({
    readoutId,
    source,
    fetched,
    textHash: textHashOf(fetched.text),
    fetchedAt,
    arrival,
    reading,
    changes,
    revisitAt: revisit && revisitAt(source, fetched, before?.readout.storedAt ?? fetchedAt, fetchedAt, arrival),
  })
}

/** Reads a text as the document that was fetched: with its title, day, language and issuer. */
export function readAs(reader: Reader, source: Source, fetched: FetchedReadout, text: string): Promise<Reading> {
  return reader.read({
    text,
    title: fetched.title,
    published: fetched.publishedAt && dayFormat(source.zone)(fetched.publishedAt),
    language: fetched.language,
    issuer: source.issuer,
  })
}

/** What is fetched long after it was published has been edited by then. */
function revisitAt(
  source: Source,
  { foundBy }: FetchedReadout,
  storedAt: Date,
  now: Date,
  arrival: Arrival,
): Date | undefined {
  const isFresh = arrival === 'poll' || arrival === 'first-round'
  return foundBy && isFresh ? nextRevisit(source, foundBy, storedAt, now) : undefined
}
