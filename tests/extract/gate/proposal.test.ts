import { describe, expect, test } from 'vitest'
import { aGiven, aPoint, aProposal, aRulePoint, CHINESE, CHINESE_FACTS, ENGLISH, loadGate } from './gating.ts'

const { gate } = await loadGate()
const IN_CHINESE = aGiven({ text: CHINESE, title: '', issuer: 'CN', encounter: CHINESE_FACTS })

/** `kept`, or the only reason why nothing is. */
function fateOf(point: Parameters<typeof aPoint>[0], given = aGiven()): string {
  const { points, dropped } = gate.checkProposal(aProposal({ points: [aPoint(point)] }), given)
  return points.length === 1 ? 'kept' : Object.keys(dropped).join()
}

describe('a proposed key point', () => {
  test('is kept with the words of the text that carry it', () => {
    const { points, dropped } = gate.checkProposal(aProposal(), aGiven())
    const quote = 'Iceland stands ready to train 40 engineers of Uruguay'
    const start = ENGLISH.indexOf(quote)
    expect(points).toEqual([
      {
        topic: 'energy-climate',
        voice: 'IS',
        statement: 'Iceland is ready to train 40 engineers of Uruguay.',
        evidence: [{ start, end: start + quote.length, quote }],
      },
    ])
    expect(dropped).toEqual({})
  })

  test.each([
    ['kept', {}],
    ['number', { statement: 'Iceland is ready to train 50 engineers of Uruguay.' }],
    ['number', { statement: 'Iceland is ready to train fifty engineers of Uruguay.' }],
    ['kept', { statement: 'Iceland is ready to train forty engineers of Uruguay.' }],
    ['country', { statement: 'Iceland is ready to train 40 engineers of Brazil.' }],
    ['name', { statement: 'Iceland is ready to train 40 engineers of Uruguay at Hotel Testwell.' }],
    ['modality', { statement: 'Iceland has trained 40 engineers of Uruguay.' }],
    ['strayed', { statement: 'Iceland is going to invade Uruguay by sea.' }],
    ['unknown-topic', { topic: 'espionage' }],
    ['unknown-voice', { voice: 'BR' }],
    ['unknown-voice', { voice: 'joint' }],
    ['no-quote', { quotes: [] }],
    ['no-quote', { quotes: ['Iceland'] }],
    ['quote-not-in-text', { quotes: ['Iceland stands ready to train 400 engineers'] }],
    ['quote-not-in-text', { quotes: ['stands ready to train 40 engineers of Urugua'] }],
    ['too-long', { statement: `Iceland is ready to train 40 engineers ${'and more '.repeat(40)}.` }],
    [
      'too-long',
      {
        quotes: [ENGLISH.slice(0, ENGLISH.indexOf(' She called')), ENGLISH.slice(ENGLISH.indexOf('Hrafnsdottir said'))],
      },
    ],
  ])('%s: %o', (fate, point) => {
    expect(fateOf(point)).toBe(fate)
  })

  test.each([
    ['kept', 'Uruguay does not support limits on the catch.', 'does not support limits on the catch'],
    ['modality', 'Uruguay supports limits on the catch.', 'support limits on the catch'],
    ['modality', 'Uruguay supports limits on the catch.', 'does not support limits on the catch'],
    ['modality', 'Uruguay opposes limits on the catch.', 'does not support limits on the catch'],
    ['modality', 'Uruguay demands engineers.', 'asked Iceland to send engineers'],
    ['modality', 'Uruguay has opened three new routes for fish.', 'Uruguay will open 3 new routes for Icelandic fish'],
    ['kept', 'Uruguay will open three new routes for fish.', 'Uruguay will open 3 new routes for Icelandic fish'],
  ])('%s: %s', (fate, statement, quote) => {
    expect(fateOf({ topic: 'economy', voice: 'UY', statement, quotes: [quote] })).toBe(fate)
  })

  test.each([
    ['kept', 'CN', 'China is ready to train 40 engineers with Iceland.', '中方愿同冰方在地热领域培训40名工程师'],
    [
      'kept',
      'IS',
      'Iceland, as reported by China, will open three routes by 2027.',
      '愿于2027年前向中国开放三条新航线',
    ],
    [
      'number',
      'IS',
      'Iceland, as reported by China, will open two routes by 2027.',
      '愿于2027年前向中国开放三条新航线',
    ],
    ['quote-not-in-text', 'IS', 'Iceland, as reported by China, supports limits.', '支持限制捕捞'],
    ['kept', 'joint', 'The two sides agreed on a scientific expedition.', '双方一致同意举行北极科学考察'],
    ['unknown-voice', 'joint', 'Both sides are ready to train 40 engineers.', '愿同冰方在地热领域培训40名工程师'],
  ])('of a Chinese text, %s: %s %s', (fate, voice, statement, quote) => {
    expect(fateOf({ topic: 'technology', voice, statement, quotes: [quote] }, IN_CHINESE)).toBe(fate)
  })

  test('is the rules’ where they have its topic in the same words', () => {
    const rulePoints = [aRulePoint(ENGLISH, 'trade grew by 12 percent last year', { voice: 'IS' })]
    const economy = {
      topic: 'economy',
      statement: 'Iceland says trade grew by 12 percent.',
      quotes: ['trade grew by 12 percent'],
    }
    expect(fateOf(economy, aGiven({ rulePoints }))).toBe('repeats-rules')
    expect(fateOf({ ...economy, topic: 'people' }, aGiven({ rulePoints }))).toBe('kept')
  })

  test('has no other voice than the rules hear in its words', () => {
    const rulePoints = [aRulePoint(ENGLISH, 'trade grew by 12 percent last year', { voice: 'IS' })]
    const people = {
      topic: 'people',
      voice: 'UY',
      statement: 'Uruguay says trade grew by 12 percent.',
      quotes: ['trade grew by 12 percent'],
    }
    expect(fateOf(people, aGiven({ rulePoints }))).toBe('unknown-voice')
  })
})
