import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { soughtIn } from '../../src/commands/question.ts'
import { vocabulary } from './vocabulary.ts'

describe('what a question is about', () => {
  test.each([
    ['What did Kazakhstan say on Taiwan?', { words: ['taiwan'], parties: [['KZ']], topics: ['taiwan'] }],
    ['Has the railway to Tbilisi been mentioned?', { words: ['railway'], parties: [['GE']], topics: [] }],
    ['哈萨克斯坦对台湾问题说了什么？', { words: ['台湾'], parties: [['KZ']], topics: ['taiwan'] }],
    ['阿塞拜疆最近有没有提到绿色走廊？', { words: ['绿色走廊'], parties: [['AZ']], topics: [] }],
    ['Which visits did Qiu Yanshu promise?', { words: ['visits', 'qiu', 'yanshu', 'promise'], topics: ['visits'] }],
    ['who is he', { words: [], parties: [], topics: [] }],
  ])('%s', (question, sought) => {
    expect(soughtIn(question, vocabulary)).toMatchObject(sought)
  })

  test('a region stands for its members', () => {
    const { parties } = soughtIn('what was agreed with central asia', vocabulary)
    expect(parties).toEqual([expect.arrayContaining(['KZ', 'UZ'])])
  })

  test('whatever is asked, at most a dozen words are looked for, each once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (question) => {
        const { words } = soughtIn(question, vocabulary)
        expect(words.length).toBeLessThanOrEqual(12)
        expect(new Set(words).size).toBe(words.length)
      }),
    )
  })
})
