import { describe, expect, test } from 'vitest'
import type { Proposal, ProposedPoint } from '../../src/domain/model.ts'
import { scoreOf, scoreTable } from '../../src/scoring/table.ts'
import { statedByProposal, statedTogether } from '../../src/scoring/stated.ts'

const point = (changes: Partial<ProposedPoint>): ProposedPoint => ({
  topic: 'economy',
  voice: 'CN',
  statement: 'China says so.',
  quotes: ['so'],
  ...changes,
})

const proposal = (points: readonly ProposedPoint[], readout = true): Proposal => ({
  encounter: { readout, format: 'talks', parties: ['CN', 'LAS'], date: '2025-04-23', principals: ['Lin Mofan'] },
  points,
  lede: [],
})
const always = () => true

describe('what a model states', () => {
  test('is sorted into the groups of a label', () => {
    const stated = statedByProposal(
      proposal([
        point({ topic: 'partnership', with: 'AZ', level: ' Strategic Partnership', change: 'established' }),
        point({ topic: 'partnership' }),
        point({ topic: 'taiwan', voice: 'AZ', claims: ['one-china-principle'] }),
        point({ topic: 'trade-policy', claims: ['tariffs'] }),
        point({ topic: 'agreements', count: null, instruments: ['treaty'] }),
        point({ topic: 'agreements', count: 20, instruments: ['joint-statement'] }),
        point({}),
      ]),
      always,
    )
    expect(stated).toEqual({
      readout: true,
      format: 'talks',
      parties: ['CN', 'AL'],
      date: '2025-04-23',
      principals: ['Lin Mofan'],
      partnership: [{ with: 'AZ', level: 'strategic partnership', change: 'established' }],
      taiwan: [{ voice: 'AZ', claims: ['one-china-principle'] }],
      trade: [{ voice: 'CN', claims: ['tariffs'] }],
      agreements: { count: 20, instruments: ['treaty', 'joint-statement'] },
      topics: ['partnership', 'partnership', 'taiwan', 'trade-policy', 'agreements', 'agreements', 'economy'],
    })
  })

  test('counts only with a quote, and only by the closed lists', () => {
    const stated = statedByProposal(
      proposal([
        point({ topic: 'weather' }),
        point({ topic: 'people', quotes: ['nobody said this'] }),
        point({ topic: 'taiwan', claims: ['tariffs', 'un-2758'] }),
      ]),
      ({ quotes }) => quotes.includes('so'),
    )
    expect(stated.topics).toEqual(['taiwan'])
    expect(stated.taiwan).toEqual([{ voice: 'CN', claims: ['un-2758'] }])
  })

  test('is nothing of what it takes for no readout', () => {
    expect(statedByProposal(proposal([point({})], false), always)).toMatchObject({
      readout: false,
      topics: [],
      parties: [],
    })
  })
})

test('together, the rules have the say in all but the further topics', () => {
  const rules = statedByProposal(proposal([point({ topic: 'taiwan', claims: ['un-2758'] }), point({})]), always)
  const model = statedByProposal(
    proposal([point({ topic: 'partnership', level: 'x' }), point({ topic: 'aid' })]),
    always,
  )
  expect(statedTogether(rules, model)).toEqual({ ...rules, topics: ['taiwan', 'economy', 'aid'] })
  const none = statedByProposal(proposal([], false), always)
  expect(statedTogether(none, model)).toEqual(none)
})

test('the table gives each group with its facts, and the one number', () => {
  const stated = statedByProposal(proposal([point({})]), always)
  const table = scoreTable('model', 1, scoreOf({ ...stated, topics: ['economy', 'aid'] }, stated))
  expect(table).toContain('model: 1 document, reading score 0.952')
  expect(table).toMatch(/topics +0\.500 +1\.000 +0\.667 {2}\(1\)/)
})
