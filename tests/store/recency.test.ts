import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AFTER_ALL, firstOfDay, orderingDay, recencyOf } from '../../src/store/recency.ts'

const storedAt = new Date('2025-04-24T04:00:00Z')
const publishedAt = new Date('2025-04-23T06:00:00Z')

describe('recency', () => {
  const day = fc
    .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('2999-12-31T00:00:00Z'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  const number = fc.integer({ min: 1, max: 2 ** 32 - 1 })

  test('orders by day, then by number of storage, and is exact', () => {
    fc.assert(
      fc.property(day, number, day, number, (dayA, a, dayB, b) => {
        const [recencyA, recencyB] = [recencyOf(dayA, a), recencyOf(dayB, b)]
        expect(Number.isSafeInteger(recencyA)).toBe(true)
        expect(Math.sign(recencyA - recencyB)).toBe(Math.sign(dayA === dayB ? a - b : dayA < dayB ? -1 : 1))
      }),
    )
  })

  test('of a day lies between the day and the end of all', () => {
    fc.assert(
      fc.property(day, number, (on, at) => {
        expect(recencyOf(on, at)).toBeGreaterThan(firstOfDay(on))
        expect(recencyOf(on, at)).toBeLessThan(AFTER_ALL)
      }),
    )
  })

  test.each(['', 'today', '2025-4-3', '2025-13-01', '0000-01-01'])('%j is no day', (text) => {
    expect(() => firstOfDay(text)).toThrow(RangeError)
  })
})

describe('the day a readout is ordered by', () => {
  test.each([
    ['the encounter', '2025-04-20', publishedAt, '2025-04-20'],
    ['publication, where there is no encounter', null, publishedAt, '2025-04-23'],
    ['storage, where there is neither', null, undefined, '2025-04-24'],
    ['an encounter tomorrow: elsewhere it may be today', '2025-04-25', publishedAt, '2025-04-25'],
    ['publication, where the encounter would lie in the future', '2025-04-26', publishedAt, '2025-04-23'],
    ['publication, where the encounter is no day', 'April', publishedAt, '2025-04-23'],
    ['storage, where publication would lie in the future', null, new Date('2031-01-01T00:00:00Z'), '2025-04-24'],
  ])('is that of %s', (_what, date, published, expected) => {
    expect(orderingDay({ date }, published, storedAt)).toBe(expected)
  })
})
