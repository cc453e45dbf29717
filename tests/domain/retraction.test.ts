import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EvidenceList, KeyPoint } from '../../src/domain/key-point.ts'
import type { MachinePoint } from '../../src/domain/model.ts'
import { byMachine, saysOf, standingModelReading, withoutRetracted } from '../../src/domain/retraction.ts'
import { aReading } from '../builders.ts'
import { aLevel, aMention, anAgreementsPoint, aTaiwanPoint, aTradePoint } from '../ledger/builders.ts'

const standing = (point: KeyPoint, version: number, retracted: KeyPoint, of = 1): boolean =>
  withoutRetracted(aReading({ keyPoints: [point] }), version, [{ version: of, point: retracted }]).keyPoints.length ===
  1

/** The same words, or others. */
const principle = (quote = 'keeps to the principle.') => aTaiwanPoint('AZ', ['one-china-principle'], [], quote)

const anyPoint: fc.Arbitrary<KeyPoint> = fc.constantFrom(
  principle(),
  principle('says so elsewhere.'),
  aTaiwanPoint('CN', ['one-china-principle']),
  aTaiwanPoint('AZ', ['one-china-principle', 'part-of-china']),
  aLevel('strategic partnership', 'established'),
  aLevel('strategic partnership', 'reaffirmed'),
  aTradePoint('CN', ['tariffs']),
  anAgreementsPoint(20, ['cooperation-documents']),
  anAgreementsPoint(12, ['cooperation-documents']),
  aMention('visits'),
)

describe('a retracted key point', () => {
  test('is gone from the reading, and nothing else is', () => {
    fc.assert(
      fc.property(fc.array(anyPoint, { maxLength: 8 }), anyPoint, fc.boolean(), (keyPoints, point, same) => {
        const reading = aReading({ keyPoints })
        const after = withoutRetracted(reading, same ? 1 : 2, [{ version: 1, point }])
        expect(after.keyPoints).not.toContain(point)
        for (const other of keyPoints) if (saysOf(other) !== saysOf(point)) expect(after.keyPoints).toContain(other)
        expect(withoutRetracted(after, same ? 1 : 2, [{ version: 1, point }])).toBe(after)
      }),
    )
  })

  test('stays gone in a newer reading of the same text, whatever words carry it there', () => {
    expect(standing(principle('says so elsewhere.'), 1, principle())).toBe(false)
  })

  test.each([
    ['another voice', aTaiwanPoint('CN', ['one-china-principle'])],
    ['another claim', aTaiwanPoint('AZ', ['one-china-policy'])],
    ['another word of it', aTaiwanPoint('AZ', ['one-china-principle'], ['part-of-prc'])],
  ])('makes way for a reading that says something else: %s', (_, other) => {
    expect(standing(other, 1, principle())).toBe(true)
  })

  test('stays gone in an edited text that still has the words which were misread', () => {
    expect(standing(principle('keeps to\nthe  principle.'), 2, principle())).toBe(false)
  })

  test('comes back where the text was edited and now says it in other words', () => {
    expect(standing(principle('firmly keeps to the principle.'), 2, principle())).toBe(true)
  })

  test('that is a mere mention is gone only with its words: others may be right', () => {
    const evidence: EvidenceList = [{ start: 0, end: 3, quote: 'new' }]
    const wrong = aMention('visits')
    const right: KeyPoint = { topic: 'visits', voice: 'CN', statement: 'CN spoke of visits', evidence }
    expect(standing(wrong, 1, wrong)).toBe(false)
    expect(standing(right, 1, wrong)).toBe(true)
  })

  test('says the same however its claims are listed, and whatever no channel is told', () => {
    const point = aTradePoint('CN', ['tariffs', 'trade-war'])
    const stronger = aTradePoint('CN', ['tariffs', 'trade-war'], { strength: 9 })
    expect(saysOf(aTradePoint('CN', ['trade-war', 'tariffs']))).toBe(saysOf(point))
    expect(saysOf(stronger)).toBe(saysOf(point))
  })
})

describe('a retracted point of a model', () => {
  const quote = (words: string): EvidenceList => [{ start: 0, end: words.length, quote: words }]
  const point = fc.record({
    topic: fc.constantFrom<MachinePoint['topic']>('visits', 'aid'),
    voice: fc.constantFrom('AZ', 'CN'),
    statement: fc.constantFrom('They will meet.', 'They  will\nmeet.', 'They met.'),
    evidence: fc.constantFrom('will meet', 'met').map(quote),
  })
  const points = fc.uniqueArray(point, { maxLength: 5, selector: (one) => saysOf(byMachine(one)) })

  test('takes along what rests on it, and nothing else: every other cite still names the same fact', () => {
    fc.assert(
      fc.property(points, point, fc.nat(4), fc.boolean(), (read, wrong, before, same) => {
        const lede = [
          ...Array.from({ length: before }, (_, index) => ({ text: `rule ${index}`, cites: [index + 1] })),
          ...read.map((one, index) => ({ text: saysOf(byMachine(one)), cites: [before + index + 1] })),
        ]
        const reading = { engine: 'm@1', lede, points: read, disagreements: [], dropped: {} }
        const after = standingModelReading(reading, before, same ? 1 : 2, [{ version: 1, point: byMachine(wrong) }])

        for (const one of read) {
          const isWrong = saysOf(byMachine(one)) === saysOf(byMachine(wrong))
          if (!isWrong) expect(after.points).toContain(one)
          if (isWrong && same) expect(after.points).not.toContain(one)
        }
        for (const { text, cites } of after.lede) {
          const [cited = 0] = cites
          const fact = after.points[cited - before - 1]
          expect(text).toBe(cited <= before ? `rule ${cited - 1}` : fact && saysOf(byMachine(fact)))
        }
        expect(after.lede).toHaveLength(before + after.points.length)
      }),
    )
  })

  test('is none of the rules’, though these speak of the same', () => {
    const mention = aMention('visits')
    expect(standing(mention, 1, byMachine({ ...mention, topic: 'visits' }))).toBe(true)
  })
})
