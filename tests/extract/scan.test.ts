import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileScanner } from '../../src/extract/scan.ts'

const found = (phrases: readonly string[], text: string): string[] =>
  compileScanner(phrases.map((phrase) => ({ phrase, value: phrase })))
    .scan(text)
    .map(({ start, end }) => text.slice(start, end))

describe('compileScanner', () => {
  test('the longest phrase stands where several begin at one place', () => {
    expect(
      found(['strategic partnership', 'comprehensive strategic partnership'], 'a comprehensive strategic partnership'),
    ).toEqual(['comprehensive strategic partnership'])
  })

  test('case, kinds of white space, quotes and hyphens make no difference', () => {
    expect(found(['one-china principle', "people's"], 'One‑China\n  Principle, people’s')).toEqual([
      'One‑China\n  Principle',
      'people’s',
    ])
  })

  test('words with spaces between them match whole, Chinese anywhere', () => {
    expect(found(['china', '台湾'], 'Indochina and 关于台湾问题')).toEqual(['台湾'])
  })

  test('an exact phrase keeps its case', () => {
    const scanner = compileScanner([{ phrase: 'US', value: 'US', exact: true }])
    expect(scanner.scan('between us and the US')).toEqual([{ start: 19, end: 21, value: 'US' }])
  })

  test('an open phrase takes the word it begins to its end', () => {
    const scanner = compileScanner([{ phrase: 'invest', value: 1, open: true }])
    const text = 'investors reinvest; to invest'
    expect(scanner.scan(text).map(({ start, end }) => text.slice(start, end))).toEqual(['investors', 'invest'])
  })

  test('scanAll gives phrases inside phrases', () => {
    const scanner = compileScanner([
      { phrase: '全面战略合作', value: 1 },
      { phrase: '战略合作', value: 2 },
    ])
    expect(scanner.scanAll('全面战略合作伙伴').map(({ value }) => value)).toEqual([1, 2])
  })

  test('finds what a search for each phrase alone finds', () => {
    const word = fc.constantFrom('a', 'b', 'ab', 'ba', 'Ab', 'bab', '台', '湾', '台湾')
    const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '))
    fc.assert(
      fc.property(
        fc.array(phrase, { minLength: 1, maxLength: 40 }),
        fc.array(word, { maxLength: 30 }),
        (phrases, words) => {
          const text = words.join(' ')
          const distinct = [...new Set(phrases)]
          const together = compileScanner(distinct.map((p) => ({ phrase: p, value: p }))).scanAll(text)
          const alone = distinct.flatMap((p) => compileScanner([{ phrase: p, value: p }]).scanAll(text))
          const key = (hit: { start: number; value: string }): string => `${hit.start} ${hit.value}`
          expect(together.map(key).sort()).toEqual(alone.map(key).sort())
        },
      ),
    )
  })
})
