import { isFor } from '../../digest/plan.ts'
import type { NewsItem } from '../../domain/news.ts'
import type { Subscription } from '../../domain/subscription.ts'
import { findItems } from '../news.ts'
import type { AnswerPorts } from './ports.ts'

/** What a subscription would be told now: what it asks for and has not had, among the texts stored after `since`. */
export async function newsFor(
  subscription: Subscription,
  since: Date,
  ports: AnswerPorts,
): Promise<readonly NewsItem[]> {
  const { store, newsMaxAgeHours } = ports
  const { id, countries, topics } = subscription
  const items = await findItems(store, ports, { storedSince: since, oneOf: [countries], topics })
  const had = (await store.hadItems([id], items.flatMap(idsOf))).get(id)
  return items
    .filter((item) => !idsOf(item).some((one) => had?.has(one)))
    .filter((item) => isFor(subscription, item, newsMaxAgeHours))
}

/** An account was had under the id of whichever of its texts came first; a text that differs only under its own. */
export const idsOf = ({ id, account }: NewsItem): readonly string[] =>
  id === account.id ? account.texts.map(({ readout }) => readout.id) : [id]
