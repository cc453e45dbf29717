import { readoutDetails } from '../../digest/details.ts'
import type { Manner } from '../../digest/encounter-item.ts'
import type { Answer, MessageItem } from '../../domain/message.ts'
import type { Engagement } from '../../domain/news.ts'
import type { KeptReading } from '../../domain/readout.ts'

/** Every key point of a text with its number, by which people report and retract it. */
export function numberedDetails(
  kept: KeptReading,
  engagement: Engagement | undefined,
  manner: Pick<Manner, 'displayName' | 'year'>,
): Answer {
  const details = readoutDetails(kept, engagement, manner)
  return { ...details, items: details.items.map(numbered) }
}

const numbered = (item: MessageItem): MessageItem => ({
  ...item,
  fields: item.fields.map((field, index) => ({ ...field, label: `${index + 1}. ${field.label}` })),
})
