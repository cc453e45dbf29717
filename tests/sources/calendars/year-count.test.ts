import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Day, dayOf } from '../../../src/sources/calendars/day.ts'
import { gregorianDay, type YearCount } from '../../../src/sources/calendars/year-count.ts'

const DAY_MS = 86_400_000
const FIRST = Date.UTC(1990, 0, 1)
const LAST = Date.UTC(2040, 11, 31)

const RUNTIME_NAMES: Readonly<Record<YearCount, string>> = {
  roc: 'roc',
  buddhist: 'buddhist',
  persian: 'persian',
  hijri: 'islamic-umalqura',
  reiwa: 'japanese',
  heisei: 'japanese',
}

/** What the runtime's own calendar calls each day from 1990 to 2040, and the era that it gives. */
function* daysIn(count: YearCount): Generator<{ readonly at: number; readonly day: Day; readonly era: string }> {
  const format = new Intl.DateTimeFormat(`en-u-ca-${RUNTIME_NAMES[count]}`, {
    timeZone: 'UTC',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  })
  for (let at = FIRST; at <= LAST; at += DAY_MS) {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]))
    yield { at, day: dayOf(parts.get('year'), parts.get('month'), parts.get('day')), era: parts.get('era') ?? '' }
  }
}

const startOf = (day: Day | undefined): number | undefined => day && Date.UTC(day.year, day.month - 1, day.day)

describe('gregorianDay', () => {
  test.each(['roc', 'buddhist', 'persian', 'hijri'] as const)('gives every day from 1990 to 2040 back: %s', (count) => {
    const wrong = [...daysIn(count)].filter(({ at, day }) => startOf(gregorianDay(day, count)) !== at)
    expect(wrong).toEqual([])
  })

  test.each([
    ['heisei', 'Heisei', 10_712],
    ['reiwa', 'Reiwa', 7_916],
  ] as const)('gives every day of the era %s back, and no other', (count, name, length) => {
    const inside = [...daysIn(count)].filter(({ at, day }) => startOf(gregorianDay(day, count)) === at)
    expect(new Set(inside.map(({ era }) => era))).toEqual(new Set([name]))
    expect(inside).toHaveLength(length)
  })

  test.each<[YearCount, Day, Day | undefined]>([
    ['persian', dayOf(1404, 1, 1), dayOf(2025, 3, 21)],
    ['persian', dayOf(1403, 12, 30), dayOf(2025, 3, 20)],
    ['persian', dayOf(1404, 12, 30), undefined],
    ['hijri', dayOf(1447, 1, 1), dayOf(2025, 6, 26)],
    ['hijri', dayOf(1446, 2, 31), undefined],
    ['buddhist', dayOf(2567, 2, 29), dayOf(2024, 2, 29)],
    ['buddhist', dayOf(2568, 2, 29), undefined],
    ['roc', dayOf(114, 13, 1), undefined],
    ['reiwa', dayOf(1, 5, 1), dayOf(2019, 5, 1)],
    ['heisei', dayOf(31, 4, 30), dayOf(2019, 4, 30)],
    ['heisei', dayOf(31, 5, 1), undefined],
  ])('knows of the count %s whether it has the day %j', (count, day, expected) => {
    expect(gregorianDay(day, count)).toEqual(expected)
  })

  test('gives a day or nothing, whatever the numbers', () => {
    const number = fc.oneof(fc.integer(), fc.double(), fc.nat(3_000))
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(RUNTIME_NAMES)), number, number, number, (name, year, month, day) => {
        const found = gregorianDay({ year, month, day }, name as YearCount)
        expect(found === undefined || Number.isInteger(found.day)).toBe(true)
      }),
    )
  })
})
