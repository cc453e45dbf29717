import type { Reply } from '../../chat/adapter.ts'
import { toMessage } from '../../digest/message.ts'
import { sourceReports } from '../../digest/sources-line.ts'
import type { Message } from '../../domain/message.ts'
import type { Subscription } from '../../domain/subscription.ts'
import { consentsTo } from '../assist/consents.ts'
import { openWardrobe } from '../assist/dressing.ts'
import { newsFor } from './news-for.ts'
import { isAnswered, nextInWords, pick } from './place.ts'
import type { Asking } from './ports.ts'

/** The digest that would be posted here now; nothing counts as had by looking. */
export async function answerPreview(number: number | undefined, asking: Asking): Promise<Reply> {
  const picked = await pick({ name: 'preview', number }, asking)
  if (isAnswered(picked)) return picked
  const served = (await asking.ports.store.servedUntil()).get(picked.id)
  const message = await messageNow(picked, served, asking)
  const next = nextInWords(picked, asking.now)
  if (!message)
    return {
      kind: 'answer',
      answer: { heading: 'Preview', summary: `${TOO_MUCH}\n${next}`, items: [], choices: [] },
      shareable: false,
    }
  const { heading, window, notification, overview, items, footer } = message
  const summary = [window, notification, ...(overview === undefined ? [] : [overview]), next].join('\n')
  const answer = { heading: `Preview: ${heading}`, summary, items, footer, choices: [] }
  return { kind: 'answer', answer, shareable: false }
}

/** What is said instead of a message that would take long to write. */
export const TOO_MUCH =
  'More texts than can be looked through while you wait: the digest shows the most important and names the rest.'

/** Some texts are stored late, and stay unseen beyond the due time that they missed. */
const LATE_MS = 86_400_000

/** While somebody waits, so many texts are compared with the record. */
const MOST_FRESH = 60

/** The message that a subscription, served until `served`, would get now; nothing where writing it would take long. */
export async function messageNow(
  subscription: Subscription,
  served: Date | undefined,
  { ports, now, zone }: Asking,
): Promise<Message | undefined> {
  const since = served ? new Date(served.getTime() - LATE_MS) : subscription.createdAt
  const { countries, topics, sources, schedule } = subscription
  const fresh = await ports.store.latest({ storedSince: since, oneOf: [countries], topics, limit: MOST_FRESH + 1 })
  if (fresh.length > MOST_FRESH) return undefined
  const items = await newsFor(subscription, since, ports)
  const wanted = ports.sources.filter(({ id }) => sources.length === 0 || sources.includes(id))
  const message = toMessage(items, {
    subscription,
    dueAt: now,
    since: served,
    zone: schedule.kind === 'cron' ? schedule.zone : zone,
    displayName: ports.gazetteer.displayName,
    sources: sourceReports(wanted, await ports.store.sourceStates(), now),
  })
  const { assist, store, gazetteer } = ports
  if (!assist || !(await consentsTo(assist.endpoint, store)).allows(subscription.destination, 'assist')) return message
  const { displayName } = gazetteer
  return openWardrobe({ assist, store, displayName }).dress(message, subscription, items)
}
