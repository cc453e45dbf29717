import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shortIdCandidates } from '../../src/store/short-id.ts'

test('a readout has short ids of four to six letters to choose from, shortest first, always the same', () => {
  fc.assert(
    fc.property(fc.string(), (readoutId) => {
      const candidates = shortIdCandidates(readoutId)
      expect(candidates.every((candidate) => /^[bcdfghjkmnpqrstvwxz]{4,6}$/.test(candidate))).toBe(true)
      expect(candidates.map(({ length }) => length)).toEqual(candidates.map(({ length }) => length).toSorted())
      expect(shortIdCandidates(readoutId)).toEqual(candidates)
    }),
  )
})

test('few of many readouts want the same', () => {
  const first = Array.from({ length: 2_000 }, (_, index) => shortIdCandidates(`readout ${index}`)[0])
  expect(new Set(first).size).toBeGreaterThan(1_950)
})
