import { describe, expect, test } from 'vitest'
import { ConfigError } from '../../../src/domain/errors.ts'
import { expandPattern } from '../../../src/extract/points/phrases.ts'

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

const expand = (pattern: string): string[] => expandPattern(pattern, 1, listOf).map(({ phrase }) => phrase)

describe('expandPattern', () => {
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
    expect(expandPattern('invest*', 1, listOf)).toEqual([{ phrase: 'invest', value: 1, exact: false, open: true }])
    expect(expandPattern('=WHO', 1, listOf)).toEqual([{ phrase: 'WHO', value: 1, exact: true, open: false }])
  })

  test.each([
    ['{a|b', 'without its partner'],
    ['a|b', 'without its partner'],
    ['<colour', 'without its partner'],
    ['<loop>', 'in a circle'],
    ['<missing>', 'no list is called'],
    ['{a|}', 'may be empty'],
    ['in* the', '* stands at the end only'],
    ['<open> bank', '* stands at the end only'],
    ['an*', 'half the words'],
    ['{0|1|2|3|4|5|6|7|8|9}{0|1|2|3|4|5|6|7|8|9}{0|1|2|3|4|5|6|7|8|9}{0|1|2|3|4|5|6|7|8|9}', 'stands for over'],
  ])('%s is refused', (pattern, reason) => {
    expect(() => expand(pattern)).toThrow(reason)
  })
})
