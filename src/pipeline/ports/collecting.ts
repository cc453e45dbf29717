import type { Clock } from '../../domain/clock.ts'
import type { DueRevisit, KeepInput, KeepOutcome, Known, Revisit } from '../../domain/keeping.ts'
import type { Backfill, SourceState } from '../../domain/source.ts'
import type { SourceAdapter } from '../../sources/adapter.ts'
import type { LookupStore } from './looking-up.ts'
import type { Reader } from './reading.ts'

/** What a round over the sources needs. */
export type CollectPorts = {
  readonly store: CollectStore & RevisitStore & Pick<LookupStore, 'find'>
  readonly adapters: readonly SourceAdapter[]
  readonly reader: Reader
  readonly clock: Clock
  /** Pages that could not be read, for as long as they are not to be asked for again; may be lost. */
  readonly unreadable: PageMemory
  /** Uniform in [0, 1); spreads the polls. */
  readonly random: () => number
}

/** Remembers addresses for a while; a Keyv is one. */
export type PageMemory = {
  get(url: string): Promise<unknown>
  set(url: string, value: true, ttlMs: number): Promise<unknown>
}

/** What a round over a source needs: how the source stands, what is kept of its pages, and where new texts go. */
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

/** Looks at pages that are kept: which are due, and what came of them. */
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

/** How far the older texts of a source were fetched. */
export interface BackfillStore {
  backfillOf(sourceId: string): Promise<Backfill | undefined>
  saveBackfill(sourceId: string, backfill: Backfill): Promise<void>
}
