import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatSchedule, parseSchedule } from '../../src/schedule/words.ts'

const cronOf = (words: string): string | undefined => {
  const result = parseSchedule(words, 'Asia/Baku')
  return result.kind === 'understood' && result.schedule.kind === 'cron' ? result.schedule.cron : undefined
}

describe('a schedule in words', () => {
  test.each([
    ['daily 18:00', '0 18 * * *'],
    ['weekdays 09:05', '5 9 * * 1-5'],
    ['weekly mon 08:00', '0 8 * * 1'],
    ['  Weekly  Sunday at 8:30 ', '30 8 * * 0'],
    ['0 8 * * mon-fri', '0 8 * * mon-fri'],
  ])('%j is read', (words, cron) => {
    expect(cronOf(words)).toBe(cron)
  })

  test('instant waits for no time', () => {
    expect(parseSchedule('Instant', 'UTC')).toEqual({ kind: 'understood', schedule: { kind: 'instant' } })
  })

  test.each(['', 'sometimes', 'daily', 'daily 25:00', 'daily 8:60', 'weekly 08:00', 'weekly xyz 08:00'])(
    '%j gets the forms to write instead',
    (words) => {
      const result = parseSchedule(words, 'UTC')
      expect(result.kind === 'unclear' && result.reason).toMatch(/weekdays 09:00/)
    },
  )

  test('what is formatted is read back as it was', () => {
    const words = fc
      .tuple(
        fc.constantFrom('daily', 'weekdays', 'weekly mon', 'weekly sun', 'weekly sat'),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 59 }),
      )
      .map(([often, hour, minute]) => `${often} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
    fc.assert(
      fc.property(fc.oneof(words, fc.constantFrom('instant', '*/20 * * * *', '0 8 1 jan *')), (text) => {
        const result = parseSchedule(text, 'Asia/Baku')
        expect(result.kind === 'understood' && formatSchedule(result.schedule)).toBe(text)
      }),
    )
  })
})
