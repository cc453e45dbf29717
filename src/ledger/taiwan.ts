import type { TaiwanFlag, TaiwanPoint } from '../domain/key-point.ts'
import type { TaiwanClaim } from '../domain/topic.ts'

/**
 * The place of a wording on the ladder that research on Taiwan formulas suggests, 4 (own one-China policy) to 9 (reunification without
 * "peaceful", or all efforts for it); nothing where the words give no place, and never for what is left out. Beijing publishes no such
 * ladder: the number sorts and filters inside, and is shown to nobody without that said.
 */
export function taiwanRung(claims: readonly TaiwanClaim[], flags: readonly TaiwanFlag[]): number | undefined {
  const says = (claim: TaiwanClaim): boolean => claims.includes(claim)
  const peaceful = flags.includes('peaceful') || flags.includes('peaceful-development')
  if (says('supports-reunification')) return peaceful && !flags.includes('all-efforts') ? 8 : 9
  const stance = says('one-china-principle') || says('one-china-policy')
  if (stance && flags.includes('peaceful-development')) return 8
  if (says('one-china-principle')) {
    const opposes = says('opposes-independence') && !flags.includes('does-not-support-independence')
    return opposes || says('un-2758') ? 7 : 6
  }
  if (says('part-of-china')) return 5
  return stance ? 4 : undefined
}

/** One position in a wording on Taiwan: a claim, sharpened or softened by its flags. */
export type TaiwanPosition =
  | TaiwanClaim
  | 'part-of-prc'
  | 'does-not-support-independence'
  | 'peaceful-reunification'
  | 'all-efforts'
  | 'peaceful-development'
  | 'sole-legal-government'

/** What a point says, each position once. */
export function taiwanPositions({ claims, flags }: TaiwanPoint): TaiwanPosition[] {
  const softened = claims.map((claim): TaiwanPosition => {
    if (claim === 'part-of-china' && flags.includes('part-of-prc')) return 'part-of-prc'
    if (claim === 'supports-reunification' && flags.includes('peaceful')) return 'peaceful-reunification'
    if (claim === 'opposes-independence' && flags.includes('does-not-support-independence'))
      return 'does-not-support-independence'
    return claim
  })
  const further = flags.flatMap((flag) =>
    flag === 'all-efforts' || flag === 'peaceful-development' || flag === 'sole-legal-government' ? [flag] : [],
  )
  return [...softened, ...further]
}

/** Positions that take each other's place: where the one is said instead of the other, the wording has changed. */
export const TAIWAN_ALTERNATIVES: readonly (readonly [TaiwanPosition, TaiwanPosition])[] = [
  ['one-china-policy', 'one-china-principle'],
  ['does-not-support-independence', 'opposes-independence'],
  ['part-of-china', 'part-of-prc'],
  ['peaceful-reunification', 'supports-reunification'],
]

/** Positions whose arrival or absence in another state's words is news; the rest comes and goes with the length of a text. */
export const TAIWAN_LADDER: ReadonlySet<string> = new Set<TaiwanPosition>([
  ...TAIWAN_ALTERNATIVES.flat(),
  'un-2758',
  'all-efforts',
  'peaceful-development',
  'sole-legal-government',
])

/** Each position in neutral words. */
export const TAIWAN_WORDS: Readonly<Record<TaiwanPosition, string>> = {
  'one-china-principle': 'one-China principle',
  'one-china-policy': 'one-China policy',
  'part-of-china': 'Taiwan is part of China',
  'part-of-prc': "Taiwan is part of the People's Republic of China",
  'opposes-independence': 'opposes "Taiwan independence"',
  'does-not-support-independence': 'does not support "Taiwan independence"',
  'supports-reunification': "supports China's reunification",
  'peaceful-reunification': "supports China's peaceful reunification",
  'all-efforts': 'supports all efforts for reunification',
  'peaceful-development': 'supports peaceful development of cross-Strait relations',
  'sole-legal-government': "the People's Republic is China's sole legal government",
  'core-issue': "Taiwan is China's internal affair and core interest",
  'strait-peace': 'peace and stability across the Taiwan Strait',
  'no-unilateral-change': 'no unilateral change of the status quo',
  'un-2758': 'UN Resolution 2758',
  'no-interference': 'no interference over Taiwan',
  'own-policy-unchanged': 'own policy on Taiwan unchanged',
  'supports-participation': "supports Taiwan's participation in organisations",
}
