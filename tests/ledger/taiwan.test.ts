import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TaiwanFlag } from '../../src/domain/key-point.ts'
import { TAIWAN_CLAIMS, type TaiwanClaim } from '../../src/domain/topic.ts'
import { taiwanRung } from '../../src/ledger/taiwan.ts'

const FLAGS: readonly TaiwanFlag[] = [
  'does-not-support-independence',
  'part-of-prc',
  'peaceful',
  'peaceful-development',
  'all-efforts',
  'sole-legal-government',
]

describe('the place of a Taiwan wording', () => {
  test.each<[number | undefined, readonly TaiwanClaim[], readonly TaiwanFlag[]]>([
    [undefined, [], []],
    [undefined, ['strait-peace', 'no-unilateral-change'], []],
    [undefined, ['opposes-independence'], []],
    [4, ['one-china-policy', 'own-policy-unchanged', 'opposes-independence'], ['does-not-support-independence']],
    [5, ['one-china-policy', 'part-of-china'], []],
    [6, ['one-china-principle'], []],
    [6, ['one-china-principle', 'opposes-independence'], ['does-not-support-independence']],
    [7, ['one-china-principle', 'part-of-china', 'opposes-independence'], []],
    [7, ['one-china-principle', 'un-2758'], []],
    [8, ['one-china-principle', 'opposes-independence'], ['peaceful-development']],
    [
      8,
      ['one-china-policy', 'part-of-china', 'supports-reunification', 'opposes-independence'],
      ['peaceful-development'],
    ],
    [8, ['one-china-principle', 'supports-reunification'], ['peaceful']],
    [
      9,
      ['one-china-policy', 'part-of-china', 'supports-reunification'],
      ['part-of-prc', 'does-not-support-independence'],
    ],
    [9, ['one-china-principle', 'part-of-china', 'supports-reunification'], ['all-efforts']],
    [9, ['one-china-principle', 'supports-reunification'], ['peaceful', 'all-efforts']],
  ])('is %s for %j with %j', (rung, claims, flags) => {
    expect(taiwanRung(claims, flags)).toBe(rung)
  })

  test('does not depend on the order of the words, and a further claim never lowers it', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...TAIWAN_CLAIMS)),
        fc.uniqueArray(fc.constantFrom(...FLAGS)),
        fc.constantFrom(...TAIWAN_CLAIMS),
        (claims, flags, further) => {
          const rung = taiwanRung(claims, flags)
          expect(taiwanRung(claims.toReversed(), flags.toReversed())).toBe(rung)
          expect(taiwanRung([...claims, further], flags) ?? 0).toBeGreaterThanOrEqual(rung ?? 0)
        },
      ),
    )
  })
})
