import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileOfficials } from '../../../src/countries/officials.ts'
import { compileCues } from '../../../src/extract/encounter/cues.ts'
import { findDays } from '../../../src/extract/encounter/dates.ts'
import { dayOf, nearestDay, shiftDay, weekdayOf } from '../../../src/extract/days.ts'
import { readTokens } from '../../../src/extract/encounter/tokens.ts'
import { gazetteer, ruleData } from '../../rules.ts'

const cues = new Map(
  ruleData.encounterWords.map((words) => [words.language, compileCues(words, gazetteer, compileOfficials({}))]),
)

function daysIn(text: string, near: string | undefined, language = 'en'): string[] {
  const words = cues.get(language)
  return words ? findDays(readTokens(text, { start: 0, end: text.length }, words), near).map(({ day }) => day) : []
}

/** A Wednesday. */
const near = '2025-04-23'

describe('findDays', () => {
  test.each([
    ['on April 23, 2025', '2025-04-23'],
    ['on 3 July 2024', '2024-07-03'],
    ['on the 2nd of February 2024', '2024-02-02'],
    ['on Sept. 9', '2024-09-09'],
    ['on May 2', '2025-05-02'],
    ['in November, on the 5th', undefined],
    ['met on the 22nd, in Berlin', '2025-04-22'],
    ['met on the 24th', '2025-03-24'],
    ['on the 10th anniversary', undefined],
    ['on July 9-10, 2023', '2023-07-09'],
    ['from 16 to 17 April', '2025-04-16'],
    ['on Friday, April 18', '2025-04-18'],
    ['on Monday', '2025-04-21'],
    ['on Wednesday', '2025-04-23'],
    ['today', '2025-04-23'],
    ['yesterday', '2025-04-22'],
    ['date 2025-04-24', '2025-04-24'],
    ['on February 30, 2024', undefined],
    ['Foreign Minister May', undefined],
  ])('%s', (text, day) => {
    expect(daysIn(text, near)).toEqual(day === undefined ? [] : [day])
  })

  test.each([
    ['sv', 'Onsdagen den 19 april', '2025-04-19'],
    ['de', 'am 12. September 2023', '2023-09-12'],
    ['fr', 'le 1er mars 2025', '2025-03-01'],
    ['es', 'el 2 de abril de 2025', '2025-04-02'],
    ['ru', '24 марта 2025 года', '2025-03-24'],
  ])('%s: %s', (language, text, day) => {
    expect(daysIn(text, near, language)).toEqual([day])
  })

  test('a year or a weekday is not made up where nothing tells it', () => {
    expect(daysIn('on April 23, and on Monday, and today', undefined)).toEqual([])
  })
})

describe('days', () => {
  const day = fc
    .date({ min: new Date('1950-01-01'), max: new Date('2149-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))

  test('shifting there and back is nothing, and seven days keep the weekday', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -4000, max: 4000 }), (from, days) => {
        expect(shiftDay(shiftDay(from, days), -days)).toBe(from)
        expect(weekdayOf(shiftDay(from, 7 * days))).toBe(weekdayOf(from))
      }),
    )
  })

  test('the nearest such day is at most a month ahead and at most eleven behind', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), (today, month, dayNumber) => {
        const found = nearestDay(month, dayNumber, today) ?? ''
        expect(found <= shiftDay(today, 31)).toBe(true)
        expect(found > shiftDay(today, -336)).toBe(true)
        expect(found.slice(5)).toBe(`${String(month).padStart(2, '0')}-${String(dayNumber).padStart(2, '0')}`)
      }),
    )
  })

  test('a day that is none is none', () => {
    expect(dayOf(2023, 2, 29)).toBeUndefined()
    expect(dayOf(2024, 2, 29)).toBe('2024-02-29')
    expect(dayOf(2024, 13, 1)).toBeUndefined()
  })
})
