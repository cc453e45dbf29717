import { expect, test } from 'vitest'
import { budgetOf, spendingOf } from '../../../src/pipeline/assist/spending.ts'

test('tokens cost what a million of them costs, in millionths and rounded up', () => {
  const usage = { inputTokens: 1_001, outputTokens: 10 }
  expect(spendingOf(usage, { inputPerMillion: 0.15, outputPerMillion: 0.6 })).toEqual({ ...usage, money: 157 })
  expect(spendingOf(usage, undefined)).toEqual({ ...usage, money: 0 })
})

test('limits of money are counted in millionths, rounded down; without one there is none', () => {
  const tokens = { tokensPerDay: 1, tokensPerMonth: 2 }
  expect(budgetOf({ workspace: tokens, all: { ...tokens, moneyPerDay: 0.000_001_5, moneyPerMonth: 20 } })).toEqual({
    workspace: tokens,
    all: { ...tokens, moneyPerDay: 1, moneyPerMonth: 20_000_000 },
  })
})
