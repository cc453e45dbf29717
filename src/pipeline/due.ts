import type { Due } from '../digest/plan.ts'
import type { Subscription } from '../domain/subscription.ts'
import { lastDueTimes, waitedUntil } from '../schedule/timing.ts'
import type { PlanStore, SequelStore } from './ports/planning.ts'
import { hasSequel } from './sequels.ts'

/** A subscription whose time has come; all that was stored before `unseenSince` it has had, or does not ask for. */
export type Waiting = Due & { readonly unseenSince: Date; readonly lastDigestAt: Date | undefined }

/** What was stored longer ago is in no digest that has not had it: the longest pause of a subscription, and a week. */
const REACH_MS = 37 * 24 * 3_600_000

/** What was being stored while a digest was planned is committed within this. */
export const LATE_MS = 6 * 3_600_000

/**
 * Subscriptions whose time has come by `now` since they were last served, of those that `concerns` holds of. An instant one waits until
 * something new is stored, or happened to what was.
 */
export async function findDue(
  store: PlanStore & SequelStore,
  now: Date,
  concerns: (subscription: Subscription) => boolean = () => true,
): Promise<readonly Waiting[]> {
  const [subscriptions, served] = await Promise.all([store.subscriptions(), store.servedUntil()])
  const lastOf = lastDueTimes(now)
  const due = subscriptions
    .filter((subscription) => subscription.pausedReason === undefined && concerns(subscription))
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

/** Whether its subscription is to be told at once. */
export const isInstant = ({ subscription }: Pick<Due, 'subscription'>): boolean =>
  subscription.schedule.kind === 'instant'

async function hasNew(store: PlanStore & SequelStore, due: readonly Due[], now: Date): Promise<boolean> {
  const reached = new Date(
    Math.min(...due.map(({ since, subscription }) => (since ?? subscription.createdAt).getTime())),
  )
  return (await store.polled(reached, now, 1)).length > 0 || (await hasSequel(store, reached, now))
}
