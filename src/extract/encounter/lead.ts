import type { Prepared } from '../prepared.ts'
import type { Span } from '../segment.ts'

/** How far into a text who met whom is looked for: a readout says it at once. */
const MAX_SENTENCES = 7
const MAX_CHARS = 2200

/** The sentences at the head of a text that may say who met whom, in order. */
export function leadOf({ paragraphs }: Prepared): Span[] {
  const lead: Span[] = []
  const from = paragraphs[0]?.start ?? 0
  for (const { sentences } of paragraphs) {
    for (const sentence of sentences) {
      if (lead.length >= MAX_SENTENCES || sentence.start - from > MAX_CHARS) return lead
      lead.push({ start: sentence.start, end: Math.min(sentence.end, sentence.start + MAX_CHARS) })
    }
  }
  return lead
}
