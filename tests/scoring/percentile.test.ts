import fc from 'fast-check'
import { expect, test } from 'vitest'
import { percentile } from '../../src/scoring/percentile.ts'

test('no fewer than that share of the values are at most it, and it is one of them', () => {
  const share = fc.double({ min: 0.01, max: 1, noNaN: true })
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), share, (values, of) => {
      const found = percentile(values, of)
      expect(values).toContain(found)
      expect(values.filter((value) => value <= found).length).toBeGreaterThanOrEqual(of * values.length)
      expect(values.filter((value) => value < found).length).toBeLessThan(of * values.length)
    }),
  )
})

test('of none it is nought', () => {
  expect(percentile([], 0.5)).toBe(0)
})
