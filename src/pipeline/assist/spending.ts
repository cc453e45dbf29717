import type { Usage } from '../../domain/model.ts'
import type { Allowance, ModelBudget, Spending } from '../../domain/model-use.ts'

/** What a million tokens cost. */
export type Prices = { readonly inputPerMillion: number; readonly outputPerMillion: number }

/** An allowance with money in the unit of the prices. */
export type Limits = Allowance

const MILLIONTHS = 1_000_000

/** What tokens cost, rounded up; without prices they cost no money that we know of. */
export function spendingOf({ inputTokens, outputTokens }: Usage, prices: Prices | undefined): Spending {
  const { inputPerMillion = 0, outputPerMillion = 0 } = prices ?? {}
  // A price is for a million tokens, money is counted in millionths: the two cancel out.
  return {
    inputTokens,
    outputTokens,
    money: Math.ceil(inputTokens * inputPerMillion + outputTokens * outputPerMillion),
  }
}

/** Limits as the settings have them, with money in millionths. */
export function budgetOf(limits: { readonly workspace: Limits; readonly all: Limits }): ModelBudget {
  return { workspace: inMillionths(limits.workspace), all: inMillionths(limits.all) }
}

function inMillionths({ moneyPerDay, moneyPerMonth, ...tokens }: Limits): Allowance {
  return {
    ...tokens,
    moneyPerDay: moneyPerDay === undefined ? undefined : Math.floor(moneyPerDay * MILLIONTHS),
    moneyPerMonth: moneyPerMonth === undefined ? undefined : Math.floor(moneyPerMonth * MILLIONTHS),
  }
}
