import type { Reply } from '../../chat/adapter.ts'
import { format } from '../../commands/format.ts'
import { formatDay } from '../../digest/days.ts'
import type { Manner } from '../../digest/encounter-item.ts'
import { withArticle } from '../../countries/article.ts'
import { TOPIC_LABELS, voiceName } from '../../digest/words.ts'
import type { Choice, Command } from '../../domain/command.ts'
import type { Field, MessageItem } from '../../domain/message.ts'
import type { KeptReading } from '../../domain/readout.ts'
import { isAuthoritative } from '../../domain/source.ts'
import { dayOf } from '../../ledger/pairing.ts'
import { type PhraseUse, usesOf } from '../../ledger/phrases.ts'
import { excerptAt } from './excerpt.ts'
import { type Asking, mannerOf, refusal } from './ports.ts'
import { tellText } from './text-item.ts'

/** Enough to count by; a phrase in more texts than this is everybody's. */
const READ = 200
const OLDEST_READ = 40
const NEWEST_SHOWN = 4

/** Who said a phrase: first and last in our record. Only authoritative texts count. */
export async function answerPrecedent(
  { phrase }: Extract<Command, { name: 'precedent' }>,
  asking: Asking,
): Promise<Reply> {
  const { store } = asking.ports
  const [oldest, newest] = [
    await store.holding(phrase, 'oldest', OLDEST_READ),
    await store.holding(phrase, 'newest', READ),
  ]
  const [first] = usesIn(oldest, phrase)
  const recent = usesIn(newest, phrase)
  const heading = `“${phrase}”`
  if (!first) return refusal(`${heading}: ${NOWHERE}`, [searchFor(phrase)])
  const manner = mannerOf(asking)
  const later = recent.filter(({ kept }) => kept.readout.id !== first.kept.readout.id).slice(0, NEWEST_SHOWN)
  return {
    kind: 'answer',
    answer: {
      heading,
      summary: summaryOf(first, recent, newest.length >= READ, manner),
      items: [itemOf(first, 'First in our record', manner), ...later.map((use) => itemOf(use, 'Last', manner))],
      footer: '“First” means first in our record, which begins when Attaché was set up or filled.',
      choices: [],
    },
    shareable: true,
  }
}

const NOWHERE = 'no official text in our record holds this phrase word for word.'

/** The same words in any order, in any text. */
const searchFor = (words: string): Choice => ({
  label: 'Search for the words',
  words: format({ name: 'search', words }),
})

function usesIn(found: readonly KeptReading[], phrase: string): PhraseUse[] {
  return found.filter(({ readout }) => isAuthoritative(readout)).flatMap((kept) => usesOf(kept, phrase) ?? [])
}

function summaryOf(first: PhraseUse, recent: readonly PhraseUse[], more: boolean, manner: Manner): string {
  const issuers = [...new Set(recent.map(({ kept }) => withArticle(manner.displayName(kept.readout.issuer))))]
  const of = new Intl.ListFormat('en').format(issuers)
  if (recent.length <= 1 && !more) return `In one text, of ${of}, ${dayWords(first)}.`
  const count = more ? `more than ${recent.length} texts` : `${recent.length} texts`
  const last = recent[0] ?? first
  return `In ${count}, of ${of}: first ${dayWords(first)}, last ${dayWords(last)}.`
}

const dayWords = ({ kept }: PhraseUse): string => formatDay(dayOf(kept) ?? '')

function itemOf({ kept, at, points }: PhraseUse, group: string, manner: Manner): MessageItem {
  const quote = excerptAt(kept.version.text, at)
  const said = points.map(({ topic, voice }): Field => {
    return {
      label: `${TOPIC_LABELS[topic]} — ${voiceName(voice, kept.readout.issuer, false, manner.displayName)}`,
      text: '',
      quote,
    }
  })
  const fields = said.length > 0 ? said.slice(0, 1) : [{ label: 'In the text, outside any key point', text: '', quote }]
  return { ...tellText(kept, manner, fields), group }
}
