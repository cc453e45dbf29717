import type { AuditEntry, AuditWhat, ChangedBy } from '../domain/audit.ts'
import type {
  Amendment,
  AmendmentOutcome,
  Corrected,
  CorrectionNote,
  Retold,
  ToldDigest,
  ToldPage,
} from '../domain/correcting.ts'
import type { Delivery, DeliveryOutcome, PlannedDigest, Posting, Taking } from '../domain/digest.ts'
import type { InWorkspace, Installation } from '../domain/installation.ts'
import type { RecordFigures } from '../domain/figures.ts'
import type { DueRevisit, KeepInput, KeepOutcome, Known, LatestFilter, Revisit } from '../domain/keeping.ts'
import type { KeyPoint, PartyCode } from '../domain/key-point.ts'
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
} from '../domain/model-use.ts'
import type { TextEdit } from '../domain/news.ts'
import type { Document, Reading } from '../domain/reading.ts'
import type { KeptReading, Version } from '../domain/readout.ts'
import type { Retraction } from '../domain/retraction.ts'
import type { Secret } from '../domain/secret.ts'
import type { Backfill, SourceState } from '../domain/source.ts'
import type { Destination, KeptSubscription, Place, Subscription } from '../domain/subscription.ts'

// What the store takes is named in `domain/`, where the store may see it too.
export type { PlannedDigest } from '../domain/digest.ts'
export type { KeepInput, KeepOutcome, LatestFilter } from '../domain/keeping.ts'

/** Reads one document. Never throws on any text; a long text may be read beside the event loop. */
export interface Reader {
  read(document: Document): Promise<Reading>
}

export interface CollectStore {
  sourceStates(): Promise<ReadonlyMap<string, SourceState>>
  saveSourceState(state: SourceState): Promise<void>
  /** What is known of each of these readouts that is kept, by readout id. */
  knownPages(readoutIds: readonly string[]): Promise<ReadonlyMap<string, Known>>
  /** One transaction. The same text again changes nothing; another text of a known readout becomes its next version. */
  keep(input: KeepInput): Promise<KeepOutcome>
  /** Ids of what the source listed in its first round and was not fetched then. */
  firstListed(sourceId: string): Promise<ReadonlySet<string>>
  /** In the place of what was saved for the source before. */
  saveFirstListed(sourceId: string, readoutIds: readonly string[]): Promise<void>
  /** The days on which texts of the source were published, newest first, `YYYY-MM-DD`; of the last few hundred texts. */
  publicationDays(sourceId: string): Promise<readonly string[]>
}

export interface RevisitStore {
  /** Pages of these sources whose next look is due, those longest due first. */
  dueRevisits(sourceIds: readonly string[], now: Date, limit: number): Promise<readonly DueRevisit[]>
  /** After a look that brought no other text. One transaction; without `goneAt` the page is at its address. */
  saveRevisit(revisit: Revisit, goneAt: Date | undefined): Promise<void>
  /** Has these pages looked at by `at`, whether another look was due or not. */
  revisitSooner(readoutIds: readonly string[], at: Date): Promise<void>
  /** No page of the source is looked at before `until`. */
  postponeRevisits(sourceId: string, until: Date): Promise<void>
  /** How many pages of each source were found missing at `since` or later, and not again since. */
  missingPages(since: Date): Promise<ReadonlyMap<string, number>>
}

export interface SequelStore {
  /** Versions after the first that were fetched at `since` or later, with what each changed; oldest first. */
  editsSince(since: Date): Promise<readonly TextEdit[]>
  /** All of these readouts, whenever they were fetched; of each in order. */
  editsOf(readoutIds: readonly string[]): Promise<readonly TextEdit[]>
  /** What has been no longer at its address since `since` or later. */
  goneSince(since: Date): Promise<readonly KeptReading[]>
  textsOf(readoutIds: readonly string[]): Promise<readonly KeptReading[]>
  /** Who had one of these items, in order of their digests. */
  takenItems(itemIds: readonly string[]): Promise<readonly Taking[]>
}

