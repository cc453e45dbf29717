import { formatDay } from '../../digest/days.ts'
import type { Manner } from '../../digest/encounter-item.ts'
import { pointText } from '../../digest/fields.ts'
import { quoteOf } from '../../digest/quote.ts'
import { FORMAT_WORDS, TOPIC_LABELS, voiceName } from '../../digest/words.ts'
import type { KeyPoint } from '../../domain/key-point.ts'
import type { Field } from '../../domain/message.ts'
import type { LedgerLine } from '../../ledger/lines.ts'
import { inWords, wordingOf } from '../../ledger/wording.ts'

/** What a line says, in neutral words: the same positions give the same words. */
export function lineWords({ topic, voice, said }: LedgerLine): string {
  if (topic === 'taiwan' || topic === 'trade-policy') {
    const positions = said.flatMap(({ text }) => [...wordingOf(text, topic, voice).keys()])
    return inWords(topic, positions)
  }
  return [...new Set(said.map(({ point }) => pointText(point)))].join('; ')
}

/** A line with voice, issuer, date and quote. */
export function lineField(line: LedgerLine, manner: Manner, words = lineWords(line)): Field {
  const { topic, voice, issuer } = line
  return {
    label: `${TOPIC_LABELS[topic]} — ${voiceName(voice, issuer, false, manner.displayName)}`,
    text: `${words} (${whereSaid(line)})`,
    quote: quoteOf(quotable(line, manner.locale).evidence),
  }
}

/** `talks, 23 April 2025`. */
export function whereSaid({ day, said: [first] }: LedgerLine): string {
  const format = first?.text.reading.format ?? null
  return [format === null ? undefined : FORMAT_WORDS[format], formatDay(day)]
    .filter((word) => word !== undefined)
    .join(', ')
}

/** The point to quote: in the reader's language where an official text of the account has it. */
function quotable({ said }: LedgerLine, locale: string): KeyPoint {
  const language = locale.split('-')[0] ?? ''
  const [first] = said
  const preferred = said.find(({ text }) => text.readout.language.startsWith(language)) ?? first
  // A line has at least one point.
  if (!preferred) throw new RangeError('a line without a point')
  return preferred.point
}
