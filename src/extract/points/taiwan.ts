import { TAIWAN_FLAGS, type TaiwanPoint } from '../../domain/key-point.ts'
import { TAIWAN_CLAIMS } from '../../domain/topic.ts'
import { claimsByVoice } from './claims.ts'
import type { Ground } from './ground.ts'
import type { Match } from './rules.ts'
import { STANCES, type Stance, taiwanStatement } from './statements.ts'

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
      statement: taiwanStatement(ground, { voice, claims, flags }, stanceOf(ground, matches)),
      evidence,
    }
  })
}

/** How far before the principle's name its verb may stand. */
const VERB = 70

/** The verb nearest before the principle or policy: "firmly adheres to", "understands and respects", 恪守. */
function stanceOf({ hits, lexicon }: Ground, matches: readonly Match[]): Stance | undefined {
  const named = matches.find(({ rule }) => rule.gives === 'one-china-principle' || rule.gives === 'one-china-policy')
  if (!named) return undefined
  const before = { start: Math.max(named.sentence.start, named.start - VERB), end: named.start }
  const foremost = OF_OTHERS.find((stance) => hits.first(lexicon.list('taiwan', stance), before))
  if (foremost) return foremost
  let nearest: { readonly stance: Stance; readonly end: number } | undefined
  for (const stance of Object.keys(STANCES).filter(isStance)) {
    const end = hits.within(lexicon.list('taiwan', stance), before).at(-1)?.end
    if (end !== undefined && end > (nearest?.end ?? -1)) nearest = { stance, end }
  }
  return nearest?.stance
}

/** "appreciates Alvara's adherence": what is said of another's attitude stands before that. */
const OF_OTHERS: readonly Stance[] = ['appreciates', 'asks for']

const isStance = (name: string): name is Stance => Object.hasOwn(STANCES, name)
