import type { ChatAdapter } from '../chat/adapter.ts'
import { toMessage } from '../digest/message.ts'
import { matches } from '../digest/news.ts'
import { channelKey, type Due, isFor, type PlanContext, planDigests } from '../digest/plan.ts'
import { sourceReports } from '../digest/sources-line.ts'
import type { DisplayName } from '../digest/words.ts'
import type { Clock } from '../domain/clock.ts'
import type { Digest, PlannedDigest } from '../domain/digest.ts'
import type { NewsItem } from '../domain/news.ts'
import type { Partnerships } from '../domain/partnership.ts'
import type { Source } from '../domain/source.ts'
import type { Destination, Subscription } from '../domain/subscription.ts'
import { lastDue } from '../schedule/due.ts'
import { findItems } from './news.ts'
import type { CollectStore, LookupStore, PlanStore } from './ports.ts'

export type PlanPorts = {
  readonly store: PlanStore & Pick<LookupStore, 'latest'> & Pick<CollectStore, 'sourceStates'>
  readonly platforms: ReadonlyMap<string, ChatAdapter>
  readonly partnerships: Partnerships
  readonly sources: readonly Source[]
  readonly displayName: DisplayName
  readonly clock: Clock
  /** IANA zone of subscriptions that name none. */
  readonly zone: string
  readonly newsMaxAgeHours: number
  /** A new delivery key: unique, random, meaning nothing. */
  readonly newKey: () => string
}

/** What was stored longer ago is in no digest that has not had it: the longest pause of a subscription, and a week. */
const REACH_MS = 37 * 24 * 3_600_000

const HOUR_MS = 3_600_000

/** So many digests are written at once, each lot in one transaction, so that none holds the event loop for long. */
const LOT = 100

/** Plans and writes every digest that is due, with its outbox rows. Gives how many; planning again at the same instant gives none. */
export async function planDue(ports: PlanPorts, signal: AbortSignal): Promise<number> {
  const now = ports.clock.now()
  const due = await findDue(ports, now)
  if (due.length === 0) return 0
  const since = new Date(
    Math.max(now.getTime() - REACH_MS, Math.min(...due.map(({ subscription }) => subscription.createdAt.getTime()))),
  )
  const items = await findItems(ports.store, ports.partnerships, { storedSince: since })
  return writeLots(ports, due, items, now, signal)
}

/** Subscriptions whose time has come since they were last served. An instant one waits until something new is stored. */
async function findDue({ store }: PlanPorts, now: Date): Promise<readonly Due[]> {
  const [subscriptions, served] = await Promise.all([store.subscriptions(), store.servedUntil()])
  const due = subscriptions
    .filter(({ pausedReason }) => pausedReason === undefined)
    .flatMap((subscription): Due[] => {
      const since = served.get(subscription.id)
      const dueAt = lastDue(subscription.schedule, since ?? subscription.createdAt, now)
      return dueAt ? [{ subscription, dueAt, since }] : []
    })
  const isInstant = ({ subscription }: Due): boolean => subscription.schedule.kind === 'instant'
  const instant = due.filter(isInstant)
  const quiet = instant.length > 0 && !(await hasNew(store, instant))
  return quiet ? due.filter((one) => !isInstant(one)) : due
}

async function hasNew(store: Pick<LookupStore, 'latest'>, due: readonly Due[]): Promise<boolean> {
  const reached = Math.min(...due.map(({ since, subscription }) => (since ?? subscription.createdAt).getTime()))
  const found = await store.latest({ storedSince: new Date(reached), limit: 1 })
  return found.length > 0
}

async function writeLots(
  ports: PlanPorts,
  due: readonly Due[],
  items: readonly NewsItem[],
  now: Date,
  signal: AbortSignal,
): Promise<number> {
  const sources = sourceReports(ports.sources, await ports.store.sourceStates())
  let written = 0
  for (let from = 0; from < due.length && !signal.aborted; from += LOT) {
    written += await writeLot(ports, due.slice(from, from + LOT), items, { now, sources })
  }
  return written
}

