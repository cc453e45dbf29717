import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { QuietHours } from '../../src/domain/subscription.ts'
import { afterQuiet, isQuiet, lastQuietEnd } from '../../src/schedule/quiet.ts'

const night: QuietHours = { from: '22:00', to: '07:00', zone: 'Asia/Baku' }

describe('quiet hours over midnight, in Baku', () => {
  test.each([
    ['2025-04-24T17:59:59Z', false],
    ['2025-04-24T18:00:00Z', true],
    ['2025-04-24T20:00:00Z', true],
    ['2025-04-25T02:59:59Z', true],
    ['2025-04-25T03:00:00Z', false],
    ['2025-04-25T08:00:00Z', false],
  ])('%s: %s', (at, expected) => {
    expect(isQuiet(night, new Date(at))).toBe(expected)
  })

  test('what is due in them waits for their end, anything else for nothing', () => {
    expect(afterQuiet(night, new Date('2025-04-24T19:00:00Z'))).toEqual(new Date('2025-04-25T03:00:00Z'))
    expect(afterQuiet(night, new Date('2025-04-25T03:00:00Z'))).toEqual(new Date('2025-04-25T03:00:00Z'))
    expect(afterQuiet(undefined, new Date('2025-04-24T19:00:00Z'))).toEqual(new Date('2025-04-24T19:00:00Z'))
  })
})

test('hours within a day are quiet within that day', () => {
  const lunch = { from: '12:00', to: '14:00', zone: 'UTC' }
  const at = (time: string) => isQuiet(lunch, new Date(`2025-04-24T${time}:00Z`))
  expect([at('11:59'), at('12:00'), at('13:59'), at('14:00')]).toEqual([false, true, true, false])
})

test('hours that a clock change leaves out are quiet for no time', () => {
  const skipped = { from: '02:10', to: '02:50', zone: 'Europe/Paris' }
  expect(isQuiet(skipped, new Date('2025-03-30T01:00:00Z'))).toBe(false)
  expect(isQuiet(skipped, new Date('2025-03-31T00:15:00Z'))).toBe(true)
})

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
const hours: fc.Arbitrary<QuietHours> = fc
  .record({
    from: time,
    to: time,
    zone: fc.constantFrom('UTC', 'Asia/Baku', 'Europe/London', 'America/New_York', 'Australia/Lord_Howe'),
  })
  .filter(({ from, to }) => from !== to)
const instant = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => new Date(Math.floor(date.getTime() / 1_000) * 1_000))

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

test('nobody waits longer than a day, or is posted to in quiet hours, whatever the clocks do', () => {
  fc.assert(
    fc.property(hours, instant, (some, at) => {
      const posted = afterQuiet(some, at)
      expect(isQuiet(some, posted)).toBe(false)
      expect(posted.getTime()).toBeGreaterThanOrEqual(at.getTime())
      expect(posted.getTime() - at.getTime()).toBeLessThanOrEqual(DAY_MS + HOUR_MS)
      expect(posted.getTime() === at.getTime()).toBe(!isQuiet(some, at))
    }),
  )
})

test('the end that came last is over, and within a day', () => {
  fc.assert(
    fc.property(hours, instant, (some, at) => {
      const end = lastQuietEnd(some, at)?.getTime() ?? 0
      expect(end).toBeLessThanOrEqual(at.getTime())
      expect(at.getTime() - end).toBeLessThanOrEqual(DAY_MS + HOUR_MS)
    }),
  )
})
