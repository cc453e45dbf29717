import type { PlannedDigest } from '../../domain/digest.ts'
import type { RecordFigures } from '../../domain/figures.ts'
import type { Destination } from '../../domain/subscription.ts'

/** The lease of the one worker that a database has. */
export interface WorkerStore {
  /** Takes or renews the one worker's lease; answers who holds it where another does (silent for less than 30 s). */
  holdLease(
    holder: string,
    now: Date,
  ): Promise<{ readonly held: true } | { readonly held: false; readonly by: string; readonly since: Date }>
  releaseLease(holder: string): Promise<void>
}

/** What `/health` and `/metrics` tell of the record. */
export interface FigureStore {
  recordFigures(): Promise<RecordFigures>
  /** Who holds the worker's lease, and when it was renewed last. */
  workerLease(): Promise<{ readonly holder: string; readonly renewedAt: Date } | undefined>
}

/** What the operator was told, and what to tell them next. */
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
