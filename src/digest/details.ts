import type { KeyPoint } from '../domain/key-point.ts'
import type { Answer, Field, MessageItem } from '../domain/message.ts'
import type { Engagement } from '../domain/news.ts'
import type { KeptReading } from '../domain/readout.ts'
import { TOPICS } from '../domain/topic.ts'
import { formatDay } from './days.ts'
import { linksTo, type Manner, titleOf } from './encounter-item.ts'
import { labelledText } from './fields.ts'
import { quoteOf } from './quote.ts'
import { TOPIC_LABELS, voiceName } from './words.ts'

type Telling = Pick<Manner, 'displayName' | 'year'>

/** Everything that was read from one text: every key point with its quote; `engagement` tells what else there is of the encounter. */
export function readoutDetails(kept: KeptReading, engagement: Engagement | undefined, telling: Telling): Answer {
  const { readout } = kept
  const fields = pointsInOrder(kept).map((point): Field => {
    const voice = voiceName(point.voice, readout.issuer, false, telling.displayName)
    return {
      label: `${TOPIC_LABELS[point.topic]} — ${voice}`,
      text: labelledText(point, readout.issuer, telling.displayName),
      quote: quoteOf(point.evidence),
    }
  })
  const { heading, ...title } = titleOf(kept, telling)
  const item: MessageItem = {
    ...title,
    heading,
    id: readout.id,
    shortId: readout.shortId,
    fields,
    note: otherTexts(kept, engagement, telling),
    links: linksTo([kept], telling.displayName),
    quiet: false,
  }
  return { heading: readout.title, summary: summaryOf(kept, telling.year), items: [item], choices: [] }
}

/** The key points of a text in the order in which they are shown, by topic: a point is named by its number in it. */
export function pointsInOrder({ reading }: KeptReading): KeyPoint[] {
  return [...reading.keyPoints].sort((a, b) => TOPICS.indexOf(a.topic) - TOPICS.indexOf(b.topic))
}

function summaryOf(kept: KeptReading, year: string): string | undefined {
  const { goneAt } = kept.readout
  const gone =
    goneAt && `No longer at its address since ${formatDay(goneAt.toISOString().slice(0, 10), year)}; its text is kept.`
  const said = [contentOf(kept), gone].filter((sentence) => sentence !== undefined)
  return said.length === 0 ? undefined : said.join(' ')
}

function contentOf({ reading }: KeptReading): string | undefined {
  if (reading.readout)
    return reading.keyPoints.length === 0 ? 'Nothing in it is among the topics that are followed.' : undefined
  return `Not an account of one encounter (${reading.documentType.replaceAll('-', ' ')}): no key points are taken from it.`
}

/** `Same encounter: b2c9 (China, zh); k4d1 (China, en)`. */
function otherTexts(
  { readout }: KeptReading,
  engagement: Engagement | undefined,
  { displayName }: Telling,
): string | undefined {
  const texts = [...(engagement?.accounts.flatMap(({ texts }) => texts) ?? []), ...(engagement?.statements ?? [])]
  const others = texts.filter((text) => text.readout.id !== readout.id)
  if (others.length === 0) return undefined
  return `Same encounter: ${others.map((text) => `${text.readout.shortId} (${displayName(text.readout.issuer)}, ${text.readout.language})`).join('; ')}`
}
