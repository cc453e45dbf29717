import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { editsBetween } from '../../../src/pipeline/answer/word-diff.ts'

describe('where two texts differ', () => {
  test('is told word by word, with what stands before', () => {
    expect(editsBetween('They signed twenty documents.', 'They signed fourteen documents.')).toEqual([
      { before: 'They signed ', removed: 'twenty', added: 'fourteen' },
    ])
  })

  test('Chinese is told by its words, though nothing separates them', () => {
    expect(editsBetween('双方签署二十项合作文件。', '双方签署十四项合作文件。')).toEqual([
      {
        before: expect.stringContaining('签署'),
        removed: expect.stringContaining('二十'),
        added: expect.stringContaining('十四'),
      },
    ])
  })

  test('edits that stand side by side are one', () => {
    expect(editsBetween('a red old house', 'a blue new house')).toEqual([
      { before: 'a ', removed: 'red old', added: 'blue new' },
    ])
  })

  test('other white space is no edit', () => {
    expect(editsBetween('a  b\n\nc', 'a b\nc')).toEqual([])
  })

  test('texts with too little in common are not listed', () => {
    const words = (start: number) => Array.from({ length: 2_000 }, (_, index) => `w${start + index}`).join(' ')
    expect(editsBetween(words(0), words(10_000))).toBeUndefined()
  })

  test('the same text has none, and every edit is in the two texts', () => {
    const text = fc
      .array(fc.constantFrom('one', 'two', '中国', '，', 'three '), { maxLength: 20 })
      .map((words) => words.join(' '))
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(editsBetween(before, before)).toEqual([])
        for (const { removed, added } of editsBetween(before, after) ?? []) {
          expect(before).toContain(removed)
          expect(after).toContain(added)
        }
      }),
    )
  })
})
