import { describe, expect, test } from 'vitest'
import { conditionOf } from '../../src/domain/condition.ts'
import type { SourceState } from '../../src/domain/source.ts'

const now = new Date('2025-04-24T04:00:00Z')
const well: SourceState = { source: 'xa-mfa', nextPollAt: now, failures: 0, lastSuccessAt: now }
const since = new Date('2025-04-20T04:00:00Z')
const failing: SourceState = { ...well, failures: 3, lastSuccessAt: since, lastError: 'status 403' }

describe('how a source stands', () => {
  test.each([
    ['disabled', { disabled: 'closed' }, well],
    ['new', {}, undefined],
    ['well', {}, well],
    ['refused', {}, { ...failing, lastFailure: 'refused' as const }],
    ['broken', {}, { ...failing, lastFailure: 'broken' as const }],
    ['unread', {}, { ...failing, lastFailure: 'slow-down' as const }],
    ['unread', {}, failing],
    ['well', {}, { ...well, unmatchedPages: 2 }],
    ['broken', {}, { ...well, unmatchedPages: 3 }],
  ])('%s', (kind, source, state) => {
    expect(conditionOf(source, state, now).kind).toBe(kind)
  })

  test('what failed says since when and why', () => {
    expect(conditionOf({}, failing, now)).toEqual({ kind: 'unread', since, reason: 'status 403' })
  })
})

describe('a source without new texts', () => {
  const newest = (newestContent: string, longestGapDays?: number): string =>
    conditionOf({}, { ...well, newestContent, longestGapDays }, now).kind

  test('is frozen by its own habit: what is long for a daily source is nothing for a monthly one', () => {
    expect(newest('2025-04-10', 3)).toBe('frozen')
    expect(newest('2025-04-10', 31)).toBe('well')
    expect(newest('2025-02-10', 31)).toBe('frozen')
  })

  test('is not called frozen over a long weekend, nor while its habit is unknown', () => {
    expect(newest('2025-04-19', 1)).toBe('well')
    expect(newest('2025-04-18', 1)).toBe('frozen')
    expect(newest('2020-01-01')).toBe('well')
  })
})
