import { toMessage } from '../digest/message.ts'
import { matches } from '../digest/news.ts'
import { sourceReports } from '../digest/sources-line.ts'
import type { Message } from '../domain/message.ts'
import type { Subscription } from '../domain/subscription.ts'
import { findItems } from './news.ts'
import type { PlanPorts } from './plan.ts'

/** What a digest is asked for; empty lists ask for nothing and so take all. */
export type Wish = Pick<Subscription, 'countries' | 'topics' | 'locale'> & {
  /** Encounter (else publication) day on or after, `YYYY-MM-DD`. */
  readonly since: string
  readonly sample?: boolean
}

/** What a digest of the present needs, whether anything was posted before or not. */
export type DigestNowPorts = Pick<PlanPorts, 'partnerships' | 'phrases' | 'sources' | 'displayName' | 'zone'> & {
  readonly store: Pick<PlanPorts['store'], 'latest' | 'holding' | 'sourceStates'>
}

/** The digest of what is kept, written for `now`. Nothing is recorded: whoever subscribed has still not had it. */
export async function digestNow(ports: DigestNowPorts, { since, sample, ...wish }: Wish, now: Date): Promise<Message> {
  const subscription = { ...wish, sources: [], phrases: [] }
  const items = await findItems(ports.store, ports, { since })
  return toMessage(
    items.filter((item) => matches(subscription, item)),
    {
      subscription,
      dueAt: now,
      since: new Date(since),
      zone: ports.zone,
      displayName: ports.displayName,
      sources: sourceReports(ports.sources, await ports.store.sourceStates(), now),
      sample,
    },
  )
}
