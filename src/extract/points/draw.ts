import type { KeyPoint } from '../../domain/key-point.ts'
import type { FoundEncounter, Prepared } from '../prepared.ts'
import { drawAgreements } from './agreements.ts'
import { prepareGround } from './ground.ts'
import type { CompiledPointsLexicon } from './lexicon.ts'
import { drawMentions, drawPartnershipMentions } from './mentions.ts'
import { drawPartnerships } from './partnership.ts'
import type { Note } from './rules.ts'
import { drawTaiwan } from './taiwan.ts'
import { drawTrade } from './trade.ts'

/** The key points of a readout, in the order of topics; of what is no readout, none. Pure. */
export function drawKeyPoints(
  prepared: Prepared,
  encounter: FoundEncounter,
  lexicon: CompiledPointsLexicon,
  note?: Note,
): readonly KeyPoint[] {
  if (!encounter.readout) return []
  const ground = prepareGround(prepared, encounter, lexicon, note)
  if (!ground) return []
  const levels = drawPartnerships(ground)
  return [
    ...(levels.length > 0 ? levels : drawPartnershipMentions(ground)),
    ...drawTaiwan(ground),
    ...drawTrade(ground),
    ...drawAgreements(ground),
    ...drawMentions(ground),
  ]
}
