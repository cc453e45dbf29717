import { type PauseReason, pauseInWords } from '../commands/lifecycle.ts'
import { formatInstant, zoneName } from '../digest/days.ts'
import { type Needs, operatorLine } from '../digest/operator-line.ts'
import { channelKey } from '../digest/plan.ts'
import type { Clock } from '../domain/clock.ts'
import { type Condition, conditionOf, unreadMs } from '../domain/condition.ts'
import type { Message } from '../domain/message.ts'
import type { Source, SourceState } from '../domain/source.ts'
import type { Destination, KeptSubscription, Subscription } from '../domain/subscription.ts'
import { MOST_MISSING } from '../schedule/revisiting.ts'
import type { PackPorts } from './pack.ts'
import type { CollectStore, RevisitStore } from './ports/collecting.ts'
import type { ManageStore } from './ports/managing.ts'
import type { OperatorStore } from './ports/operating.ts'
import type { PlanStore } from './ports/planning.ts'

/** What the operator's weekly line needs. */
export type OperatorPorts = PackPorts & {
  readonly store: OperatorStore &
    Pick<CollectStore, 'sourceStates'> &
    Pick<RevisitStore, 'missingPages'> &
    Pick<PlanStore, 'subscriptions'> &
    Pick<ManageStore, 'subscriptionsIn'>
  readonly sources: readonly Source[]
  readonly clock: Clock
  readonly zone: string
}

const DAY_MS = 24 * 3_600_000

/** The operator is told no more often than this, however much is the matter. */
const APART_MS = 7 * DAY_MS

/** What lasts no longer may pass by itself. */
const PASSING_MS = DAY_MS
const PASSING_UNREACHABLE_MS = 3 * DAY_MS

/** A message that was given up is known by when its last claim would have run out. */
const CLAIM_MS = 120_000

/** Pages missing for longer than this are an old story. */
const MISSING_MS = 7 * DAY_MS

/**
 * Tells the operator in one line, once a week at most, what needs a human; nothing where nothing does. Gives the line where it cannot go to
 * a channel: none is named, its platform is not configured, or the channel is a subscriber's, who is never bothered with this.
 */
export async function tellOperator(ports: OperatorPorts, to: Destination | undefined): Promise<string | undefined> {
  const { store } = ports
  const now = ports.clock.now()
  const last = await store.lastOperatorNote()
  if (last && now.getTime() - last.at.getTime() < APART_MS) return undefined
  const toldUpTo = last ? last.at.getTime() + CLAIM_MS : now.getTime() - APART_MS
  const line = operatorLine(await findNeeds(ports, new Date(toldUpTo), now))
  if (line === undefined) return undefined
  const platform = to && ports.platforms.get(to.platform)
  const isSubscribers =
    to && (await store.subscriptions()).some((one) => channelKey(one.destination) === channelKey(to))
  const parts = platform && !isSubscribers ? platform.pack(asMessage(line, now, ports.zone)) : []
  await store.writeOperatorNote(
    { at: now, line },
    to,
    parts.map((part) => ({ key: ports.newKey(), part })),
  )
  return parts.length === 0 ? line : undefined
}

async function findNeeds({ store, sources }: OperatorPorts, since: Date, now: Date): Promise<Needs> {
  const [states, missing, failed, subscriptions] = await Promise.all([
    store.sourceStates(),
    store.missingPages(new Date(now.getTime() - MISSING_MS)),
    store.failedDeliveries(since),
    store.subscriptions(),
  ])
  const polled = sources.filter(({ disabled }) => disabled === undefined)
  const troubled = polled.flatMap((source) => {
    const state = states.get(source.id)
    const condition = conditionOf(source, state, now)
    return state && isLasting(condition, state, now) ? [{ name: source.name, condition }] : []
  })
  const moved = polled.flatMap(({ id, name }) => {
    const pages = missing.get(id) ?? 0
    return pages > MOST_MISSING ? [{ name, pages }] : []
  })
  return { sources: troubled, moved, failed, barred: await barredAmong(store, subscriptions, since) }
}

/** What else pauses a subscription was somebody's wish, and needs nobody. Of a place that is gone it is told once. */
const NEEDS_A_HUMAN: readonly PauseReason[] = ['permission-lost', 'token-revoked']
const TOLD_ONCE: readonly PauseReason[] = ['archived', 'channel-deleted']

async function barredAmong(
  store: Pick<ManageStore, 'subscriptionsIn'>,
  subscriptions: readonly Subscription[],
  since: Date,
): Promise<Needs['barred']> {
  const reasons: readonly string[] = [...NEEDS_A_HUMAN, ...TOLD_ONCE]
  const lost = subscriptions.filter(({ pausedReason }) => pausedReason !== undefined && reasons.includes(pausedReason))
  const workspaces = new Map(
    lost.map(({ destination: { platform, workspace } }) => [`${platform} ${workspace}`, { platform, workspace }]),
  )
  const kept: KeptSubscription[] = []
  for (const at of workspaces.values()) kept.push(...(await store.subscriptionsIn(at)))
  return [...NEEDS_A_HUMAN, ...TOLD_ONCE].flatMap((reason) => {
    const barred = kept.filter(
      ({ pausedReason, pausedAt }) =>
        pausedReason === reason && (NEEDS_A_HUMAN.includes(reason) || (pausedAt !== undefined && pausedAt > since)),
    )
    const places = [...new Set(barred.map(({ destination }) => placeWords(destination)))]
    return barred.length === 0 ? [] : [{ why: pauseInWords(reason, 'there'), count: barred.length, places }]
  })
}

/** As commands on the machine take it. */
const placeWords = ({ platform, workspace, channel, thread }: Destination): string =>
  [platform, workspace, channel, ...(thread === undefined ? [] : [thread])].join(':')

function isLasting({ kind }: Condition, state: SourceState, now: Date): boolean {
  switch (kind) {
    case 'disabled':
    case 'new':
    case 'well':
      return false
    case 'frozen':
      return true
    case 'unread':
      return unreadMs(state, now) >= PASSING_UNREACHABLE_MS
    case 'broken':
    case 'refused':
      // Without a failure it is read by general rules, since its selectors match nothing.
      return state.failures === 0 || unreadMs(state, now) >= PASSING_MS
  }
}

function asMessage(line: string, now: Date, zone: string): Message {
  return {
    notification: line,
    heading: 'For the operator',
    dueAt: now,
    zone,
    window: `${formatInstant(now, zone)} ${zoneName(zone)}`,
    items: [],
    footer: 'Once a week at most.',
    sample: false,
  }
}
