import { toMessage } from '../digest/message.ts'
import { matches } from '../digest/news.ts'
import type { Due } from '../digest/plan.ts'
import { sourceReports } from '../digest/sources-line.ts'
import { findItems } from './news.ts'
import { packOnce } from './pack.ts'
import type { PlanPorts } from './plan.ts'

const DAY_MS = 24 * 3_600_000

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
  const items = await findItems(store, ports, {
    since: new Date(now.getTime() - DAY_MS).toISOString().slice(0, 10),
  })
  const sources = sourceReports(ports.sources, states, now)
  const pack = packOnce(ports)
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
    return pack(digest, subscription.destination)
  })
  await store.writeDigests(planned, new Map(due.map(({ subscription }) => [subscription.id, now])))
  return planned.length
}
