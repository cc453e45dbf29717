import type { Kysely } from 'kysely'
import type { PartyCode } from '../domain/key-point.ts'
import type { Reading } from '../domain/reading.ts'
import { facetsOf } from './facets.ts'
import type { FullText } from './full-text.ts'
import type { Tables } from './tables.ts'

/** What the rows that lists and searches walk are derived from. */
export type Indexed = {
  readonly recency: number
  readonly issuer: PartyCode
  readonly title: string
  readonly text: string
  readonly reading: Reading
}

/** Makes a readout findable. Inside the transaction that wrote it. */
export async function addToIndexes(trx: Kysely<Tables>, fullText: FullText, readout: Indexed): Promise<void> {
  await addFacets(trx, readout)
  await addText(trx, fullText, readout)
}

/** Takes a readout out of every list and search, to be added anew. */
export async function removeFromIndexes(trx: Kysely<Tables>, fullText: FullText, recency: number): Promise<void> {
  await removeFacets(trx, recency)
  await fullText.remove(trx, recency)
}

/** Makes a readout findable by another reading of the same text; the text is tokenised anew only where its place changed. */
export async function reindex(
  trx: Kysely<Tables>,
  fullText: FullText,
  before: number,
  readout: Indexed,
): Promise<void> {
  await removeFacets(trx, before)
  await addFacets(trx, readout)
  if (before === readout.recency) return
  await fullText.remove(trx, before)
  await addText(trx, fullText, readout)
}

async function addFacets(trx: Kysely<Tables>, { recency, issuer, reading }: Indexed): Promise<void> {
  const rows = facetsOf(issuer, reading).map((facet) => ({ facet, recency }))
  await trx.insertInto('facets').values(rows).execute()
}

async function removeFacets(trx: Kysely<Tables>, recency: number): Promise<void> {
  await trx.deleteFrom('facets').where('recency', '=', recency).execute()
}

async function addText(trx: Kysely<Tables>, fullText: FullText, { recency, title, text }: Indexed): Promise<void> {
  await fullText.add(trx, recency, `${title}\n${text}`)
}
