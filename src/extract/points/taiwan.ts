import { TAIWAN_FLAGS, type TaiwanPoint } from '../../domain/key-point.ts'
import { TAIWAN_CLAIMS } from '../../domain/topic.ts'
import { claimsByVoice } from './claims.ts'
import type { Ground } from './ground.ts'
import { taiwanStatement } from './statements.ts'

/** What each voice says of Taiwan; nothing where Taiwan and the one China are not spoken of. */
export function drawTaiwan(ground: Ground): TaiwanPoint[] {
  return claimsByVoice(ground, 'taiwan', TAIWAN_CLAIMS).map(({ voice, claims, matches, evidence }) => {
    const given = new Set(matches.flatMap(({ rule }) => rule.flags))
    const flags = TAIWAN_FLAGS.filter((flag) => given.has(flag))
    return {
      topic: 'taiwan',
      voice,
      claims,
      flags,
      statement: taiwanStatement(ground, { voice, claims, flags }),
      evidence,
    }
  })
}
