import { describe } from 'vitest'
import type { Clock } from '../../src/domain/clock.ts'
import type {
  AuditStore,
  CollectStore,
  DeliveryStore,
  HistoryStore,
  LookupStore,
  ManageStore,
  PlanStore,
  RereadStore,
  SubscriptionStore,
  WorkerStore,
} from '../../src/pipeline/ports.ts'
import { describeDelivering } from './store/delivering.ts'
import { describeHistory } from './store/history.ts'
import { describeKeeping } from './store/keeping.ts'
import { describeLookingUp } from './store/looking-up.ts'
import { describeManaging } from './store/managing.ts'
import { describePlanning } from './store/planning.ts'
import { describeSearching } from './store/searching.ts'
import { describeWorking } from './store/working.ts'

/** All that use cases ask of a store, and a way to be rid of it. */
export type FullStore = CollectStore &
  LookupStore &
  PlanStore &
  DeliveryStore &
  RereadStore &
  SubscriptionStore &
  ManageStore &
  AuditStore &
  HistoryStore &
  WorkerStore &
  AsyncDisposable

/** Opens a store that holds nothing yet. */
export type OpenStore = (clock: Clock) => Promise<FullStore>

/** What every engine's store must do. */
export function describeStore(name: string, open: OpenStore): void {
  describe(`the store on ${name}`, () => {
    describeKeeping(open)
    describeLookingUp(open)
    describeSearching(open)
    describePlanning(open)
    describeDelivering(open)
    describeManaging(open)
    describeHistory(open)
    describeWorking(open)
  })
}
