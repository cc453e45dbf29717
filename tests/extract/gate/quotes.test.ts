import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findQuote, foldQuotes, paragraphsIn } from '../../../src/extract/gate/quotes.ts'

const find = (text: string, quote: string): string | undefined => findQuote(foldQuotes(text), quote)?.quote

describe('a quote', () => {
  test.each([
    ['as it stands', 'They met in Strelsau.', 'met in Strelsau', 'met in Strelsau'],
    ['in other quote marks', 'the “golden  age” of', 'the "golden age" of', 'the “golden  age” of'],
    ['in Chinese ones', '共建“一带一路”合作', '共建「一带一路」合作', '共建“一带一路”合作'],
    ['over a line break', 'free\n trade now', 'free trade now', 'free\n trade now'],
    ['with a no-break space', 'free\u00a0trade', 'free trade', 'free\u00a0trade'],
    ['the first time', 'trade, then trade', 'trade', 'trade'],
    ['not in other words', 'They met.', 'They meet.', undefined],
    ['not with a letter less', 'stand ready', 'stand read', undefined],
    ['not with other accents', 'Córdoba', 'Cordoba', undefined],
    ['not with half a number', '1,200 tons', '200 tons', undefined],
    ['not with half a decimal', 'by 1.5 points', '5 points', undefined],
    ['not without its percent sign', 'by 15% then', 'by 15', undefined],
    ['not with half a Chinese number', '二十五份文件', '五份文件', undefined],
    ['not without the sign of money', 'for $30 now', '30 now', undefined],
    ['not behind a Chinese denial', '中方不支持制裁', '支持制裁', undefined],
    ['not of nothing', 'They met.', '  ', undefined],
  ])('is found %s', (_how, text, quote, found) => {
    expect(find(text, quote)).toBe(found)
  })

  test('is counted in paragraphs', () => {
    expect(paragraphsIn({ start: 0, end: 9, quote: 'one\n\ntwo\nx' })).toBe(3)
  })

  const unit = fc.constantFrom('a', 'b ', '\n', '\u00a0', '“', '"', '」', '5', ',', '不', '十', '😀', ' ')
  const text = fc.array(unit, { maxLength: 60 }).map((units) => units.join(''))

  test('is always a piece of the text, at the place that is given, and found there again', () => {
    fc.assert(
      fc.property(text, text, (before, quote) => {
        const folding = foldQuotes(before + quote + before)
        const evidence = findQuote(folding, quote)
        if (!evidence) return
        expect(folding.text.slice(evidence.start, evidence.end)).toBe(evidence.quote)
        expect(findQuote(folding, evidence.quote)).toEqual(evidence)
      }),
    )
  })

  test('keeps its place when text is added behind it', () => {
    fc.assert(
      fc.property(text, text, (body, more) => {
        const quote = 'met in Strelsau'
        const longer = `${body} ${quote}. ${more}`
        expect(findQuote(foldQuotes(longer), quote)?.start).toBe(
          findQuote(foldQuotes(`${body} ${quote}.`), quote)?.start,
        )
      }),
    )
  })
})
