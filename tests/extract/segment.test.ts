import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { segment } from '../../src/extract/segment.ts'

const sentences = (text: string): string[] =>
  segment(text).flatMap((p) => p.sentences.map((s) => text.slice(s.start, s.end)))

describe('segment', () => {
  test('abbreviations, initials and decimals end no sentence', () => {
    expect(sentences('Mr. Blinken met J. Smith in the U.S. capital. Trade rose 3.5 percent.')).toEqual([
      'Mr. Blinken met J. Smith in the U.S. capital.',
      'Trade rose 3.5 percent.',
    ])
  })

  test('Chinese sentences end at their own marks, closing quotes included', () => {
    expect(sentences('习近平指出，“中阿关系很好。”阿方表示赞同。')).toEqual([
      '习近平指出，“中阿关系很好。”',
      '阿方表示赞同。',
    ])
  })

  test('sentences cover every character that is not white space, in order, without overlap', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'B', '.', ' ', '\n', '。', '”', '台', 'Mr') }), (text) => {
        const spans = segment(text).flatMap((p) => p.sentences)
        expect(spans.every((s, i) => s.start >= (spans[i - 1]?.end ?? 0) && s.start < s.end)).toBe(true)
        const covered = spans.map((s) => text.slice(s.start, s.end)).join('')
        expect(covered.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
      }),
    )
  })
})
