import { isNews, matches } from '../../digest/news.ts'
import type { Workspace } from '../../domain/model-use.ts'
import type { KeptReading } from '../../domain/readout.ts'
import { isAuthoritative } from '../../domain/source.ts'
import type { Subscription } from '../../domain/subscription.ts'
import type { ModelReadingStore } from '../ports/modelling.ts'
import type { PlanStore, SequelStore } from '../ports/planning.ts'
import type { Consents } from './consents.ts'

/** A text that a model is to read, and the workspaces that want it, in the order in which they came to. */
export type Wanted = { readonly kept: KeptReading; readonly payers: readonly [Workspace, ...Workspace[]] }

/** Which texts a model has still to read. */
export type UnreadStore = Pick<ModelReadingStore, 'unreadByModel'> &
  Pick<PlanStore, 'subscriptions'> &
  Pick<SequelStore, 'textsOf'>

/** Texts looked at in one round. */
const MOST_TEXTS = 100

const HOUR_MS = 3_600_000

/** What was wanted by nobody is looked at again after this: somebody may have changed a subscription since. */
const FORGOTTEN_MS = HOUR_MS / 6

/** Remembers which texts need not be looked at now: thousands may wait that nobody wants. */
export class Passed {
  readonly #until = new Map<string, number>()

  has(id: string, now: Date): boolean {
    return (this.#until.get(id) ?? 0) > now.getTime()
  }

  add(id: string, now: Date): void {
    this.#until.set(id, now.getTime() + FORGOTTEN_MS)
    if (this.#until.size <= 10 * MOST_TEXTS) return
    for (const [one, until] of this.#until) if (until <= now.getTime()) this.#until.delete(one)
  }
}

/** The subscriptions of workspaces that consented, in the order in which they were made. */
export async function servedSubscriptions(
  consents: Consents,
  store: Pick<PlanStore, 'subscriptions'>,
): Promise<readonly Subscription[]> {
  const all = await store.subscriptions()
  return all.filter(
    ({ pausedReason, destination }) => pausedReason === undefined && consents.allows(destination, 'assist'),
  )
}

/** News that the engine has not read and somebody who consented asks for, newest first. Nothing else is ever sent to be read. */
export async function wantedUnread(
  engine: string,
  consents: Consents,
  passed: Passed,
  store: UnreadStore,
  { now, maxAgeHours }: { readonly now: Date; readonly maxAgeHours: number },
): Promise<readonly Wanted[]> {
  const since = new Date(now.getTime() - maxAgeHours * HOUR_MS)
  const unread = await store.unreadByModel(engine, since, 10 * MOST_TEXTS)
  const ids = unread.filter((id) => !passed.has(id, now)).slice(0, MOST_TEXTS)
  if (ids.length === 0) return []
  const subscriptions = await servedSubscriptions(consents, store)
  const texts = await store.textsOf(ids)
  const order = new Map(ids.map((id, index) => [id, index]))
  const inOrder = texts.toSorted((a, b) => (order.get(a.readout.id) ?? 0) - (order.get(b.readout.id) ?? 0))
  return inOrder.flatMap((kept): Wanted[] => {
    const [first, ...others] = subscriptions.filter((one) => isWantedBy(one, kept, maxAgeHours))
    if (!first) {
      passed.add(kept.readout.id, now)
      return []
    }
    return [{ kept, payers: distinct(first.destination, others) }]
  })
}

/** Each workspace once, in order. */
function distinct(first: Workspace, others: readonly Subscription[]): [Workspace, ...Workspace[]] {
  const keyOf = ({ platform, workspace }: Workspace): string => JSON.stringify([platform, workspace])
  const further = new Map(others.map(({ destination }) => [keyOf(destination), destination]))
  further.delete(keyOf(first))
  return [first, ...further.values()]
}

function isWantedBy(subscription: Subscription, kept: KeptReading, maxAgeHours: number): boolean {
  const { readout, reading } = kept
  if (!reading.readout || !isAuthoritative(readout) || !isNews(kept, subscription, maxAgeHours)) return false
  return matches(subscription, { account: { id: readout.id, issuer: readout.issuer, texts: [kept] } })
}
