import { scheduler } from 'node:timers/promises'
import { type NewsBoard, openBoard } from '../digest/board.ts'
import { textOf } from '../digest/news.ts'
import { writeOnce } from '../digest/once.ts'
import { channelKey, type Due, type PlanContext, planDigests } from '../digest/plan.ts'
import { sourceReports } from '../digest/sources-line.ts'
import type { DisplayName } from '../digest/words.ts'
import type { Clock } from '../domain/clock.ts'
import type { PlannedDigest } from '../domain/digest.ts'
import type { Account, NewsItem } from '../domain/news.ts'
import type { Partnerships } from '../domain/partnership.ts'
import type { Source } from '../domain/source.ts'
import type { Destination } from '../domain/subscription.ts'
import { lastDueTimes, waitedUntil } from '../schedule/timing.ts'
import { itemsAmong, MOST_RECENT } from './news.ts'
import { type Pack, type PackPorts, packOnce } from './pack.ts'
import type { CollectStore, LookupStore, PlanStore, SequelStore } from './ports.ts'
import { asReplies } from './replies.ts'
import { findSequels, hasSequel } from './sequels.ts'

export type PlanPorts = PackPorts & {
  readonly store: PlanStore & SequelStore & Pick<LookupStore, 'latest'> & Pick<CollectStore, 'sourceStates'>
  readonly partnerships: Partnerships
  readonly sources: readonly Source[]
  readonly displayName: DisplayName
  readonly clock: Clock
  /** IANA zone of subscriptions that name none. */
  readonly zone: string
  readonly newsMaxAgeHours: number
}

/** What was stored longer ago is in no digest that has not had it: the longest pause of a subscription, and a week. */
const REACH_MS = 37 * 24 * 3_600_000

const HOUR_MS = 3_600_000

/** What was being stored while a digest was planned is committed within this. */
const LATE_MS = 6 * HOUR_MS

/** So many digests are written in one transaction, which holds the event loop until it is done. */
const LOT = 100

/** After so many items, or digests without any, others get their turn at the event loop. */
const TURN = 20

/** Plans and writes every digest that is due, with its outbox rows. Gives how many; planning again at the same instant gives none. */
export async function planDue(ports: PlanPorts, signal: AbortSignal): Promise<number> {
  const now = ports.clock.now()
  const due = await findDue(ports, now)
  if (due.length === 0) return 0
  const since = new Date(Math.min(...due.map(({ unseenSince }) => unseenSince.getTime())))
  const recent = await ports.store.polled(since, now, MOST_RECENT)
  const items = await itemsAmong(recent, ports.store, ports.partnerships, wantedBy(due))
  const sequels = await findSequels(ports, due, now)
  return writeLots(ports, due, { items, sequels }, now, signal)
}

/** What there is to tell: news for all, and for each subscription what happened to what it had. */
type Tellable = {
  readonly items: readonly NewsItem[]
  readonly sequels: ReadonlyMap<number, readonly NewsItem[]>
}

/** A subscription whose time has come; all that was stored before `unseenSince` it has had, or does not ask for. */
type Waiting = Due & { readonly unseenSince: Date; readonly lastDigestAt: Date | undefined }

/** Subscriptions whose time has come since they were last served. An instant one waits until something new is stored, or happened to what was. */
async function findDue({ store }: PlanPorts, now: Date): Promise<readonly Waiting[]> {
  const [subscriptions, served] = await Promise.all([store.subscriptions(), store.servedUntil()])
  const lastOf = lastDueTimes(now)
  const due = subscriptions
    .filter(({ pausedReason }) => pausedReason === undefined)
    .flatMap((subscription): Due[] => {
      const since = served.get(subscription.id)
      const dueAt = lastOf(subscription)
      if (!dueAt || dueAt <= (since ?? subscription.createdAt)) return []
      return [{ subscription, dueAt, since, waitedUntil: waitedUntil(subscription, now) }]
    })
  const [instant, scheduled] = [due.filter(isInstant), due.filter((one) => !isInstant(one))]
  const awake = instant.length > 0 && (await hasNew(store, instant, now)) ? due : scheduled
  const lastDigests = await store.lastDigests(awake.map(({ subscription }) => subscription.id))
  return awake.map((one) => {
    const { id, createdAt } = one.subscription
    // A digest takes everything that its subscription has not had. An instant one is served only when nothing is left over.
    const lastDigestAt = lastDigests.get(id)
    const settled = (isInstant(one) ? one.since : lastDigestAt) ?? createdAt
    const unseenSince = Math.max(settled.getTime() - LATE_MS, createdAt.getTime(), now.getTime() - REACH_MS)
    return { ...one, unseenSince: new Date(unseenSince), lastDigestAt }
  })
}

/**
 * Whether one of these subscriptions may ask for an account: by its countries, else by its topics, and not longer ago than it looks. One that
 * has been silent for weeks looks back for weeks; what only it could take is then not asked about everybody's.
 */
function wantedBy(due: readonly Waiting[]): (account: Account) => boolean {
  const since = new Map<string, number>()
  for (const { subscription, unseenSince } of due) {
    const { countries, topics } = subscription
    for (const key of countries.length > 0 ? countries : topics.length > 0 ? topics : [ANYTHING]) {
      since.set(key, Math.min(since.get(key) ?? Number.POSITIVE_INFINITY, unseenSince.getTime()))
    }
  }
  return ({ texts }) => {
    const newest = Math.max(...texts.map(({ readout }) => readout.storedAt.getTime()))
    const keys = texts.flatMap(({ reading }) => [...reading.parties, ...reading.keyPoints.map(({ topic }) => topic)])
    return [ANYTHING, ...keys].some((key) => newest >= (since.get(key) ?? Number.POSITIVE_INFINITY))
  }
}

