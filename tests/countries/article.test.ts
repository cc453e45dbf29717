import { expect, test } from 'vitest'
import { possessive, withArticle } from '../../src/countries/article.ts'

test.each([
  ['Solomon Islands', 'the Solomon Islands'],
  ['DR Congo', 'the DR Congo'],
  ['G20', 'the G20'],
  ['Organization of Turkic States', 'the Organization of Turkic States'],
  ['International Criminal Court', 'the International Criminal Court'],
  ['Dominica', 'Dominica'],
  ['ASEAN', 'ASEAN'],
  ['South Africa', 'South Africa'],
])('%s is called %s within a sentence', (name, expected) => {
  expect(withArticle(name)).toBe(expected)
})

test('names have a genitive as English has it', () => {
  expect(['United States', 'China', 'European Union', 'Philippines', 'Laos'].map(possessive)).toEqual([
    "the United States'",
    "China's",
    "the European Union's",
    "the Philippines'",
    "Laos'",
  ])
})
