import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Revisit } from '../../src/domain/keeping.ts'
import { longestGap } from '../../src/schedule/habit.ts'
import { afterMiss, isGone, nextRevisit, revisitOnChange } from '../../src/schedule/revisiting.ts'

const HOUR_MS = 3_600_000
const stored = new Date('2025-04-24T04:00:00Z')
const hours = (count: number): Date => new Date(stored.getTime() + count * HOUR_MS)

describe('when a page is looked at next', () => {
  test.each([
    [0, 1],
    [0.99, 1],
    [1, 24],
    [30, 168],
    [168, undefined],
  ])('%d hours after it was stored: after %s', (after, next) => {
    expect(nextRevisit({}, 'selectors', stored, hours(after))).toEqual(next === undefined ? undefined : hours(next))
  })

  test('the page of a text that a feed carries is not looked for in the first hours', () => {
    expect(nextRevisit({}, 'feed', stored, stored)).toEqual(hours(24))
  })

  test('is as its source says, in whatever order, strictly later each time, until all is done', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 6 }), (revisitHours) => {
        const times: number[] = []
        let after = stored
        for (;;) {
          const next = nextRevisit({ revisitHours }, 'rules', stored, after)
          if (!next) break
          times.push((next.getTime() - stored.getTime()) / HOUR_MS)
          after = next
        }
        expect(times).toEqual([...new Set(revisitHours)].sort((a, b) => a - b))
      }),
    )
  })

  test('a change that a feed shows has it looked at at once, but not twice within half an hour', () => {
    expect(revisitOnChange(stored, hours(1))).toEqual(hours(1))
    expect(revisitOnChange(stored, hours(0.1))).toEqual(hours(0.5))
  })
})

describe('a page that is missed', () => {
  const start: Revisit = { readoutId: 'a', foundBy: 'rules', seenAt: stored, misses: 0 }

  test('is looked for until it is gone, and then at its ordinary times', () => {
    let revisit = start
    const looks: number[] = []
    let now = hours(1)
    while (!isGone(revisit, now)) {
      looks.push((now.getTime() - hours(1).getTime()) / HOUR_MS)
      revisit = afterMiss(revisit, now, hours(168))
      now = revisit.dueAt ?? now
    }
    expect(looks).toEqual([0, 12, 24])
    expect(revisit.dueAt).toEqual(hours(168))
  })

  test('is gone only after three misses in a row over a day, whenever looks come', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ wait: fc.integer({ min: 1, max: 30 }), found: fc.boolean() })), (looks) => {
        let revisit = start
        let now = stored
        let missed: Date[] = []
        for (const { wait, found } of looks) {
          now = new Date(now.getTime() + wait * HOUR_MS)
          if (found) {
            revisit = { ...start, seenAt: now }
            missed = []
            continue
          }
          revisit = afterMiss(revisit, now, undefined)
          missed.push(now)
          const [first] = missed
          const lasted = first ? now.getTime() - first.getTime() : 0
          expect(isGone(revisit, now)).toBe(missed.length >= 3 && lasted >= 24 * HOUR_MS)
        }
      }),
    )
  })
})

describe('the habit of a source', () => {
  const day = (number: number): string => new Date(Date.UTC(2025, 0, number)).toISOString().slice(0, 10)

  test('is its longest gap, whatever the order of its days', () => {
    const weekdays = [1, 2, 3, 6, 7, 8, 9, 10, 13, 14]
    expect(longestGap(weekdays.map(day))).toBe(3)
    expect(longestGap([...weekdays, ...weekdays].reverse().map(day))).toBe(3)
  })

  test('is unknown while few days are, and forgets what is long past', () => {
    expect(longestGap([1, 2, 3, 4, 5, 6, 7, 8].map(day))).toBeUndefined()
    const recent = Array.from({ length: 121 }, (_, index) => day(1_000 + index))
    expect(longestGap([day(1), ...recent])).toBe(1)
  })
})
