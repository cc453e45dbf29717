import { linksTo, type Manner, titleOf } from '../../digest/encounter-item.ts'
import type { Field, MessageItem } from '../../domain/message.ts'
import type { KeptReading } from '../../domain/readout.ts'

/** One text as an item, with the fields that are to be shown of it. */
export function tellText(kept: KeptReading, manner: Manner, fields: readonly Field[]): MessageItem {
  const { id, shortId } = kept.readout
  const links = linksTo([kept], manner.displayName)
  return { ...titleOf(kept, manner), id, shortId, fields, note: noteOn(kept), links, quiet: false }
}

function noteOn({ readout: { authority, goneAt }, reading }: KeptReading): string | undefined {
  const notes = [
    reading.readout ? '' : `No readout: ${reading.documentType.replaceAll('-', ' ')}`,
    authority === 'mirror' ? 'Unofficial copy' : authority === 'agency' ? 'News agency’s report' : '',
    goneAt ? 'No longer at its address' : '',
  ].filter((note) => note !== '')
  return notes.length === 0 ? undefined : notes.join(' · ')
}
