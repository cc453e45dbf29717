import { encounterItem, type Manner } from '../../digest/encounter-item.ts'
import type { MessageItem } from '../../domain/message.ts'
import type { Account, Engagement, NewsItem } from '../../domain/news.ts'
import type { KeptReading } from '../../domain/readout.ts'
import { deriveAccounts } from '../../ledger/accounts.ts'
import { dayOf } from '../../ledger/pairing.ts'
import type { LookupStore } from '../ports/looking-up.ts'

/** One encounter as look-ups show it: all its accounts, nothing marked. */
export function tellEngagement(engagement: Engagement, manner: Manner): MessageItem {
  const [first, ...others] = engagement.accounts
  const itemOf = (account: Account): NewsItem => ({ id: account.id, engagement, account, novelties: [], stock: [] })
  return encounterItem([itemOf(first), ...others.map(itemOf)], manner).item
}

/** The encounters among kept texts, newest first. */
export function tellEncounters(kept: readonly KeptReading[], manner: Manner, most: number): MessageItem[] {
  return deriveAccounts(kept)
    .slice(0, most)
    .map((engagement) => tellEngagement(engagement, manner))
}

/** Texts of one encounter come within a few days; translations sometimes later. */
const AROUND_DAYS = 3
const MOST_AROUND = 100

/** The engagement that a text is part of, with every account and statement of it that is kept; nothing for what is no readout. */
export async function engagementOf(kept: KeptReading, store: LookupStore): Promise<Engagement | undefined> {
  if (!kept.reading.readout) return undefined
  const around = await textsAround(kept, store)
  return deriveAccounts(around).find(({ accounts }) => accounts.some((account) => holds(account, kept)))
}

/** Whether the text is one of the account's. */
export const holds = ({ texts }: Account, kept: KeptReading): boolean =>
  texts.some(({ readout }) => readout.id === kept.readout.id)

/** Of two parties both are looked for; of more, the accounts of a session may name different ones. */
async function textsAround(kept: KeptReading, store: LookupStore): Promise<readonly KeptReading[]> {
  const { parties } = kept.reading
  const day = dayOf(kept)
  if (day === undefined || parties.length === 0) return [kept]
  const stretch = { since: shifted(day, -AROUND_DAYS), before: shifted(day, AROUND_DAYS + 1), limit: MOST_AROUND }
  const near = await store.latest({ ...(parties.length === 2 ? { parties } : { oneOf: [parties] }), ...stretch })
  return [kept, ...near.filter(({ readout }) => readout.id !== kept.readout.id)]
}

function shifted(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}
