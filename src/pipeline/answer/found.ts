import type { Reply } from '../../chat/adapter.ts'
import type { KeptReading } from '../../domain/readout.ts'
import { namesOf } from '../identity.ts'
import { type Asking, LATEST, refusal } from './ports.ts'

const MESSAGE = /^message:(.+)$/i

/** The readout that an id, an address or a message of ours names; else what to say. A message of many items asks which is meant. */
export async function find(id: string, word: string, asking: Asking): Promise<KeptReading | Reply> {
  const { store, gazetteer, sources } = asking.ports
  const messageId = MESSAGE.exec(id)?.[1]
  if (messageId === undefined) {
    return (await store.findFirst(namesOf(id, sources))) ?? nothingUnder(id, word, asking)
  }
  const items = await store.itemsOfMessage(asking.caller.at, messageId)
  const found = await Promise.all(items.slice(0, MOST_ITEMS).map((item) => store.find(item)))
  const kept = found.filter((one) => one !== undefined)
  const [only] = kept
  if (only && kept.length === 1) return only
  if (!only) return refusal('That message is no digest of mine in this channel, or its readouts are no longer kept.')
  return refusal(
    'Which of these?',
    kept.map(({ readout, reading }) => ({
      label: `${reading.parties.map(gazetteer.displayName).join(' – ')} · ${readout.shortId}`,
      words: `${word} ${readout.shortId}`,
    })),
  )
}

/** What is not kept may be read once, where it is a page that somebody wants to see. */
async function nothingUnder(id: string, word: string, asking: Asking): Promise<Reply> {
  if (word === 'show' && asking.desk && URL.canParse(id)) return asking.desk.offer([id], asking)
  return refusal(`Nothing is kept under “${shown(id)}”. The id stands at the end of every item.`, [LATEST])
}

/** A menu has room for so many. */
const MOST_ITEMS = 25

/** Whether `find` gave an answer instead of a readout. */
export const isReply = (found: KeptReading | Reply): found is Reply => 'kind' in found

const shown = (id: string): string => (id.length > 80 ? `${id.slice(0, 79)}…` : id)