async function writeLot(
  ports: PlanPorts,
  lot: readonly Due[],
  items: readonly NewsItem[],
  { now, sources }: Pick<PlanContext, 'now' | 'sources'>,
): Promise<number> {
  const { store, displayName, zone, newsMaxAgeHours: maxAgeHours } = ports
  const ids = lot.map(({ subscription }) => subscription.id)
  const had = await store.hadItems(ids, items.flatMap(itemIds))
  const unseen = ({ id }: Subscription): readonly NewsItem[] => {
    const seen = had.get(id)
    return seen ? items.filter((item) => !itemIds(item).some((one) => seen.has(one))) : items
  }
  const posted = await store.instantPosts(new Date(now.getTime() - HOUR_MS))
  const posts = new Map(posted.map(({ place, posts }) => [channelKey(place), posts]))
  const context = {
    now,
    zone,
    maxAgeHours,
    displayName,
    sources,
    instantPosts: (to: Destination) => posts.get(channelKey(to)) ?? 0,
  }
  const planned = planDigests(lot, unseen, context).flatMap((digest) => packDigest(ports, digest, lot))
  const served = lot.filter((one) => !isLeftOver(one, unseen(one.subscription), planned, maxAgeHours))
  await store.writeDigests(planned, new Map(served.map(({ subscription, dueAt }) => [subscription.id, dueAt])))
  return planned.length
}

/** Whether an instant subscription keeps an item waiting, for the hourly cap or for a platform that is not configured: it stays due. */
function isLeftOver(
  { subscription }: Due,
  unseen: readonly NewsItem[],
  planned: readonly PlannedDigest[],
  maxAgeHours: number,
): boolean {
  if (subscription.schedule.kind !== 'instant') return false
  const taken = new Set(
    planned.flatMap(({ digest }) => (digest.subscriptionId === subscription.id ? digest.items : [])),
  )
  return unseen.some((item) => isFor(subscription, item, maxAgeHours) && !taken.has(item.id))
}

/** An item was had under its own id, or under that of another text of its account, whichever arrived first. */
const itemIds = ({ id, account }: NewsItem): readonly string[] =>
  id === account.id ? account.texts.map(({ readout }) => readout.id) : [id]

/** The digest as platform messages; nothing where its platform is not configured now, so that its items stay unseen until it is. */
function packDigest(
  { platforms, newKey }: PackPorts,
  digest: Digest,
  lot: readonly Pick<Due, 'subscription'>[],
): PlannedDigest[] {
  const destination = lot.find(({ subscription }) => subscription.id === digest.subscriptionId)?.subscription
    .destination
  const platform = destination && platforms.get(destination.platform)
  if (!destination || !platform) return []
  return [{ digest, destination, parts: platform.pack(digest.message).map((part) => ({ key: newKey(), part })) }]
}

type PackPorts = Pick<PlanPorts, 'platforms' | 'newKey'>

const DAY_MS = 24 * HOUR_MS

/**
 * The one digest that follows the first round after installation: the encounters of the last 24 hours, though nothing of a first round is
 * news, so that nobody starts with an empty page. Only subscriptions that never had a digest get it. Gives how many were written.
 */
export async function planFirst(ports: PlanPorts): Promise<number> {
  const { store, displayName } = ports
  const now = ports.clock.now()
  const [subscriptions, served, states] = await Promise.all([
    store.subscriptions(),
    store.servedUntil(),
    store.sourceStates(),
  ])
  const due = subscriptions
    .filter(({ id, pausedReason }) => pausedReason === undefined && !served.has(id))
    .map((subscription): Due => ({ subscription, dueAt: now, since: new Date(now.getTime() - DAY_MS) }))
  if (due.length === 0) return 0
  const items = await findItems(store, ports.partnerships, {
    since: new Date(now.getTime() - DAY_MS).toISOString().slice(0, 10),
  })
  const sources = sourceReports(ports.sources, states)
  const planned = due.flatMap(({ subscription, ...times }) => {
    const wanted = items.filter((item) => matches(subscription, item))
    const zone = subscription.schedule.kind === 'cron' ? subscription.schedule.zone : ports.zone
    const message = toMessage(wanted, { subscription, ...times, zone, displayName, sources })
    const digest = {
      subscriptionId: subscription.id,
      plannedAt: now,
      dueAt: now,
      items: wanted.map(({ id }) => id),
      message,
    }
    return packDigest(ports, digest, due)
  })
  await store.writeDigests(planned, new Map(due.map(({ subscription }) => [subscription.id, now])))
  return planned.length
}
