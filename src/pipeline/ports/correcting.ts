import type { Corrected, CorrectionNote, Retold, ToldDigest, ToldPage } from '../../domain/correcting.ts'
import type { KeyPoint } from '../../domain/key-point.ts'
import type { Retraction } from '../../domain/retraction.ts'

/** Key points that were found wrong. */
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

/** Who was told of a key point that was found wrong, and what they are told now. */
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
