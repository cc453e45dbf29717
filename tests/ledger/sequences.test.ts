import { describe, expect, test } from 'vitest'
import { ASIDE } from './sequences/aside.ts'
import { marksOf, scoreSequences } from './sequences/sequence.ts'
import { TUNED } from './sequences/tuned.ts'

describe.each([
  ['the half that the rules were written by', TUNED],
  ['the half that was kept aside', ASIDE],
])('marks over %s', (_, sequences) => {
  test.each(sequences)('$title', (sequence) => {
    const { given, expected } = marksOf(sequence)
    expect(given).toEqual(expected)
  })

  test('are right nine times out of ten, and four of five are given', () => {
    const score = scoreSequences(sequences)
    for (const mark of ['Changed', 'First', 'Absent'] as const) {
      const { right, wrong, missed } = score[mark]
      expect(right).toBeGreaterThan(0)
      expect(right / (right + wrong)).toBeGreaterThanOrEqual(0.9)
      expect(right / (right + missed)).toBeGreaterThanOrEqual(0.8)
    }
  })
})
