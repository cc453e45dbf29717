import { scheduler } from 'node:timers/promises'
import { openBoard } from '../digest/board.ts'
import { writeOnce } from '../digest/once.ts'
import { channelKey, type PlanContext, planDigests } from '../digest/plan.ts'
import { sourceReports } from '../digest/sources-line.ts'
import type { DisplayName } from '../digest/words.ts'
import type { Digest } from '../domain/digest.ts'
import type { Account, NewsItem } from '../domain/news.ts'
import type { Partnerships } from '../domain/partnership.ts'
import type { Source } from '../domain/source.ts'
import type { Destination } from '../domain/subscription.ts'
import { isInstant, type Waiting } from './due.ts'
import { itemsAmong, MOST_RECENT } from './news.ts'
import type { CollectStore } from './ports/collecting.ts'
import type { HistoryStore, LookupStore } from './ports/looking-up.ts'
import type { PlanStore, SequelStore } from './ports/planning.ts'
import { findSequels } from './sequels.ts'
import { findUnseen, type Unseen } from './unseen.ts'

/** What a run of planning looks things up in. */
export type RunPorts = {
  readonly store: PlanStore &
    SequelStore &
    Pick<LookupStore, 'latest'> &
    Pick<HistoryStore, 'holding'> &
    Pick<CollectStore, 'sourceStates'>
  readonly partnerships: Partnerships
  /** Of which it is told when they are first used. */
  readonly phrases: readonly string[]
  readonly sources: readonly Source[]
  readonly displayName: DisplayName
  /** IANA zone of subscriptions that name none. */
  readonly zone: string
  readonly newsMaxAgeHours: number
}

/** What every digest of one planning rests on. */
export type Run = {
  readonly unseen: Unseen
  /** For each subscription what happened to what it had. */
  readonly sequels: ReadonlyMap<number, readonly NewsItem[]>
  readonly context: PlanContext
  /** Instant posts of each channel in the last hour, with those that were planned in this run. */
  readonly posts: Map<string, number>
}

/** The digests of one subscription, and all that it has not had. */
export type Planned = {
  readonly one: Waiting
  readonly unseen: readonly NewsItem[]
  readonly digests: readonly Digest[]
}

const HOUR_MS = 3_600_000

/** After so many items, or digests without any, others get their turn at the event loop. */
const TURN = 20

/** Finds what there is to tell, for one planning of what is `due`. */
export async function openRun(ports: RunPorts, due: readonly Waiting[], now: Date): Promise<Run> {
  const { store, displayName, zone, newsMaxAgeHours: maxAgeHours } = ports
  const since = new Date(Math.min(...due.map(({ unseenSince }) => unseenSince.getTime())))
  const recent = await store.polled(since, now, MOST_RECENT)
  const items = await itemsAmong(recent, store, ports, wantedBy(due))
  const sequels = await findSequels(ports, due, now)
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
    isSorted: true,
  }
  return { unseen: findUnseen(store, openBoard(items, maxAgeHours)), sequels, context, posts }
}

/** The digests of a lot, one subscription after another, with turns for others between. Writes nothing. */
export async function* plannedFor(lot: readonly Waiting[], run: Run): AsyncGenerator<Planned> {
  const unseenOf = await run.unseen(lot)
  let work = 0
  for (const one of lot) {
    const { subscription } = one
    const unseen = [...(unseenOf.get(subscription.id) ?? []), ...(run.sequels.get(subscription.id) ?? [])]
    const digests = planDigests([one], () => unseen, run.context)
    if (isInstant(one)) {
      const channel = channelKey(subscription.destination)
      run.posts.set(channel, (run.posts.get(channel) ?? 0) + digests.length)
    }
    yield { one, unseen, digests }
    // A long message takes a while to write, and so do many short ones.
    work += 1 + unseen.length
    if (work >= TURN) await scheduler.yield()
    work %= TURN
  }
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