export interface SilenceStore {
  /** Sources that brought one of the last thousand texts about one of these parties. */
  sourcesNaming(parties: readonly PartyCode[]): Promise<ReadonlySet<string>>
  /** What these subscriptions had of the items whose key begins so. */
  itemsWithPrefix(
    subscriptionIds: readonly number[],
    prefix: string,
  ): Promise<readonly { readonly subscriptionId: number; readonly item: string }[]>
}

export interface BackfillStore {
  backfillOf(sourceId: string): Promise<Backfill | undefined>
  saveBackfill(sourceId: string, backfill: Backfill): Promise<void>
}

export interface OperatorStore {
  lastOperatorNote(): Promise<{ readonly at: Date; readonly line: string } | undefined>
  /** One transaction: the note, and its outbox rows where it has a destination. */
  writeOperatorNote(
    note: { readonly at: Date; readonly line: string },
    to: Destination | undefined,
    parts: PlannedDigest['parts'],
  ): Promise<void>
  /** How many parts were given up whose last claim would have run out after `since`, and the reason of the last. */
  failedDeliveries(since: Date): Promise<{ readonly count: number; readonly reason: string | undefined }>
}

export interface LookupStore {
  /** Newest encounter (else publication) first; current readings of newest versions. */
  latest(filter: LatestFilter): Promise<readonly KeptReading[]>
  /** Full-text, newest first; finds Chinese words of two characters. Never throws on odd input: what cannot be searched finds nothing. */
  search(words: string, limit: number): Promise<readonly KeptReading[]>
  /** By short id, full id or address. */
  find(idOrUrl: string): Promise<KeptReading | undefined>
  versions(readoutId: string): Promise<readonly Version[]>
  /** For `reread`: every newest version with its current reading, in order of storage, in batches of `limit` after `afterId`. */
  batch(afterReadoutId: string | undefined, limit: number): Promise<readonly KeptReading[]>
}

export interface PlanStore {
  subscriptions(): Promise<readonly Subscription[]>
  /** The instant up to which each subscription's due times have been served. */
  servedUntil(): Promise<ReadonlyMap<number, Date>>
  /** When the last digest of each of these subscriptions was planned; nothing of one that never had any. */
  lastDigests(subscriptionIds: readonly number[]): Promise<ReadonlyMap<number, Date>>
  /** What polling found and was stored from `since` to `until`, both included; newest encounter first. */
  polled(since: Date, until: Date, limit: number): Promise<readonly KeptReading[]>
  /** What each subscription has had, among `itemIds`. */
  hadItems(
    subscriptionIds: readonly number[],
    itemIds: readonly string[],
  ): Promise<ReadonlyMap<number, ReadonlySet<string>>>
  /** The outbox row by which each of these subscriptions was first told of each of these items, where it was not given up. */
  firstTold(
    subscriptionIds: readonly number[],
    itemIds: readonly string[],
  ): Promise<readonly { readonly subscriptionId: number; readonly item: string; readonly delivery: number }[]>
  /** How many digests of instant subscriptions were planned after `since`, by channel. */
  instantPosts(since: Date): Promise<readonly { readonly place: Destination; readonly posts: number }[]>
  /**
   * One transaction: digests, their items, their outbox rows, and each subscription's `servedUntil`. An item that a subscription already
   * had is refused. The event loop is held until all is written: a hundred digests or so at a time.
   */
  writeDigests(planned: readonly PlannedDigest[], served: ReadonlyMap<number, Date>): Promise<void>
}

export interface DeliveryStore {
  /** Marks what is waiting (and what a dead worker left claimed) as claimed until `now + leaseMs`; at most one part a channel, in order. */
  claimDeliveries(now: Date, leaseMs: number, limit: number): Promise<readonly Delivery[]>
  recordOutcome(delivery: Delivery, outcome: DeliveryOutcome): Promise<void>
  /** The next instant at which something is to be tried, if anything waits. */
  nextDeliveryAt(): Promise<Date | undefined>
}

