import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isQuiet } from '../../src/schedule/quiet.ts'
import { retryAt } from '../../src/schedule/retrying.ts'

const now = new Date('2025-04-24T17:59:58Z')
const night = { from: '22:00', to: '07:00', zone: 'Asia/Baku' }

describe('the next try', () => {
  test('comes after 5 s, then twice as late each time, at most an hour', () => {
    const waits = [1, 2, 3, 10, 11, 79].map((attempts) => (retryAt(attempts, now, undefined)?.getTime() ?? 0) - +now)
    expect(waits).toEqual([5_000, 10_000, 20_000, 2_560_000, 3_600_000, 3_600_000])
  })

  test('is never before the platform says, and never comes once it is hopeless', () => {
    expect(retryAt(1, now, 90_000)).toEqual(new Date('2025-04-24T18:01:28Z'))
    expect(retryAt(80, now, undefined)).toBeUndefined()
  })

  test('waits for the end of quiet hours into which it would fall', () => {
    expect(retryAt(1, now, undefined, night)).toEqual(new Date('2025-04-25T03:00:00Z'))
    expect(retryAt(1, new Date('2025-04-24T17:00:00Z'), undefined, night)).toEqual(new Date('2025-04-24T17:00:05Z'))
  })
})

test('no try is planned in quiet hours or sooner than without them', () => {
  const hours = fc
    .tuple(fc.constantFrom('00:00', '07:30', '22:00', '23:59'), fc.constantFrom('00:00', '06:15', '12:00', '23:59'))
    .filter(([from, to]) => from !== to)
    .chain(([from, to]) => fc.constantFrom('UTC', 'Asia/Baku', 'America/New_York').map((zone) => ({ from, to, zone })))
  const instant = fc.date({ min: new Date('2024-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(hours, instant, fc.integer({ min: 1, max: 79 }), (quiet, at, attempts) => {
      const [next, otherwise] = [retryAt(attempts, at, undefined, quiet), retryAt(attempts, at, undefined)]
      if (!next || !otherwise) throw new Error('there is hope yet')
      expect(isQuiet(quiet, next)).toBe(false)
      expect(+next).toBeGreaterThanOrEqual(+otherwise)
    }),
  )
})
