import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evidenceIn } from './evidence.ts'
import type { KeyPoint } from '../../src/domain/key-point.ts'
import type { TextChange } from '../../src/domain/news.ts'
import { changesBetween, mergeChanges, type ReadText } from '../../src/ledger/edits.ts'

// Fiction. `XA` is Ruritania and `XB` Syldavia.

const OPENING =
  'On 22 April 2025, President Florian Testwell of Ruritania held talks with Prime Minister Nadia Sampleova.'
const LEVEL = 'Both sides announced a strategic partnership between Ruritania and Syldavia.'
const TAIWAN = 'Sampleova said that Syldavia firmly adheres to the one-China principle.'
const SIGNED = 'After the talks, the two sides signed 12 cooperation documents on railways and fisheries.'
const CLOSING = 'The guests were shown the old harbour and left in the evening by special train.'

/** What an engine would read of the sentences above, each by what is in it. */
function read(...sentences: readonly string[]): ReadText {
  const text = sentences.join('\n')
  const points = sentences.flatMap((sentence) => pointsIn(sentence, text))
  return { text, reading: { keyPoints: points, principals: ['Florian Testwell', 'Nadia Sampleova'] } }
}

function pointsIn(sentence: string, text: string): KeyPoint[] {
  const evidence = evidenceIn(text, sentence)
  const level = /a ((?:\w+ )*partnership)/.exec(sentence)?.[1]
  if (level)
    return [
      { topic: 'partnership', voice: 'joint', with: 'XB', level, change: 'established', statement: level, evidence },
    ]
  if (sentence.includes('one-China')) {
    const claims = [sentence.includes('policy') ? ('one-china-policy' as const) : ('one-china-principle' as const)]
    return [{ topic: 'taiwan', voice: 'XB', claims, flags: [], statement: 'Taiwan.', evidence }]
  }
  const count = /signed (\d+)/.exec(sentence)?.[1]
  if (!count) return []
  return [
    {
      topic: 'agreements',
      voice: 'joint',
      count: Number(count),
      instruments: ['cooperation-documents'],
      fields: [],
      statement: 'Signed.',
      evidence,
    },
  ]
}

const whole = read(OPENING, LEVEL, TAIWAN, SIGNED, CLOSING)

/** What was changed, in a few words each. */
const told = (changes: readonly TextChange[]) =>
  changes.map(({ what, topic, before, after }) => [topic ?? what, before?.[0].quote, after?.[0].quote])

describe('what an edit changed of what is reported', () => {
  test('nothing where the words are the same, whatever their layout', () => {
    const reflowed = { ...whole, text: whole.text.replaceAll('\n', ' \n\n ') }
    expect(changesBetween(whole, reflowed)).toEqual([])
  })

  test('nothing where only other words changed', () => {
    expect(
      changesBetween(whole, read(OPENING, LEVEL, TAIWAN, SIGNED, CLOSING.replace('special', 'the night'))),
    ).toEqual([])
  })

  test.each([
    ['a level', LEVEL, LEVEL.replace('a strategic', 'a comprehensive strategic'), 'partnership'],
    ['a position', TAIWAN, TAIWAN.replace('principle', 'policy'), 'taiwan'],
    ['a word on Taiwan', TAIWAN, TAIWAN.replace('firmly ', ''), 'taiwan'],
    ['a number of documents', SIGNED, SIGNED.replace('12', '13'), 'agreements'],
    ['a date', OPENING, OPENING.replace('22 April', '23 April'), 'number'],
    ['a name', OPENING, OPENING.replace('Sampleova', 'Samplova'), 'name'],
  ])('%s, with the old words and the new ones', (_, before, after, what) => {
    const sentences = [OPENING, LEVEL, TAIWAN, SIGNED, CLOSING]
    const edited = read(...sentences.map((sentence) => (sentence === before ? after : sentence)))

    expect(told(changesBetween(whole, edited))).toEqual([[what, before, after]])
  })

  test('what was taken out, and what was added', () => {
    const without = read(OPENING, LEVEL, SIGNED, CLOSING)
    expect(told(changesBetween(whole, without))).toEqual([['taiwan', TAIWAN, undefined]])
    expect(told(changesBetween(without, whole))).toEqual([['taiwan', undefined, TAIWAN]])
  })

  test('nothing of a sentence that merely moved, or that is read otherwise than before', () => {
    expect(changesBetween(whole, read(OPENING, TAIWAN, LEVEL, SIGNED, CLOSING))).toEqual([])
    const edited = read(OPENING, LEVEL, TAIWAN, SIGNED, `${CLOSING} Nobody else spoke.`)
    const misread = { ...edited, reading: { ...edited.reading, keyPoints: [] } }
    expect(changesBetween(whole, misread)).toEqual([])
  })

  test('no counter or caption', () => {
    expect(changesBetween(read(OPENING, 'Views: 120'), read(OPENING, 'Views: 135'))).toEqual([])
  })

  test('works in Chinese', () => {
    const sentence = '会谈后，双方签署了关于铁路、渔业和旅游的12份合作文件。'
    const changes = changesBetween(read(OPENING, sentence), read(OPENING, sentence.replace('12', '13')))
    expect(changes).toMatchObject([{ what: 'number', before: [{ quote: sentence }] }])
  })
})

const SENTENCES = [
  OPENING,
  LEVEL,
  TAIWAN,
  SIGNED,
  CLOSING,
  LEVEL.replace('a strategic', 'a comprehensive strategic'),
  TAIWAN.replace('firmly ', ''),
  SIGNED.replace('12', '13'),
]
const texts = fc.subarray(SENTENCES).map((sentences) => read(...sentences))

describe('laws', () => {
  test('every quote stands where it is said to stand, the old one only in the old text, the new one only in the new', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        for (const change of changesBetween(before, after)) {
          expect(change.before ?? change.after).toBeDefined()
          for (const { start, end, quote } of change.before ?? []) {
            expect(before.text.slice(start, end)).toBe(quote)
            expect(after.text).not.toContain(quote)
          }
          for (const { start, end, quote } of change.after ?? []) {
            expect(after.text.slice(start, end)).toBe(quote)
            expect(before.text).not.toContain(quote)
          }
        }
      }),
    )
  })

  test('an edit and its reverse are no change, and one edit alone is itself', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const there = changesBetween(before, after)
        expect(mergeChanges([there])).toEqual(there)
        expect(mergeChanges([there, changesBetween(after, before)])).toEqual([])
      }),
    )
  })
})

test('what was changed twice goes from its first words to its last', () => {
  const steps = ['12', '13', '14'].map((count) => read(OPENING, SIGNED.replace('12', count)))
  const [one, two, three] = steps
  if (!one || !two || !three) throw new Error('three editions are needed')

  const merged = mergeChanges([changesBetween(one, two), changesBetween(two, three)])

  expect(told(merged)).toEqual([['agreements', SIGNED, SIGNED.replace('12', '14')]])
})
