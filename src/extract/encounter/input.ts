import type { Gazetteer } from '../../countries/gazetteer.ts'
import type { Officials } from '../../countries/officials.ts'
import type { Document } from '../../domain/reading.ts'
import type { Preparation } from '../prepare.ts'
import type { Consideration } from '../prepared.ts'
import type { Cues } from './cues.ts'

/** What a language's finder works on. */
export type FinderInput = Preparation & {
  readonly document: Document
  readonly cues: Cues
  readonly gazetteer: Gazetteer
  readonly officials: Officials
  /** Absent where nobody listens. */
  readonly note: ((consideration: Consideration) => void) | undefined
}
