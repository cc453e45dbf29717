import type { Reply } from '../../chat/adapter.ts'
import { titleOf } from '../../digest/encounter-item.ts'
import type { MessageItem } from '../../domain/message.ts'
import type { NewsItem } from '../../domain/news.ts'
import type { KeptReading } from '../../domain/readout.ts'
import type { KeptSubscription } from '../../domain/subscription.ts'
import { dayOf } from '../../ledger/pairing.ts'
import { findItems } from '../news.ts'
import { engagementOf, holds } from './encounters.ts'
import { find, isReply } from './found.ts'
import { idsOf } from './news-for.ts'
import { labelOf } from './place.ts'
import { type Asking, mannerOf } from './ports.ts'
import { whySteps } from './why-steps.ts'

/** Why this place did or did not get a readout: for each of its subscriptions, step by step. */
export async function answerWhy({ id }: { readonly id: string }, asking: Asking): Promise<Reply> {
  const kept = await find(id, 'why', asking)
  if (isReply(kept)) return kept
  const here = await asking.ports.store.subscriptionsIn(asking.caller.at)
  const item = await itemOf(kept, asking)
  const heading = `Why here? ${titleOf(kept, mannerOf(asking)).heading}`
  const items = item ? await Promise.all(here.map((subscription) => explain(subscription, item, kept, asking))) : []
  const answer = { heading, summary: summaryOf(here, item, kept), items, choices: [] }
  return { kind: 'answer', answer, shareable: false }
}

/** The item that a text is or joined: a later text that says nothing else has none of its own. */
async function itemOf(kept: KeptReading, { ports }: Asking): Promise<NewsItem | undefined> {
  const { store } = ports
  const engagement = await engagementOf(kept, store)
  const account = engagement?.accounts.find((one) => holds(one, kept))
  if (!engagement || !account) return undefined
  const day = dayOf(kept)
  const { parties } = kept.reading
  const { issuer } = kept.readout
  const that =
    day === undefined ? [] : await findItems(store, ports, { parties, issuer, since: day, before: dayAfter(day) })
  const own = that.find(({ id }) => id === kept.readout.id) ?? that.find((item) => holds(item.account, kept))
  return own ?? { id: account.id, engagement, account, novelties: [], stock: [] }
}

const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)

function summaryOf(here: readonly KeptSubscription[], item: NewsItem | undefined, { readout }: KeptReading): string {
  if (!item)
    return 'This text is no account of one encounter: such texts are kept and can be searched, but make no news.'
  if (here.length === 0) return 'Nothing is subscribed here.'
  if (item.id === readout.id) return 'Each check in the order in which it is made:'
  return `It joined ${item.account.texts[0].readout.shortId}, the first text of the same account: that one is the news, and is checked here.`
}

async function explain(
  subscription: KeptSubscription,
  item: NewsItem,
  { readout }: KeptReading,
  asking: Asking,
): Promise<MessageItem> {
  const { ports, zone, now } = asking
  const found = await Promise.all(idsOf(item).map((id) => ports.store.postings([subscription.id], id)))
  const postings = found.flat()
  const context = { postings, newsMaxAgeHours: ports.newsMaxAgeHours, zone, gazetteer: ports.gazetteer, now }
  return {
    id: readout.id,
    shortId: readout.shortId,
    heading: `Subscription ${labelOf(subscription, asking)}`,
    subheading: '',
    fields: whySteps(subscription, item, context),
    links: [],
    quiet: false,
  }
}
