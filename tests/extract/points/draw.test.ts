import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSupported } from '../../../src/domain/key-point.ts'
import type { Consideration } from '../../../src/extract/prepared.ts'
import { anyString } from '../../any-string.ts'
import { draw } from './drawing.ts'

const TALKS = `On 20 May 2031, President Lin Wen held talks with President of Alvara Ana Vell, who is on a state visit to China. The two heads of state announced the establishment of a strategic partnership.

Lin Wen stressed that tariff and trade wars harm the legitimate rights and interests of all countries and undermine the multilateral trading system. China supports Alvara in safeguarding its sovereignty.

Ana Vell said that Alvara firmly upholds the one-China principle, holds that Taiwan is an inalienable part of China’s territory and supports all efforts of China for national reunification. Alvara is willing to expand cooperation in green energy.

After the talks, the two Presidents signed a joint statement and witnessed the signing of 20 cooperation documents in fields such as health, the digital economy and rail.`

/** Words that rules are made of, and marks that cut sentences. */
const scraps = fc.array(
  fc.oneof(
    fc.constantFrom(
      'Lin Wen',
      'Ana Vell',
      'said that',
      'the two sides',
      'agreed',
      'Taiwan',
      'one-China principle',
      'tariffs',
      'oppose',
      'strategic',
      'comprehensive',
      'partnership',
      'of',
      'cooperation',
      'signed',
      '20',
      'documents',
      '.',
      ';',
      '\n\n',
      ',',
      '“',
      '”',
      ':',
      '双方',
      '签署',
      '一个中国原则',
      '全面战略合作伙伴关系',
      '。',
      '，',
      'President of Alvara',
      '’s',
      'and',
      'free trade',
      'China',
      'Alvara',
      'U.S.',
    ),
    anyString(8),
  ),
  { maxLength: 60 },
)
const anyText = scraps.chain((words) => fc.constantFrom(' ', '').map((gap) => words.join(gap)))

describe('drawKeyPoints', () => {
  test('reads talks as an analyst would', () => {
    const points = draw(TALKS)
    expect(points.map(({ statement }) => statement).slice(0, 4)).toEqual([
      'Both sides, as reported by China, announce a strategic partnership between China and Alvara.',
      "Alvara, as reported by China, upholds the one-China principle, says that Taiwan is part of China and supports all efforts for China's reunification.",
      'China speaks against tariffs and trade war, and for the multilateral trading system or free trade.',
      'China and Alvara concluded a joint statement and 20 cooperation documents, as reported by China.',
    ])
  })

  test('what is no readout gives none', () => {
    expect(draw(TALKS, { readout: false })).toEqual([])
  })

  test('every quote stands where it says, on any text', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('en', 'zh', 'ru'), (text, language) => {
        for (const point of draw(text, { language })) expect(isSupported(point, text)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('the same text gives the same points', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(draw(text)).toEqual(draw(text))
      }),
    )
  })

  test('unrelated paragraphs at the end change no evidence', () => {
    const unrelated = fc.array(
      fc.constantFrom('The bird sang.', 'It rained over the hills.', 'Nobody came.', 'The soup was good.'),
      {
        minLength: 1,
        maxLength: 5,
      },
    )
    const alone = draw(TALKS)
    fc.assert(
      fc.property(unrelated, (sentences) => {
        expect(draw(`${TALKS}\n\n${sentences.join(' ')}`)).toEqual(alone)
      }),
      { numRuns: 40 },
    )
  })

  test('each topic and voice comes at most once, levels aside', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const keys = draw(text).map(
          ({ topic, voice, ...rest }) => `${topic} ${voice} ${'level' in rest ? rest.level : ''}`,
        )
        expect(new Set(keys).size).toBe(keys.length)
      }),
    )
  })

  test('what was kept and what was dropped is told, with the rule and the words', () => {
    const heard: Consideration[] = []
    draw(`${TALKS} China builds a community with a shared future for mankind.`, {}, (consideration) =>
      heard.push(consideration),
    )
    expect(heard.some(({ rule, outcome }) => rule === 'taiwan.en one-china-principle' && outcome === 'kept')).toBe(true)
    const dropped = heard.find(({ rule }) => rule === 'partnership.en community with a shared future')
    expect(dropped).toMatchObject({ outcome: 'dropped', reason: 'stands beside a word that rules it out' })
  })

  test('a long text, or one endless sentence, takes time in proportion to its length', () => {
    const many = `${TALKS}\n\n`.repeat(50)
    const endless = 'Lin Wen said that China and Alvara oppose tariffs and uphold the one-China principle, '.repeat(750)
    expect(draw(many).length).toBeGreaterThanOrEqual(draw(TALKS).length)
    expect(draw(endless).length).toBeGreaterThan(0)
    expect(draw(`${'China and Alvara and '.repeat(5_000)}China said that tariffs harm.`).length).toBeGreaterThan(0)
  }, 2_500)
})
