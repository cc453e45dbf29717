import type { Clock } from '../domain/clock.ts'
import type { Schedule } from '../domain/subscription.ts'
import type { ManageStore, SubscriptionStore } from './ports/managing.ts'
import type { PlanStore } from './ports/planning.ts'

/** What the terminal's own subscription needs. */
export type PreviewPorts = {
  readonly store: Pick<PlanStore, 'subscriptions'> & SubscriptionStore & ManageStore
  readonly clock: Clock
}

const HERE = { platform: 'terminal', workspace: 'local', channel: 'terminal' } as const

/** Makes sure that the terminal subscribes to everything, on `schedule`: what runs while no chat platform is configured. */
export async function subscribeTerminal({ store, clock }: PreviewPorts, schedule: Schedule): Promise<void> {
  const [known] = await store.subscriptionsIn(HERE)
  if (!known) {
    await store.addSubscription({
      destination: HERE,
      countries: [],
      topics: [],
      sources: [],
      phrases: [],
      schedule,
      whenQuiet: 'line',
      changesOnly: false,
      locale: 'en',
      createdAt: clock.now(),
    })
    return
  }
  if (JSON.stringify(known.schedule) === JSON.stringify(schedule)) return
  await store.saveSubscription({ ...known, schedule }, { who: undefined, at: clock.now(), what: 'change' })
}