export interface RereadStore {
  /** Makes `reading` the current one of that version; the old one is kept. One transaction. */
  replaceReading(readoutId: string, version: number, reading: Reading, at: Date): Promise<void>
}

export interface WorkerStore {
  /** Takes or renews the one worker's lease; answers who holds it where another does (silent for less than 30 s). */
  holdLease(
    holder: string,
    now: Date,
  ): Promise<{ readonly held: true } | { readonly held: false; readonly by: string; readonly since: Date }>
  releaseLease(holder: string): Promise<void>
}

export interface FigureStore {
  recordFigures(): Promise<RecordFigures>
  /** Who holds the worker's lease, and when it was renewed last. */
  workerLease(): Promise<{ readonly holder: string; readonly renewedAt: Date } | undefined>
}

export interface SubscriptionStore {
  /** Writes an audit entry too; `who` is a platform's id, nobody for what the operator does on the machine. */
  addSubscription(subscription: Omit<Subscription, 'id'>, who?: string): Promise<Subscription>
}

export interface ManageStore {
  /** Those of one place (a channel, or one of its threads) or of a whole workspace, paused ones too; in order of number. */
  subscriptionsIn(place: Place): Promise<readonly KeptSubscription[]>
  /** Who made each of these subscriptions, by a platform's id; nothing of those that nobody made, or who is forgotten. */
  makersOf(ids: readonly number[]): Promise<ReadonlyMap<number, string>>
  /** One transaction with its audit entry. One that was ended meanwhile stays ended. */
  saveSubscription(after: KeptSubscription, by: ChangedBy): Promise<void>
  /** One transaction with its audit entry. What waits to be delivered for it is given up; what it has had is remembered. */
  endSubscription(id: number, by: ChangedBy): Promise<void>
  /**
   * One transaction with its audit entry: all that is kept of a channel is from now on kept of the channel `to` of the same workspace, what
   * waits to be delivered too. Nothing where nothing is kept of it.
   */
  moveChannel(from: Pick<Destination, 'platform' | 'workspace' | 'channel'>, to: string, at: Date): Promise<void>
}

export interface AuditStore {
  recordAudit(entry: Omit<AuditEntry, 'number'>): Promise<void>
  /** Newest first; of one kind, where one is named. */
  audit(limit: number, what?: AuditWhat): Promise<readonly AuditEntry[]>
}

export interface HistoryStore {
  /** Readouts that hold the words of `phrase` in a row, capitals, accents and punctuation aside. */
  holding(phrase: string, order: 'oldest' | 'newest', limit: number): Promise<readonly KeptReading[]>
  /** Every digest of these subscriptions that took the item, newest first. */
  postings(subscriptionIds: readonly number[], itemId: string): Promise<readonly Posting[]>
  /** The items of the digest that a message of ours in this workspace is a part of, in their order. */
  itemsOfMessage(place: Pick<Destination, 'platform' | 'workspace'>, messageId: string): Promise<readonly string[]>
}

export interface RetractionStore {
  /** One transaction: the retraction, an audit entry, and what look-ups and lists see. Throws where the readout is not kept. */
  retract(retraction: Omit<Retraction, 'number' | 'undoneAt'>): Promise<Retraction>
  /** The same the other way round; nothing where there is no such retraction, or it was undone before. */
  undoRetraction(number: number, at: Date): Promise<Retraction | undefined>
  /** Newest first, undone ones too. */
  retractions(limit: number): Promise<readonly Retraction[]>
  /** Those of these readouts that count, in order. */
  retractionsOf(readoutIds: readonly string[]): Promise<readonly Retraction[]>
  /** The point that says so in any reading of that version, the newest first. */
  pointOnceRead(readoutId: string, version: number, says: string): Promise<KeyPoint | undefined>
}

