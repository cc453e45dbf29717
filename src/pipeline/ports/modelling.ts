import type {
  Disputed,
  KeptModelReading,
  Loss,
  ModelAccount,
  ModelBudget,
  ModelConsent,
  ModelDrop,
  ModelFeature,
  ModelUse,
  Spending,
  Workspace,
} from '../../domain/model-use.ts'
import type { Destination } from '../../domain/subscription.ts'

/** What a model read, beside what the rules did. */
export interface ModelReadingStore {
  /** Ids of texts that polling found and were stored since then, whose newest version that engine has not read; newest first. */
  unreadByModel(engine: string, since: Date, limit: number): Promise<readonly string[]>
  /** Beside the rules' reading, which stays the current one. What the engine has read already stays as it is. */
  keepModelReading(kept: KeptModelReading): Promise<void>
  /** Of the newest version of each of these readouts, the reading that was made last, without what was retracted of it. */
  modelReadingsOf(readoutIds: readonly string[]): Promise<ReadonlyMap<string, KeptModelReading>>
  /** Readings that take something otherwise than the rules do, newest first. */
  disputedReadings(limit: number): Promise<readonly Disputed[]>
}

/** What asking a model cost, and what came of it. */
export interface ModelUseStore {
  /** One transaction: whether so much more may be spent, all that is reserved counted as spent; where it may, it is reserved. */
  reserveModelUse(account: ModelAccount, spending: Spending, budget: ModelBudget): Promise<boolean>
  /** Puts what was spent in the place of what was reserved; without it nothing was asked. */
  settleModelUse(account: ModelAccount, reserved: Spending, spent: Spending | undefined): Promise<void>
  /** That so many answers were there already. */
  countModelCacheHits(account: ModelAccount, hits: number): Promise<void>
  countModelDrops(of: Pick<ModelAccount, 'day' | 'task'>, drops: Readonly<Partial<Record<Loss, number>>>): Promise<void>
  /** From that day on (`YYYY-MM-DD`), in order of day, workspace and task. */
  modelUses(since: string): Promise<readonly ModelUse[]>
  modelDrops(since: string): Promise<readonly ModelDrop[]>
}

/** Which workspaces let a model read for them. */
export interface ModelConsentStore {
  /** Those that stand, in the order in which they were given; whether for the model that is configured now or for another. */
  modelConsents(): Promise<readonly ModelConsent[]>
  /** One transaction with its audit entry; in the place of one for another model. The same again changes nothing. */
  giveModelConsent(consent: ModelConsent, where: Destination | undefined): Promise<void>
  /** One transaction with its audit entry; false where none stands. */
  withdrawModelConsent(
    place: Workspace,
    feature: ModelFeature,
    by: { readonly who: string | undefined; readonly at: Date; readonly where: Destination | undefined },
  ): Promise<boolean>
}
