import { possessive } from '../../countries/article.ts'
import { readoutDetails } from '../../digest/details.ts'
import { type Manner, preferredText } from '../../digest/encounter-item.ts'
import type { Answer, MessageItem } from '../../domain/message.ts'
import type { Engagement } from '../../domain/news.ts'
import type { KeptReading } from '../../domain/readout.ts'
import { holds } from './encounters.ts'

/** Every key point of a text with its number, by which people report and retract it; the other accounts are told beside it. */
export function numberedDetails(
  kept: KeptReading,
  engagement: Engagement | undefined,
  manner: Pick<Manner, 'displayName' | 'year'>,
): Answer {
  const own = engagement?.accounts.find((account) => holds(account, kept))
  const details = readoutDetails(kept, engagement && own ? { ...engagement, accounts: [own] } : engagement, manner)
  return { ...details, items: details.items.map(numbered) }
}

const numbered = (item: MessageItem): MessageItem => ({
  ...item,
  fields: item.fields.map((field, index) => ({ ...field, label: `${index + 1}. ${field.label}` })),
})

/** The details of a text, and under them those of every other account of the encounter, each under its issuer's name. */
export function withOtherAccounts(
  details: Answer,
  kept: KeptReading,
  engagement: Engagement | undefined,
  manner: Manner,
): Answer {
  const others = engagement?.accounts.filter((account) => !holds(account, kept)) ?? []
  if (others.length === 0) return details
  const under = (items: readonly MessageItem[], { readout }: KeptReading): MessageItem[] =>
    items.map((item) => ({ ...item, group: `${possessive(manner.displayName(readout.issuer))} account` }))
  const told = others.map((account) => preferredText(account, manner.locale))
  return {
    ...details,
    items: [
      ...under(details.items, kept),
      ...told.flatMap((text) => under(numberedDetails(text, engagement, manner).items, text)),
    ],
  }
}
