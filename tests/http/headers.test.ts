import { describe, expect, test } from 'vitest'
import { charsetOf, freshUntil, retryAfterMs } from '../../src/http/headers.ts'

const now = new Date('2025-04-24T08:00:00Z')

describe('retryAfterMs', () => {
  test.each([
    ['120', 120_000],
    ['0', 0],
    ['Thu, 24 Apr 2025 08:05:00 GMT', 300_000],
    ['Thu, 24 Apr 2025 07:00:00 GMT', 0],
    ['99999999999', 7 * 24 * 3_600_000],
    ['soon', undefined],
    ['', undefined],
  ])('reads %j as %j', (value, expected) => {
    expect(retryAfterMs({ 'retry-after': value }, now)).toBe(expected)
  })
})

describe('freshUntil', () => {
  const minutes = (headers: Record<string, string>): number | undefined => {
    const until = freshUntil(headers, now)
    return until && (until.getTime() - now.getTime()) / 60_000
  }

  test('counts from max-age, less the age the answer already has', () => {
    expect(minutes({ 'cache-control': 'public, max-age=900', age: '300' })).toBe(10)
  })

  test('counts from Expires by the server’s own clock', () => {
    expect(minutes({ expires: 'Thu, 24 Apr 2025 07:20:00 GMT', date: 'Thu, 24 Apr 2025 07:00:00 GMT' })).toBe(20)
  })

  test('trusts Cache-Control over Expires', () => {
    expect(minutes({ 'cache-control': 'max-age=60', expires: 'Thu, 24 Apr 2025 08:30:00 GMT' })).toBe(1)
  })

  test('never believes more than an hour', () => {
    expect(minutes({ 'cache-control': 'max-age=31536000' })).toBe(60)
  })

  test.each([{ 'cache-control': 'no-cache, max-age=600' }, { 'cache-control': 'max-age=0' }, { expires: '0' }, {}])(
    'says nothing for %j',
    (headers) => {
      expect(freshUntil(headers, now)).toBeUndefined()
    },
  )
})

test('the charset is read out of a content type in any dress', () => {
  expect(charsetOf('text/html; charset="GB2312"')).toBe('GB2312')
  expect(charsetOf('text/html;charset=utf-8;x=y')).toBe('utf-8')
  expect(charsetOf('text/html')).toBeUndefined()
  expect(charsetOf(undefined)).toBeUndefined()
})
