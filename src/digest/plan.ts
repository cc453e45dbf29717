import type { Digest } from '../domain/digest.ts'
import type { NewsItem } from '../domain/news.ts'
import { isAuthoritative } from '../domain/source.ts'
import type { Destination, Subscription } from '../domain/subscription.ts'
import { isNews, matches, textOf } from './news.ts'
import { type Occasion, toMessage } from './message.ts'
import type { Write } from './once.ts'

/** A subscription whose time has come. */
export type Due = {
  readonly subscription: Subscription
  readonly dueAt: Date
  /** Up to when it has been served before. */
  readonly since: Date | undefined
  /** Up to when an instant subscription had to wait: what was stored until then comes in one post. */
  readonly waitedUntil?: Date | undefined
}

/** What a plan rests on besides the news. */
export type PlanContext = Pick<Occasion, 'displayName' | 'sources'> & {
  readonly now: Date
  /** IANA zone of subscriptions that name none. */
  readonly zone: string
  readonly maxAgeHours: number
  /** How many instant posts the channel has had in the hour before `now`. */
  readonly instantPosts: (destination: Destination) => number
  /** Absent: `toMessage`. */
  readonly write?: Write
  /** Whether `unseen` gives only what is for the subscription, as a board does: then it is not looked at again. */
  readonly isSorted?: boolean
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
    const all = unseen(one.subscription)
    const items = context.isSorted ? all : all.filter((item) => isFor(one.subscription, item, context.maxAgeHours))
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
  const digest = digestOf(due, items, context, false)
  const isSilent = due.subscription.whenQuiet === 'silence' && digest.message.items.every(({ quiet }) => quiet)
  return isSilent ? [] : [digest]
}

/**
 * What had to wait in one digest; then one an encounter while there is room, the last one taking all the rest. Without room nothing: the
 * items stay unseen until there is.
 */
function instantDigests(due: Due, items: readonly NewsItem[], room: number, context: PlanContext): Digest[] {
  if (room <= 0) return []
  const { waitedUntil } = due
  const hasWaited = (item: NewsItem): boolean =>
    waitedUntil !== undefined && !item.sequel && textOf(item).readout.storedAt <= waitedUntil
  const waited = items.filter(hasWaited)
  const isAlert = encountersOf(waited).length === 1
  const catchUp = waited.length > 0 ? [digestOf(due, waited, context, isAlert)] : []
  const fresh = encountersOf(items.filter((item) => !hasWaited(item))).sort((a, b) => marksIn(b) - marksIn(a))
  const left = room - catchUp.length
  if (left <= 0 || fresh.length === 0) return catchUp
  const alone = fresh.length <= left ? fresh : fresh.slice(0, left - 1)
  const folded = fresh.slice(alone.length).flat()
  const posts = [...alone, ...(folded.length > 0 ? [folded] : [])]
  return [...catchUp, ...posts.map((together) => digestOf(due, together, context, true))]
}

const encountersOf = (items: readonly NewsItem[]): NewsItem[][] => [
  ...Map.groupBy(items, ({ engagement }) => engagement.id).values(),
]

const marksIn = (items: readonly NewsItem[]): number => items.reduce((sum, { novelties }) => sum + novelties.length, 0)

function digestOf(
  { subscription, dueAt, since }: Due,
  items: readonly NewsItem[],
  context: PlanContext,
  alert: boolean,
): Digest {
  const { displayName, sources, now } = context
  const { schedule, quietHours } = subscription
  const zone = schedule.kind === 'cron' ? schedule.zone : (quietHours?.zone ?? context.zone)
  const common = { subscription, dueAt, zone, displayName, sources }
  const occasion: Occasion = alert ? { ...common, alert } : { ...common, since }
  const message = (context.write ?? toMessage)(items, occasion)
  const digest = { subscriptionId: subscription.id, plannedAt: now, dueAt, items: items.map(({ id }) => id), message }
  return alert ? { ...digest, ...followed(items) } : digest
}

/** What an alert about one encounter follows: whatever else there is of that encounter. */
function followed(items: readonly NewsItem[]): Pick<Digest, 'follows' | 'broadcast'> {
  const [first] = items
  if (!first || encountersOf(items).length > 1) return {}
  const fresh = new Set(items.flatMap(({ id, account, sequel }) => (sequel || id !== account.id ? [] : [id])))
  const others = first.engagement.accounts.filter(({ id }) => !fresh.has(id))
  return {
    follows: others.flatMap(({ texts }) => texts.map(({ readout }) => readout.id)),
    broadcast: items.some(({ novelties, sequel }) => novelties.length > 0 || sequel !== undefined),
  }
}