/** Is neither a country nor a topic. */
const ANYTHING = ''

const isInstant = ({ subscription }: Pick<Due, 'subscription'>): boolean => subscription.schedule.kind === 'instant'

async function hasNew(store: PlanPorts['store'], due: readonly Due[], now: Date): Promise<boolean> {
  const reached = new Date(
    Math.min(...due.map(({ since, subscription }) => (since ?? subscription.createdAt).getTime())),
  )
  return (await store.polled(reached, now, 1)).length > 0 || (await hasSequel(store, reached, now))
}

/** What every digest of one planning rests on. */
type Run = {
  readonly board: NewsBoard
  readonly sequels: Tellable['sequels']
  readonly context: PlanContext
  /** Instant posts of each channel in the last hour, with those that were planned in this run. */
  readonly posts: Map<string, number>
}

async function writeLots(
  ports: PlanPorts,
  due: readonly Waiting[],
  { items, sequels }: Tellable,
  now: Date,
  signal: AbortSignal,
): Promise<number> {
  const { store, displayName, zone, newsMaxAgeHours: maxAgeHours } = ports
  const posted = due.some(isInstant) ? await store.instantPosts(new Date(now.getTime() - HOUR_MS)) : []
  const posts = new Map(posted.map(({ place, posts }) => [channelKey(place), posts]))
  const context = {
    now,
    zone,
    maxAgeHours,
    displayName,
    sources: sourceReports(ports.sources, await store.sourceStates(), now),
    instantPosts: (to: Destination) => posts.get(channelKey(to)) ?? 0,
    write: writeOnce(),
  }
  const run = { board: openBoard(items, maxAgeHours), sequels, context, posts }
  const pack = packOnce(ports)
  let written = 0
  for (let from = 0; from < due.length && !signal.aborted; from += LOT) {
    written += await writeLot(ports, due.slice(from, from + LOT), run, pack)
  }
  return written
}

async function writeLot(ports: PlanPorts, lot: readonly Waiting[], run: Run, pack: Pack): Promise<number> {
  const unseen = await unseenBy(ports, lot, run)
  const planned: PlannedDigest[] = []
  const served = new Map<number, Date>()
  let work = 0
  for (const one of lot) {
    const { subscription, dueAt } = one
    const mine = [...(unseen.get(subscription.id) ?? []), ...(run.sequels.get(subscription.id) ?? [])]
    const digests = planDigests([one], () => mine, run.context)
    if (isInstant(one)) {
      const channel = channelKey(subscription.destination)
      run.posts.set(channel, (run.posts.get(channel) ?? 0) + digests.length)
    }
    const packed = digests.flatMap((digest) => pack(digest, subscription.destination))
    planned.push(...packed)
    if (!isLeftOver(one, mine, packed)) served.set(subscription.id, dueAt)
    // A long message takes a while to write, and so do many short ones.
    work += 1 + mine.length
    if (work >= TURN) await scheduler.yield()
    work %= TURN
  }
  await ports.store.writeDigests(await asReplies(ports.store, planned), served)
  return planned.length
}

/** What each subscription asks for and has not had. */
async function unseenBy(
  { store }: PlanPorts,
  lot: readonly Waiting[],
  { board }: Run,
): Promise<ReadonlyMap<number, readonly NewsItem[]>> {
  const wanted = lot.map(({ subscription, unseenSince, lastDigestAt }) => {
    const items = board(subscription).filter((item) => textOf(item).readout.storedAt >= unseenSince)
    return { id: subscription.id, items, doubtful: items.filter((item) => mayBeHad(item, lastDigestAt)) }
  })
  const asking = wanted.filter(({ doubtful }) => doubtful.length > 0)
  const had = await store.hadItems(
    asking.map(({ id }) => id),
    [...new Set(asking.flatMap(({ doubtful }) => doubtful.flatMap(itemIds)))],
  )
  return new Map(
    wanted.map(({ id, items }) => {
      const seen = had.get(id)
      return [id, seen ? items.filter((item) => !itemIds(item).some((one) => seen.has(one))) : items]
    }),
  )
}

/** What was stored long after the last digest was planned cannot have been in it: most items need not be asked for. */
function mayBeHad({ account }: NewsItem, lastDigestAt: Date | undefined): boolean {
  if (!lastDigestAt) return false
  return account.texts.some(({ readout }) => readout.storedAt.getTime() <= lastDigestAt.getTime() + LATE_MS)
}

/** Whether an instant subscription keeps an item waiting, for the hourly cap or for a platform that is not configured: it stays due. */
function isLeftOver(one: Due, unseen: readonly NewsItem[], planned: readonly PlannedDigest[]): boolean {
  if (!isInstant(one)) return false
  const taken = new Set(planned.flatMap(({ digest }) => digest.items))
  return unseen.some((item) => !taken.has(item.id))
}

/** An item was had under its own id, or under that of another text of its account, whichever arrived first. */
const itemIds = ({ id, account }: NewsItem): readonly string[] =>
  id === account.id ? account.texts.map(({ readout }) => readout.id) : [id]
