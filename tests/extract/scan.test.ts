import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileScanner } from '../../src/extract/scan.ts'
import { Dictionary } from '../../src/extract/dictionary.ts'

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

  test('an open phrase that ends in a mark takes the word behind it', () => {
    const scanner = compileScanner([{ phrase: 'anti-', value: 1, open: true }])
    const text = 'anti-dumping rules, anti - dumping'
    expect(scanner.scan(text).map(({ start, end }) => text.slice(start, end))).toEqual(['anti-dumping'])
  })

  test('of a part of the text only what lies wholly within', () => {
    const scanner = compileScanner([
      { phrase: 'free trade', value: 1 },
      { phrase: 'trade', value: 2 },
    ])
    const text = 'free trade and trade'
    expect(scanner.scanAll(text, { start: 5, end: 14 })).toEqual([{ start: 5, end: 10, value: 2 }])
    expect(scanner.scanAll(text, { start: 0, end: 9 })).toEqual([])
  })

  test('scanners that share a dictionary find what they find alone', () => {
    const dictionary = new Dictionary()
    const one = compileScanner([{ phrase: 'free trade', value: 1 }], dictionary)
    const text = 'free trade, investors'
    expect(one.scan(text)).toHaveLength(1)
    const other = compileScanner([{ phrase: 'invest', value: 2, open: true }], dictionary)
    expect(other.scan(text)).toEqual([{ start: 12, end: 21, value: 2 }])
    expect(one.scan(text)).toHaveLength(1)
  })

  test('finds what somebody finds who looks for each phrase at every place', () => {
    const word = fc.constantFrom('a', 'b', 'ab', 'ba', 'Ab', 'bab', 'abba', '-', '台', '湾', '台湾')
    const gap = fc.constantFrom(' ', ' ', '')
    const phrase = fc.tuple(word, fc.array(fc.tuple(gap, word), { maxLength: 2 }), fc.boolean())
    const spelt = phrase.map(([first, rest, open]) => ({ phrase: [first, ...rest.flat()].join(''), open }))
    const text = fc.array(fc.tuple(word, gap), { maxLength: 30 }).map((words) => words.flat().join(''))
    fc.assert(
      fc.property(fc.array(spelt, { minLength: 1, maxLength: 20 }), text, (phrases, text) => {
        const terms = phrases.map((term) => ({ ...term, value: `${term.phrase}${term.open ? '*' : ''}` }))
        const key = (hit: { start: number; end: number; value: string }): string =>
          `${hit.start} ${hit.end} ${hit.value}`
        const told = compileScanner(terms).scanAll(text).map(key)
        const sought = new Set(terms.flatMap((term) => lookFor(term, text)).map(key))
        expect(told.toSorted()).toEqual([...sought].sort())
      }),
    )
  })
})

/** Looks for one phrase at every place where a word may begin. */
function lookFor({ phrase, open, value }: { phrase: string; open: boolean; value: string }, text: string) {
  const letter = (at: number): boolean => /^[a-z]$/i.test(text.charAt(at))
  return Array.from({ length: text.length }, (_, start) => start).flatMap((start) => {
    let end = start + phrase.length
    const found = text.slice(start, end).toLowerCase() === phrase.toLowerCase()
    if (!found || (letter(start) && letter(start - 1))) return []
    const goesOn = letter(end) && (open || /[a-z]$/i.test(phrase))
    while (open && letter(end)) end += 1
    return goesOn && !open ? [] : [{ start, end, value }]
  })
}
