import type { Message, MessageItem } from '../domain/message.ts'
import type { KeptReading } from '../domain/readout.ts'
import type { Retraction } from '../domain/retraction.ts'
import { formatInstant, zoneName } from './days.ts'
import { linksTo, type Manner, titleOf } from './encounter-item.ts'
import { quoteOf } from './quote.ts'

/** A retraction, or the taking back of one, with the text that it is about. */
export type Correction = { readonly kept: KeptReading; readonly retraction: Retraction }

/** When and in which zone a correction is written, and what states are called. */
export type CorrectionOccasion = Pick<Manner, 'displayName' | 'year'> & { readonly now: Date; readonly zone: string }

/**
 * What a place is told where it was told something wrong: for each point what we read, and what the text says. A retraction that was undone
 * is told as such. Never empty.
 */
export function correctionMessage(
  corrections: readonly [Correction, ...Correction[]],
  occasion: CorrectionOccasion,
): Message {
  const { now, zone } = occasion
  const [first, ...others] = corrections
  const sentence = sentenceFor(first)
  return {
    notification: others.length === 0 ? sentence : `${sentence} And ${others.length} more below.`,
    heading: corrections.every(isUndone) ? 'Correction withdrawn' : 'Correction',
    dueAt: now,
    zone,
    window: `${formatInstant(now, zone)} ${zoneName(zone)}`,
    items: corrections.map((correction) => itemFor(correction, occasion)),
    footer: `${corrections.every(isUndone) ? 'Restored' : 'Struck'} in the message that said it, where the platform lets a message be changed.`,
    sample: false,
  }
}

const isUndone = ({ retraction }: Correction): boolean => retraction.undoneAt !== undefined

/** `Correction: we read “Iceland, as reported by China, upholds …”; the text does not say so.` */
function sentenceFor({ retraction }: Correction): string {
  const { point, says, undoneAt } = retraction
  const sentence = `“${withoutStop(point.statement)}”`
  if (undoneAt) return `Correction withdrawn: the text does say ${sentence}.`
  const read = `${point.machine ? 'a machine' : 'we'} read ${sentence}`
  return says === undefined
    ? `Correction: ${read}; the text does not say so.`
    : `Correction: ${read}; the text says “${withoutStop(says)}”.`
}

function itemFor({ kept, retraction }: Correction, { displayName, year }: CorrectionOccasion): MessageItem {
  const { point, says, undoneAt } = retraction
  const { id, shortId } = kept.readout
  const quote = quoteOf(point.evidence)
  const fields = undoneAt
    ? [{ label: 'As we first read', text: point.statement, quote }]
    : [
        { label: point.machine ? 'A machine read' : 'We read', text: point.statement, struck: true },
        says === undefined
          ? { label: 'The text', text: 'does not say so', quote }
          : { label: 'The text says', text: says, quote },
      ]
  const links = linksTo([kept], displayName)
  return { ...titleOf(kept, { displayName, year }), id, shortId, fields, links, quiet: false }
}

const withoutStop = (sentence: string): string => sentence.replace(/[.。]\s*$/, '')
