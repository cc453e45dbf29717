import { describe, expect, test } from 'vitest'
import { dayIn, formatDay, formatDays, formatInstant, formatRecent, zoneName } from '../../src/digest/days.ts'

describe('days and instants', () => {
  test.each([
    ['2025-04-23', undefined, '23 April 2025'],
    ['2025-04-23', '2025', '23 April'],
    ['2024-05', '2025', 'May 2024'],
    ['2016', '2016', '2016'],
  ])('%s in %s is %s', (date, year, expected) => {
    expect(formatDay(date, year)).toBe(expected)
  })

  test.each([
    ['2025-04-22', '2025-04-22', '22 April'],
    ['2025-04-22', '2025-04-24', '22–24 April'],
    ['2025-08-31', '2025-09-01', '31 August – 1 September'],
  ])('from %s to %s is %s', (from, to, expected) => {
    expect(formatDays(from, to, '2025')).toBe(expected)
  })

  test('an instant is told in the zone asked for, midnight as 00:00', () => {
    const instant = new Date('2025-04-23T20:00:00Z')
    expect(formatInstant(instant, 'Asia/Baku')).toBe('Thu 24 April, 00:00')
    expect(dayIn(instant, 'Asia/Baku')).toBe('2025-04-24')
    expect(formatInstant(instant, 'America/New_York')).toBe('Wed 23 April, 16:00')
  })

  test('a weekday says which day it was for six days', () => {
    const now = new Date('2025-04-24T04:00:00Z')
    expect(formatRecent(new Date('2025-04-18T08:00:00Z'), now, 'UTC')).toBe('Fri 08:00')
    expect(formatRecent(new Date('2025-04-17T08:00:00Z'), now, 'UTC')).toBe('17 April, 08:00')
  })

  test('a zone is called by its city', () => {
    expect(['Asia/Baku', 'America/New_York', 'UTC'].map(zoneName)).toEqual(['Baku', 'New York', 'UTC'])
  })
})
