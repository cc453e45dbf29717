import type { Reply } from '../../chat/adapter.ts'
import { formatInstant, zoneName } from '../../digest/days.ts'
import { titleOf } from '../../digest/encounter-item.ts'
import { cut } from '../../digest/quote.ts'
import { counted } from '../../digest/words.ts'
import type { Field, MessageItem } from '../../domain/message.ts'
import type { KeptReading, Version } from '../../domain/readout.ts'
import { find, isReply } from './found.ts'
import { type Asking, mannerOf } from './ports.ts'
import { type Edit, editsBetween } from './word-diff.ts'

const EDITS_SHOWN = 10
const VERSIONS_SHOWN = 5
const LONGEST = 180

/** What was changed in a text since it was first read, newest change first; why, nobody knows. */
export async function answerDiff({ id }: { readonly id: string }, asking: Asking): Promise<Reply> {
  const kept = await find(id, 'diff', asking)
  if (isReply(kept)) return kept
  const versions = await asking.ports.store.versions(kept.readout.id)
  const steps = versions.slice(1).map((after, index) => ({ before: versions[index] ?? after, after }))
  const shown = steps.toReversed().slice(0, VERSIONS_SHOWN)
  return {
    kind: 'answer',
    answer: {
      heading: `Edits: ${titleOf(kept, mannerOf(asking)).heading}`,
      summary: summaryOf(versions, kept, asking),
      items: shown.map(({ before, after }) => itemOf(kept, before, after, asking)),
      choices: [],
    },
    shareable: shown.length > 0,
  }
}

function summaryOf(versions: readonly Version[], { readout }: KeptReading, { zone }: Asking): string {
  const [first] = versions
  const since = first ? ` since we first read it, ${formatInstant(first.fetchedAt, zone)} ${zoneName(zone)}` : ''
  const edits =
    versions.length < 2 ? `Not changed${since}.` : `Changed ${counted(versions.length - 1, 'time')}${since}.`
  return readout.goneAt ? `${edits} No longer at its address since ${formatInstant(readout.goneAt, zone)}.` : edits
}

function itemOf({ readout }: KeptReading, before: Version, after: Version, { zone }: Asking): MessageItem {
  const edits = editsBetween(before.text, after.text)
  const more = (edits?.length ?? 0) - EDITS_SHOWN
  return {
    id: readout.id,
    shortId: readout.shortId,
    heading: `Version ${after.number}`,
    subheading: `read ${formatInstant(after.fetchedAt, zone)} ${zoneName(zone)}`,
    fields: edits ? edits.slice(0, EDITS_SHOWN).map(fieldOf) : [REWRITTEN],
    note: more > 0 ? `${more} more` : edits?.length === 0 ? 'Only white space was changed' : undefined,
    links: [],
    quiet: false,
  }
}

const REWRITTEN: Field = {
  mark: 'Edited',
  label: 'The whole text',
  text: 'was rewritten: too little is common to both versions',
}

function fieldOf({ before, removed, added }: Edit): Field {
  const where = before.replace(/\s+/g, ' ').trim()
  const [old, now] = [shown(removed), shown(added)]
  const text = old === '' ? `added ${now}` : now === '' ? `removed ${old}` : `${old} → ${now}`
  return { mark: 'Edited', label: where === '' ? 'At the beginning' : `After “…${where}”`, text }
}

function shown(words: string): string {
  const text = words.replace(/\s+/g, ' ').trim()
  return text === '' ? '' : `“${cut(text, LONGEST)}”`
}
