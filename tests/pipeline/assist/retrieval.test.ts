import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stretchOf } from '../../../src/pipeline/assist/retrieval.ts'

test('a passage stands in its text letter for letter, is bounded, and ends within no character', () => {
  const paragraph = fc.string({ unit: 'grapheme', maxLength: 400 })
  fc.assert(
    fc.property(
      fc.array(paragraph, { maxLength: 12 }),
      fc.array(fc.string({ maxLength: 5 }), { maxLength: 3 }),
      (paragraphs, words) => {
        const text = paragraphs.join('\n')
        const stretch = stretchOf(text, words)
        expect(text).toContain(stretch)
        expect(stretch.length).toBeLessThanOrEqual(1_500)
        expect(stretch.isWellFormed()).toBe(text.isWellFormed())
      },
    ),
  )
})

test('of a long text it is the stretch in which most of the words stand', () => {
  const filler = Array.from(
    { length: 30 },
    (_, n) => `Paragraph ${n} tells of nothing in particular, at some length and to no end.`,
  )
  const wanted = 'Kasper Ficta promised quinces and a railway.'
  const text = [...filler, wanted, ...filler].join('\n')
  expect(stretchOf(text, ['quinces', 'railway'])).toContain(wanted)
  expect(stretchOf(text, ['Quinces'])).toContain(wanted)
})
