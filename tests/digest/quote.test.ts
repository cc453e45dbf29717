import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cut, quoteOf } from '../../src/digest/quote.ts'

describe('a quote', () => {
  const evidence = (start: number, quote: string) => ({ start, end: start + quote.length, quote })

  test('joins what was quoted in the order of the text, and says what lies within another once', () => {
    expect(quoteOf([evidence(40, 'and  Y'), evidence(0, 'supports X and Z'), evidence(9, 'X')])).toBe(
      'supports X and Z … and Y',
    )
    expect(quoteOf([evidence(0, 'the same'), evidence(0, 'the same')])).toBe('the same')
  })

  test('is cut between words', () => {
    expect(cut('one two three four', 12)).toBe('one two…')
    expect(cut('一个中国原则和中美三个联合公报', 6)).toBe('一个中国原…')
  })

  test('is never longer than asked, begins as the text does, and breaks no character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 1, max: 50 }), (text, most) => {
        const short = cut(text, most)
        expect(short.length).toBeLessThanOrEqual(Math.max(most, 1))
        expect(short.isWellFormed()).toBe(true)
        expect(text.startsWith(short.replace(/…$/, ''))).toBe(true)
      }),
    )
  })
})
