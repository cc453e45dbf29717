import type { Digest } from '../domain/digest.ts'
import type { NewsItem } from '../domain/news.ts'
import { isAuthoritative } from '../domain/source.ts'
import type { Destination, Subscription } from '../domain/subscription.ts'
import { isNews, matches, textOf } from './news.ts'
import { type Occasion, toMessage } from './message.ts'

/** A subscription whose time has come. */
export type Due = {
  readonly subscription: Subscription
  readonly dueAt: Date
  /** Up to when it has been served before. */
  readonly since: Date | undefined
}

export type PlanContext = Pick<Occasion, 'displayName' | 'sources'> & {
  readonly now: Date
  /** IANA zone of subscriptions that name none. */
  readonly zone: string
  readonly maxAgeHours: number
  /** How many instant posts the channel has had in the hour before `now`. */
  readonly instantPosts: (destination: Destination) => number
  /** `toMessage`, or what does the same sooner. */
  readonly write?: typeof toMessage
}

/** No channel gets more instant posts an hour; what comes on top is folded into one. */
export const INSTANT_POSTS_AN_HOUR = 5

/**
 * The digests that are due: for each subscription the news that it asks for and has not had. `unseen` gives the items that are not in its
 * `digest_items`, whenever they were stored. Pure: the same input gives the same plan, and an item is at most once in a subscription's digests.
 */
export function planDigests(
  due: readonly Due[],
  unseen: (subscription: Subscription) => readonly NewsItem[],
  context: PlanContext,
): Digest[] {
  const posted = new Map<string, number>()
  return due.flatMap((one) => {
    if (one.subscription.pausedReason !== undefined) return []
    const items = unseen(one.subscription).filter((item) => isFor(one.subscription, item, context.maxAgeHours))
    if (one.subscription.schedule.kind === 'cron') return scheduledDigest(one, items, context)
    const { destination } = one.subscription
    const channel = channelKey(destination)
    const room = INSTANT_POSTS_AN_HOUR - context.instantPosts(destination) - (posted.get(channel) ?? 0)
    const digests = instantDigests(one, items, room, context)
    posted.set(channel, (posted.get(channel) ?? 0) + digests.length)
    return digests
  })
}

/** What tells one channel from another, whatever thread is meant. */
export function channelKey({ platform, workspace, channel }: Destination): string {
  return JSON.stringify([platform, workspace, channel])
}

/** Whether an item is news that the subscription asks for. An alert rests on authoritative texts alone; what it told it follows. */
export function isFor(subscription: Subscription, item: NewsItem, maxAgeHours: number): boolean {
  if (item.sequel) return true
  const text = textOf(item)
  if (subscription.changesOnly && item.novelties.length === 0) return false
  if (subscription.schedule.kind === 'instant' && !isAuthoritative(text.readout)) return false
  return isNews(text, subscription, maxAgeHours) && matches(subscription, item)
}

/** One digest; with nothing new a line, or nothing at all: then the items stay unseen, and the next digest names them. */
function scheduledDigest(due: Due, items: readonly NewsItem[], context: PlanContext): Digest[] {
  const digest = digestOf(due, items, context)
  const isSilent = due.subscription.whenQuiet === 'silence' && digest.message.items.every(({ quiet }) => quiet)
  return isSilent ? [] : [digest]
}

/** One digest an encounter while there is room, the last one taking all the rest. Without room nothing: the items stay unseen until there is. */
function instantDigests(due: Due, items: readonly NewsItem[], room: number, context: PlanContext): Digest[] {
  const encounters = [...Map.groupBy(items, ({ engagement }) => engagement.id).values()]
  if (room <= 0 || encounters.length === 0) return []
  const newsFirst = encounters.sort((a, b) => marksIn(b) - marksIn(a))
  const alone = newsFirst.length <= room ? newsFirst : newsFirst.slice(0, room - 1)
  const folded = newsFirst.slice(alone.length).flat()
  return [...alone, ...(folded.length > 0 ? [folded] : [])].map((together) => digestOf(due, together, context))
}

const marksIn = (items: readonly NewsItem[]): number => items.reduce((sum, { novelties }) => sum + novelties.length, 0)

function digestOf({ subscription, dueAt, since }: Due, items: readonly NewsItem[], context: PlanContext): Digest {
  const { displayName, sources, now } = context
  const common = { subscription, dueAt, displayName, sources }
  const { schedule } = subscription
  const occasion: Occasion =
    schedule.kind === 'cron'
      ? { ...common, since, zone: schedule.zone }
      : { ...common, zone: context.zone, alert: true }
  const message = (context.write ?? toMessage)(items, occasion)
  return { subscriptionId: subscription.id, plannedAt: now, dueAt, items: items.map(({ id }) => id), message }
}