export interface CorrectionStore {
  /** Retractions, undone ones too, of which something is to be told by now; in order. */
  dueRetractions(now: Date): Promise<readonly Retraction[]>
  /** All that is to be told of it is planned; or it is looked at again at `nextAt`. One that was undone since `retraction` was read stays due. */
  settleRetraction(retraction: Retraction, nextAt: Date | undefined): Promise<void>
  /**
   * Digests that may tell of one of these readouts, in order, a stretch of the record at a time: after digest `after`, else from the first
   * that may. Where many are asked for, others come too; where none is, all do.
   */
  toldDigests(readoutIds: readonly string[], after: number | undefined): Promise<ToldPage>
  /** The digests that these outbox rows are parts of, in order. */
  digestsOf(deliveries: readonly number[]): Promise<readonly ToldDigest[]>
  /** Which places were told of these retractions. */
  corrected(retractions: readonly number[]): Promise<readonly Corrected[]>
  /**
   * One transaction: outbox rows get other parts, what may be posted of them is to be changed there, and notes are put in the outbox. A place
   * that was told of a retraction is not told again.
   */
  writeCorrections(retold: readonly Retold[], notes: readonly CorrectionNote[], at: Date): Promise<void>
}

export interface AmendmentStore {
  /** Marks what waits (and what a dead worker left claimed) as claimed until `now + leaseMs`; of parts that were posted alone. */
  claimAmendments(now: Date, leaseMs: number, limit: number): Promise<readonly Amendment[]>
  recordAmendment(amendment: Amendment, outcome: AmendmentOutcome): Promise<void>
}

export interface ModelReadingStore {
  /** Ids of texts that polling found and were stored since then, whose newest version that engine has not read; newest first. */
  unreadByModel(engine: string, since: Date, limit: number): Promise<readonly string[]>
  /** Beside the rules' reading, which stays the current one. What the engine has read already stays as it is. */
  keepModelReading(kept: KeptModelReading): Promise<void>
  /** Of the newest version of each of these readouts, the reading that was made last. */
  modelReadingsOf(readoutIds: readonly string[]): Promise<ReadonlyMap<string, KeptModelReading>>
  /** Readings that take something otherwise than the rules do, newest first. */
  disputedReadings(limit: number): Promise<readonly Disputed[]>
}

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

export interface InstallationStore {
  /** Whether there is a key to seal secrets with: without one nothing secret is kept. */
  canSeal(): boolean
  /** What a workspace gave us to act there by, in the place of what it gave before; `by` is a platform's id. Kept sealed. */
  keepInstallation(at: InWorkspace, secret: Secret, by: string | undefined): Promise<void>
  /** The same secret renewed; nothing where the workspace was left meanwhile. */
  renewInstallation(at: InWorkspace, secret: Secret): Promise<void>
  /** Throws `SealError` where no key opens it. */
  openInstallation(at: InWorkspace): Promise<{ readonly secret: Secret; readonly by: string | undefined } | undefined>
  /** All of them, as long as they last. */
  installations(): Promise<readonly Installation[]>
  /** Seals by the first key what others sealed; gives how many there were. One transaction. Throws `SealError` where one cannot be opened. */
  resealInstallations(): Promise<number>
}

export interface RetentionStore {
  /** The bot was removed: what the workspace gave us is erased at once; since when is remembered, the first time that it is told. */
  leaveWorkspace(at: InWorkspace, since: Date): Promise<void>
  /** The bot is there again. */
  returnToWorkspace(at: InWorkspace): Promise<void>
  /** Of which something is kept, and where the bot is as far as we were told. */
  knownWorkspaces(platform: string): Promise<readonly string[]>
  /** Where it has not been since `until` or longer, those longest left first. */
  leftWorkspaces(until: Date): Promise<readonly InWorkspace[]>
}

export interface ErasureStore {
  /** How many rows are kept of a place, by table; without those that have none. */
  countPlace(place: Place): Promise<ReadonlyMap<string, number>>
  /** Erases every one of them, in the file too. */
  erasePlace(place: Place): Promise<void>
  /** How often a person's platform id is kept, by table. */
  countPerson(id: string): Promise<ReadonlyMap<string, number>>
  /** Puts a word in the place of each. */
  erasePerson(id: string): Promise<void>
}
