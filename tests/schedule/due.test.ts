import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Schedule } from '../../src/domain/subscription.ts'
import { isCron, lastDue, nextDue } from '../../src/schedule/due.ts'

const at = (cron: string, zone: string): Schedule => ({ kind: 'cron', cron, zone })

/** The next `count` due times after `from`. */
function due(cron: string, zone: string, from: string, count: number): string[] {
  const times: string[] = []
  let after = new Date(from)
  while (times.length < count) {
    const next = nextDue(at(cron, zone), after)
    if (!next) break
    times.push(next.toISOString().slice(0, 16))
    after = next
  }
  return times
}

const crons = fc.constantFrom(
  '0 8 * * *',
  '30 2 * * *',
  '30 1,13 * * *',
  '*/20 * * * *',
  '15 0-5 * * mon-fri',
  '0 0 1 */3 *',
  '59 23 29 2 *',
  '45 1 * * sun',
)
const zones = fc.constantFrom(
  'UTC',
  'Asia/Baku',
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Apia',
)
const instants = fc.date({ min: new Date('2010-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })

describe('when a schedule is next due', () => {
  test('a zone without daylight saving keeps its time the year round', () => {
    expect(due('0 8 * * *', 'Asia/Baku', '2025-03-29T06:00Z', 2)).toEqual(['2025-03-30T04:00', '2025-03-31T04:00'])
  })

  test.each([
    ['America/New_York', '30 2 * * *', '2025-03-09T05:00Z', ['2025-03-09T07:00', '2025-03-10T06:30']],
    ['Europe/London', '30 1 * * *', '2025-03-29T12:00Z', ['2025-03-30T01:00', '2025-03-31T00:30']],
    ['Australia/Lord_Howe', '15 2 * * *', '2025-10-04T12:00Z', ['2025-10-04T15:30', '2025-10-05T15:15']],
    // Samoa left out the whole of 30 December 2011: the day's digest comes with the first minute after it.
    ['Pacific/Apia', '0 9 * * *', '2011-12-29T12:00Z', ['2011-12-29T19:00', '2011-12-30T19:00']],
  ])('in %s a time that the clock change leaves out is due once, right after the gap', (zone, cron, from, expected) => {
    expect(due(cron, zone, from, 2)).toEqual(expected)
  })

  test.each([
    ['Europe/London', '30 1 * * *', '2025-10-25T12:00Z', ['2025-10-26T00:30', '2025-10-27T01:30']],
    ['America/New_York', '30 1 * * *', '2025-11-01T12:00Z', ['2025-11-02T05:30', '2025-11-03T06:30']],
    ['Australia/Lord_Howe', '45 1 * * *', '2025-04-05T12:00Z', ['2025-04-05T14:45', '2025-04-06T15:15']],
    ['Europe/London', '30 1,18 * * *', '2025-10-25T20:00Z', ['2025-10-26T00:30', '2025-10-26T18:30']],
  ])('in %s a time that comes twice is due once, the first time', (zone, cron, from, expected) => {
    expect(due(cron, zone, from, 2)).toEqual(expected)
  })

  test('two times that meet at the end of a gap are due once', () => {
    expect(due('0 2,3 * * *', 'America/New_York', '2025-03-09T05:00Z', 2)).toEqual([
      '2025-03-09T07:00',
      '2025-03-10T06:00',
    ])
  })

  test('names, lists, ranges and steps are understood', () => {
    expect(due('0 8-12/2 * apr,may mon', 'UTC', '2025-04-20T00:00Z', 3)).toEqual([
      '2025-04-21T08:00',
      '2025-04-21T10:00',
      '2025-04-21T12:00',
    ])
  })

  test('a day that never comes is never due', () => {
    expect(nextDue(at('0 8 30 2 *', 'UTC'), new Date('2025-01-01'))).toBeUndefined()
  })

  test('the next time is strictly later, and no due time lies between', () => {
    fc.assert(
      fc.property(crons, zones, instants, (cron, zone, after) => {
        const next = nextDue(at(cron, zone), after)
        if (!next) return
        expect(next.getTime()).toBeGreaterThan(after.getTime())
        expect(lastDue(at(cron, zone), after, new Date(next.getTime() - 1))).toBeUndefined()
        expect(lastDue(at(cron, zone), after, next)).toEqual(next)
      }),
      { numRuns: 300 },
    )
  })
})

describe('what was missed', () => {
  const daily = at('0 8 * * *', 'Asia/Baku')

  test('three days without the program are caught up once', () => {
    const due = lastDue(daily, new Date('2025-04-20T04:00:00Z'), new Date('2025-04-23T09:00:00Z'))
    expect(due).toEqual(new Date('2025-04-23T04:00:00Z'))
  })

  test('what has been served is not due again', () => {
    const served = new Date('2025-04-23T04:00:00Z')
    expect(lastDue(daily, served, new Date('2025-04-24T03:59:59Z'))).toBeUndefined()
    expect(lastDue(daily, served, served)).toBeUndefined()
  })

  test('the very second of the due time counts', () => {
    expect(lastDue(daily, new Date('2025-04-23T03:59:59.999Z'), new Date('2025-04-23T04:00:00Z'))).toEqual(
      new Date('2025-04-23T04:00:00Z'),
    )
  })

  test('instant is due now, and has no next time of its own', () => {
    const now = new Date('2025-04-23T04:00:00Z')
    expect(lastDue({ kind: 'instant' }, new Date(0), now)).toEqual(now)
    expect(nextDue({ kind: 'instant' }, now)).toBeUndefined()
  })

  test('it is the last of the due times that stepping from one to the next passes', () => {
    fc.assert(
      fc.property(crons, zones, instants, fc.integer({ min: 1, max: 40 }), (cron, zone, from, steps) => {
        let last: Date | undefined
        for (let step = 0; step < steps; step += 1) last = nextDue(at(cron, zone), last ?? from) ?? last
        if (last) expect(lastDue(at(cron, zone), from, new Date(last.getTime() + 500))).toEqual(last)
      }),
      { numRuns: 100 },
    )
  })
})

describe('a cron line', () => {
  test.each([
    '',
    'soon',
    '* * * *',
    '* * * * * *',
    '60 8 * * *',
    '0 8 * * funday',
    '0 8 * * 1 # x',
    '@daily',
    '? 8 * * *',
  ])('%j is refused', (cron) => {
    expect(isCron(cron)).toBe(false)
  })

  test('no string makes the check throw', () => {
    fc.assert(fc.property(fc.string(), (text) => typeof isCron(text) === 'boolean'))
  })
})
