import { describe, expect, test } from 'vitest'
import type { KeyPoint } from '../../../src/domain/key-point.ts'
import type { ProposedPoint } from '../../../src/domain/model.ts'
import { aGiven, aProposal, loadGate } from './gating.ts'

const { gate } = await loadGate()

// Fiction: nobody of these states said so.
const TEXT = `On 17 June 2025, Foreign Minister Sunna Hrafnsdottir of Iceland met with Foreign Minister Valentina Etcheverria of Uruguay.
Uruguay is against tariffs and trade wars. Both sides set up a strategic partnership and signed 3 documents.`
const evidence = (quote: string): KeyPoint['evidence'] => {
  const start = TEXT.indexOf(quote)
  return [{ start, end: start + quote.length, quote }]
}
const TARIFFS = evidence('Uruguay is against tariffs and trade wars')
const RULES: readonly KeyPoint[] = [
  { topic: 'trade-policy', voice: 'UY', claims: ['trade-war', 'tariffs'], statement: '', evidence: TARIFFS },
  {
    topic: 'partnership',
    voice: 'joint',
    with: 'UY',
    level: 'strategic partnership',
    change: 'established',
    statement: '',
    evidence: evidence('set up a strategic partnership'),
  },
]
const compare = (points: readonly ProposedPoint[], rulePoints = RULES) =>
  gate.checkProposal(aProposal({ points }), aGiven({ text: TEXT, title: '', rulePoints }))

const trade = (claims: readonly string[], voice = 'UY'): ProposedPoint => ({
  topic: 'trade-policy',
  voice,
  claims,
  statement: 'Uruguay is against tariffs.',
  quotes: ['Uruguay is against tariffs and trade wars'],
})
const partnership = {
  topic: 'partnership',
  voice: 'joint',
  with: 'UY',
  level: 'strategic partnership',
  change: 'established',
}
const level: ProposedPoint = { ...partnership, statement: 'x', quotes: ['set up a strategic partnership'] }

describe('on the card topics', () => {
  test('a model that reads as the rules do repeats them', () => {
    const { points, disagreements, dropped } = compare([trade(['tariffs', 'trade-war']), level])
    expect({ points, disagreements, dropped }).toEqual({
      points: [],
      disagreements: [],
      dropped: { 'repeats-rules': 2 },
    })
  })

  test('what the model reads otherwise is kept to be looked at, and never as a key point', () => {
    const { points, disagreements, dropped } = compare([trade(['tariffs', 'sanctions']), level])
    expect(points).toEqual([])
    expect(dropped).toEqual({ 'card-topic': 1, 'repeats-rules': 1 })
    expect(disagreements).toEqual([
      {
        topic: 'trade-policy',
        kind: 'differs',
        rules: 'UY: tariffs, trade-war',
        model: 'UY: sanctions, tariffs',
        evidence: [...TARIFFS, ...TARIFFS],
      },
    ])
  })

  test('what one of the two has not is told of the other', () => {
    const signed = {
      topic: 'agreements',
      voice: 'joint',
      count: 3,
      instruments: ['cooperation-documents'],
      statement: 'x',
      quotes: ['signed 3 documents'],
    }
    const kinds = compare([signed, trade(['tariffs', 'trade-war'])]).disagreements.map(
      ({ kind, topic, rules, model }) => ({ kind, topic, rules, model }),
    )
    expect(kinds).toEqual([
      { kind: 'only-rules', topic: 'partnership', rules: 'UY: strategic partnership, established', model: undefined },
      { kind: 'only-model', topic: 'agreements', rules: undefined, model: 'signed: 3 cooperation-documents' },
    ])
  })

  test.each([
    ['unknown-claim', trade(['dumping'])],
    ['unknown-claim', trade([])],
    ['unknown-claim', { ...level, level: 'best friends forever <b>' }],
    ['quote-not-in-text', { ...trade(['tariffs']), quotes: ['Iceland is against tariffs'] }],
  ])('%s is no reading at all: %o', (reason, point) => {
    const { disagreements, dropped } = compare([point], [])
    expect(disagreements).toEqual([])
    expect(dropped).toEqual({ [reason]: 1 })
  })

  test('two voices are compared each with its own', () => {
    expect(compare([trade(['tariffs', 'trade-war'], 'IS'), level]).disagreements.map(({ kind }) => kind)).toEqual([
      'only-rules',
      'only-model',
    ])
  })
})
