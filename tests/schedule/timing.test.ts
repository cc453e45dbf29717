import { expect, test } from 'vitest'
import type { QuietHours, Schedule } from '../../src/domain/subscription.ts'
import { lastDueTimes, waitedUntil } from '../../src/schedule/timing.ts'

const night: QuietHours = { from: '22:00', to: '07:00', zone: 'UTC' }
const hourly: Schedule = { kind: 'cron', cron: '0 * * * *', zone: 'UTC' }
const at = (time: string) => new Date(`2025-04-24T${time}Z`)

test.each([
  ['by night nothing is due', at('03:10:00'), undefined],
  ['by day what is due is due at its time', at('09:10:00'), at('09:00:00')],
  ['when the night is over, at once', at('07:00:00'), at('07:00:00')],
])('%s', (_, now, expected) => {
  expect(lastDueTimes(now)({ schedule: hourly, quietHours: night })).toEqual(expected)
})

test('what was due at night is due in the morning', () => {
  const late: Schedule = { kind: 'cron', cron: '30 23 * * *', zone: 'UTC' }
  const lastOf = lastDueTimes(at('12:00:00'))
  expect(lastOf({ schedule: late, quietHours: night })).toEqual(at('07:00:00'))
  expect(lastOf({ schedule: late })).toEqual(new Date('2025-04-23T23:30:00Z'))
})

test('at once is now, but not at night', () => {
  const instant: Schedule = { kind: 'instant' }
  expect(lastDueTimes(at('12:00:00'))({ schedule: instant, quietHours: night })).toEqual(at('12:00:00'))
  expect(lastDueTimes(at('23:00:00'))({ schedule: instant, quietHours: night })).toBeUndefined()
})

test('the later of a pause and a night is what was waited for', () => {
  expect(waitedUntil({}, at('12:00:00'))).toBeUndefined()
  expect(waitedUntil({ quietHours: night }, at('12:00:00'))).toEqual(at('07:00:00'))
  expect(waitedUntil({ quietHours: night, resumedAt: at('09:00:00') }, at('12:00:00'))).toEqual(at('09:00:00'))
  expect(waitedUntil({ quietHours: night, resumedAt: at('06:00:00') }, at('12:00:00'))).toEqual(at('07:00:00'))
})
