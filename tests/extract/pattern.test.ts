import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ConfigError } from '../../src/domain/errors.ts'
import { phrasesOf, readPattern } from '../../src/extract/pattern.ts'
import { compileScanner } from '../../src/extract/scan.ts'

const lists: Readonly<Record<string, readonly string[]>> = {
  colour: ['red', '{light|dark} blue'],
  loop: ['<loop>'],
  open: ['invest*'],
}

function listOf(name: string): readonly string[] {
  const list = lists[name]
  if (!list) throw new ConfigError(`no list is called "${name}"`)
  return list
}

const expand = (pattern: string): string[] => phrasesOf(readPattern(pattern, listOf).pattern).map(({ words }) => words)

describe('readPattern', () => {
  test.each([
    ['one-China principle', ['one-China principle']],
    ['{a|the|} house', ['a house', 'the house', 'house']],
    ['{big {red|blue}|small} house', ['big red house', 'big blue house', 'small house']],
    ['<colour> house', ['red house', 'light blue house', 'dark blue house']],
    ['{<colour>|no} house', ['red house', 'light blue house', 'dark blue house', 'no house']],
    ['{签署|发表}声明', ['签署声明', '发表声明']],
  ])('%s', (pattern, phrases) => {
    expect(expand(pattern)).toEqual(phrases)
  })

  test('a star leaves the last word open, an equals sign keeps capitals', () => {
    expect(phrasesOf(readPattern('invest*', listOf).pattern)).toEqual([{ words: 'invest', open: true }])
    expect(readPattern('=WHO', listOf).exact).toBe(true)
    expect(readPattern('who', listOf).exact).toBe(false)
  })

  test.each([
    ['{a|b', 'without its partner'],
    ['a|b', 'without its partner'],
    ['<colour', 'without its partner'],
    ['<loop>', 'in a circle'],
    ['<missing>', 'no list is called'],
    ['{a|}', 'may be empty'],
    ['in* the', '* stands at the end only'],
    ['{low*|high}{ tide|}', '* stands at the end only'],
    ['<open> bank', '* stands at the end only'],
    ['an*', 'half the words'],
    ['{0|1|2|3|4|5|6|7|8|9}{0|1|2|3|4|5|6|7|8|9}{0|1|2|3|4|5|6|7|8|9}{0|1|2|3|4|5|6|7|8|9}', 'stands for over'],
  ])('%s is refused', (pattern, reason) => {
    expect(() => expand(pattern)).toThrow(reason)
  })
})

describe('a scanner of patterns', () => {
  const word = fc.constantFrom('ab', 'abc', 'cab', 'c', '台', '-', '"')
  const { written } = fc.letrec<{ piece: string; choice: string; written: string }>((tie) => ({
    piece: fc.oneof({ maxDepth: 2 }, word, fc.constant(' '), tie('choice')),
    choice: fc
      .array(fc.array(tie('piece'), { maxLength: 3 }), { minLength: 1, maxLength: 3 })
      .map((options) => `{${options.map((pieces) => pieces.join('')).join('|')}}`),
    written: fc
      .tuple(
        fc.constantFrom('abc', '台湾省', 'c- '),
        fc.array(tie('piece'), { maxLength: 4 }),
        fc.constantFrom('', 'cab*', ' cab*', '-*'),
      )
      .map(([first, pieces, last]) => first + pieces.join('') + last),
  }))

  test('finds what a scanner of the phrases finds for which they stand', () => {
    const text = fc.array(fc.oneof(word, fc.constant(' '), fc.constant('cabab')), { maxLength: 30 })
    fc.assert(
      fc.property(fc.array(written, { minLength: 1, maxLength: 4 }), text, (patterns, parts) => {
        const read = patterns.map((pattern) => readPattern(pattern, listOf).pattern)
        const folded = compileScanner(read.map((phrase, value) => ({ phrase, value })))
        const writtenOut = compileScanner(
          read.flatMap((pattern, value) =>
            phrasesOf(pattern).map(({ words, open }) => ({ phrase: words, open, value })),
          ),
        )
        expect(folded.scanAll(parts.join(''))).toEqual(writtenOut.scanAll(parts.join('')))
      }),
    )
  })
})
