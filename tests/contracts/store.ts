import { describe } from 'vitest'
import type { Clock } from '../../src/domain/clock.ts'
import type { SealingKey } from '../../src/domain/sealing.ts'
import type { BackfillStore, CollectStore, RevisitStore } from '../../src/pipeline/ports/collecting.ts'
import type { CorrectionStore, RetractionStore } from '../../src/pipeline/ports/correcting.ts'
import type { AmendmentStore, DeliveryStore } from '../../src/pipeline/ports/delivering.ts'
import type { HistoryStore, LookupStore } from '../../src/pipeline/ports/looking-up.ts'
import type { AuditStore, ManageStore, SubscriptionStore } from '../../src/pipeline/ports/managing.ts'
import type { ModelConsentStore, ModelReadingStore, ModelUseStore } from '../../src/pipeline/ports/modelling.ts'
import type { OperatorStore, WorkerStore } from '../../src/pipeline/ports/operating.ts'
import type { PlanStore, SequelStore, SilenceStore } from '../../src/pipeline/ports/planning.ts'
import type { RereadStore } from '../../src/pipeline/ports/reading.ts'
import type { ErasureStore, InstallationStore, RetentionStore } from '../../src/pipeline/ports/workspaces.ts'
import { describeCorrecting } from './store/correcting.ts'
import { describeDelivering } from './store/delivering.ts'
import { describeFollowing } from './store/following.ts'
import { describeHistory } from './store/history.ts'
import { describeInstalling } from './store/installing.ts'
import { describeKeeping } from './store/keeping.ts'
import { describeLookingUp } from './store/looking-up.ts'
import { describeManaging } from './store/managing.ts'
import { describeModelling } from './store/modelling.ts'
import { describeMoving } from './store/moving.ts'
import { describePlanning } from './store/planning.ts'
import { describeRetracting } from './store/retracting.ts'
import { describeSearching } from './store/searching.ts'
import { describeRevisiting } from './store/revisiting.ts'
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
  RevisitStore &
  SequelStore &
  SilenceStore &
  BackfillStore &
  OperatorStore &
  RetractionStore &
  CorrectionStore &
  AmendmentStore &
  InstallationStore &
  RetentionStore &
  ErasureStore &
  ModelReadingStore &
  ModelUseStore &
  ModelConsentStore &
  WorkerStore &
  AsyncDisposable

/** Opens a store that holds nothing yet, and seals by the first of the keys. */
export type OpenStore = (clock: Clock, sealingKeys?: readonly SealingKey[]) => Promise<FullStore>

/** What every engine's store must do. */
export function describeStore(name: string, open: OpenStore): void {
  describe(`the store on ${name}`, () => {
    describeKeeping(open)
    describeRevisiting(open)
    describeLookingUp(open)
    describeSearching(open)
    describePlanning(open)
    describeDelivering(open)
    describeManaging(open)
    describeMoving(open)
    describeInstalling(open)
    describeHistory(open)
    describeFollowing(open)
    describeRetracting(open)
    describeCorrecting(open)
    describeModelling(open)
    describeWorking(open)
  })
}
