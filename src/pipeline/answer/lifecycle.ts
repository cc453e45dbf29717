import type { Aside, ChannelEvent, PlaceEvent } from '../../chat/adapter.ts'
import { decideLifecycle, lossInWords, type PauseReason } from '../../commands/lifecycle.ts'
import { MODEL_FEATURES, type Workspace } from '../../domain/model-use.ts'
import type { KeptSubscription } from '../../domain/subscription.ts'
import { inWords } from './place.ts'
import type { AnswerPorts } from './ports.ts'

/**
 * Lets what is kept of a channel go along when it gets another id. Pauses what posts to a place that was lost, and resumes what may post
 * again; nothing else changes a subscription. A workspace that the bot was removed from is erased in time, unless there is a sign of the
 * bot in it again. Gives what whoever made a subscription is to be told of its place.
 */
export async function applyLifecycle(event: ChannelEvent, ports: AnswerPorts): Promise<readonly Aside[]> {
  if (event.kind !== 'moved') return applyToPlace(event, ports)
  const { at, to } = event
  await ports.store.moveChannel(at, to, ports.clock.now())
  // Until this was heard, what was posted under the old id seemed to be refused.
  return applyToPlace({ kind: 'permission-back', at: { ...at, channel: to } }, ports)
}

async function applyToPlace(event: PlaceEvent, ports: AnswerPorts): Promise<readonly Aside[]> {
  const { store, clock } = ports
  const now = clock.now()
  if (event.kind === 'workspace-removed') {
    await store.leaveWorkspace(event.at, now)
    await withdrawConsents(event.at, store, now)
  }
  if (IS_THERE.has(event.kind)) await store.returnToWorkspace(event.at)
  if (event.kind === 'joined' || event.kind === 'renamed') return []
  const lost: { readonly subscription: KeptSubscription; readonly reason: PauseReason }[] = []
  for (const subscription of await concerned(event, store)) {
    const { pausedReason, pausedAt } = subscription
    const paused = pausedReason === undefined ? undefined : { reason: pausedReason, since: pausedAt }
    const decision = decideLifecycle(event.kind, paused, now)
    if (decision.kind === 'keep') continue
    const after: KeptSubscription =
      decision.kind === 'pause'
        ? { ...subscription, pausedReason: decision.reason, pausedAt: now }
        : { ...subscription, pausedReason: undefined, pausedAt: undefined, resumedAt: now }
    await store.saveSubscription(after, { what: decision.kind, who: undefined, at: now })
    if (decision.kind === 'pause') lost.push({ subscription, reason: decision.reason })
  }
  return asidesOn(lost, event.name, ports)
}

/** For each person and place one: what of theirs pauses there, and what becomes of it. */
async function asidesOn(
  lost: readonly { readonly subscription: KeptSubscription; readonly reason: PauseReason }[],
  name: string | undefined,
  ports: AnswerPorts,
): Promise<readonly Aside[]> {
  const makers = await ports.store.makersOf(lost.map(({ subscription }) => subscription.id))
  const asides = new Map<string, Aside>()
  for (const { subscription, reason } of lost) {
    const user = makers.get(subscription.id)
    const why = lossInWords(reason, name)
    if (user === undefined || why === undefined) continue
    const { destination: at, number } = subscription
    const key = JSON.stringify([user, at])
    const before = asides.get(key)?.text ?? why
    asides.set(key, { user, at, text: `${before}\nSubscription ${number} is paused: ${inWords(subscription, ports)}.` })
  }
  return [...asides.values()]
}

/** What happened while nobody listened: where the bot is not any more it was removed, and where it is it may have come back. */
export async function applyPresence(
  platform: string,
  workspaces: readonly string[],
  ports: AnswerPorts,
): Promise<void> {
  for (const workspace of await ports.store.knownWorkspaces(platform)) {
    if (workspaces.includes(workspace)) continue
    await applyLifecycle({ kind: 'workspace-removed', at: { platform, workspace } }, ports)
  }
  for (const workspace of workspaces) await ports.store.returnToWorkspace({ platform, workspace })
}

/** Whoever takes the bot in again is asked again. */
async function withdrawConsents(place: Workspace, store: AnswerPorts['store'], at: Date): Promise<void> {
  for (const feature of MODEL_FEATURES) {
    await store.withdrawModelConsent(place, feature, { who: undefined, at, where: undefined })
  }
}

const IS_THERE: ReadonlySet<PlaceEvent['kind']> = new Set(['joined', 'permission-back', 'unarchived'])

/**
 * Without a channel the whole workspace; without a thread the channel with all its threads. A permission is told of each place by itself:
 * a channel that is closed to posting may have an open thread.
 */
async function concerned(
  { at, kind }: Pick<PlaceEvent, 'at' | 'kind'>,
  store: AnswerPorts['store'],
): Promise<readonly KeptSubscription[]> {
  const { platform, workspace, channel, thread } = at
  const all = await store.subscriptionsIn({ platform, workspace })
  return all.filter(
    ({ destination }) =>
      (channel === undefined || destination.channel === channel) &&
      (thread === undefined && !isOfOnePlace(kind) ? true : destination.thread === thread),
  )
}

const isOfOnePlace = (kind: PlaceEvent['kind']): boolean => kind === 'permission-lost' || kind === 'permission-back'
