import type { KeyPoint } from '../../domain/key-point.ts'
import type { Consideration, FoundEncounter, Prepared } from '../prepared.ts'
import type { CompiledPointsLexicon } from './lexicon.ts'

/** The key points of a readout, in the order of topics; of what is no readout, none. Pure. */
export function drawKeyPoints(
  _prepared: Prepared,
  _encounter: FoundEncounter,
  _lexicon: CompiledPointsLexicon,
  _note: (consideration: Consideration) => void = () => {},
): readonly KeyPoint[] {
  return []
}
