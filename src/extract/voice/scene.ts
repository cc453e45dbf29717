import type { PartyCode, Voice } from '../../domain/key-point.ts'
import type { HitIndex, ListId } from '../points/hits.ts'
import type { Span } from '../segment.ts'
import { isSpace } from '../units.ts'
import type { VoiceLists } from './lists.ts'
import type { Reference } from './references.ts'

/** Who a pronoun, a bare title or the writer is, at this point of the text. */
export type Resolve = (reference: Reference) => Voice | undefined

/** One sentence with all that may tell who speaks in it. */
export type Scene = {
  readonly text: string
  readonly sentence: Span
  readonly references: readonly Reference[]
  readonly hits: HitIndex
  readonly lists: VoiceLists
  readonly resolve: Resolve
  /** Every side of the encounter. */
  readonly sides: ReadonlySet<PartyCode>
  /** Whether praise and thanks are speech here, and not part of another's speech. */
  readonly praiseCounts: boolean
  /** Whether one side is in the middle of its speech. */
  readonly midSpeech: boolean
}

/** Whether a word of the list stands right before the reference. */
export function stands({ text, hits }: Scene, list: ListId | undefined, { start }: Span): boolean {
  const before = hits.within(list, { start: Math.max(0, start - 24), end: start })
  return before.some(({ end }) => end === start || (end === start - 1 && isSpace(text.charCodeAt(end))))
}
