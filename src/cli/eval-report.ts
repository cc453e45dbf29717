import type { ModelSettings } from '../config/model-settings.ts'
import type { Usage } from '../domain/model.ts'
import { spendingOf } from '../pipeline/assist/spending.ts'
import type { Evaluation, Measured, MeasuredModel } from '../pipeline/evaluate.ts'
import { percentile } from '../scoring/percentile.ts'
import { readingScore, scoreTable } from '../scoring/table.ts'
import { counted } from './wording.ts'

/** Whose readings are scored. */
export type Engine = 'rules' | 'model' | 'both'

/** What is going to be sent, and what it may cost at most. */
export function estimateInWords(documents: number, usage: Usage, { model, baseUrl, prices }: ModelSettings): string {
  const tokens = `at most ${whole(usage.inputTokens)} tokens in and ${whole(usage.outputTokens)} out`
  const cost = prices
    ? `, ${moneyOf(usage, prices)} ${prices.currency}`
    : '; what they cost is not known: no prices are set'
  const how = 'each byte counted as a token, each answer as long as it may be, and asked for twice'
  return `${counted(documents, 'document')} for ${model} at ${new URL(baseUrl).host}: ${tokens}${cost} (${how})`
}

/** Whether nothing that is sent costs money. Where no price is known it may. */
export const isFree = ({ prices }: ModelSettings): boolean =>
  prices !== undefined && prices.inputPerMillion === 0 && prices.outputPerMillion === 0

/** Score, cost and latency of each engine, a block each. */
export function evaluationInWords(
  { documents, rules, model, stopped }: Evaluation,
  engine: Engine,
  name: string,
  prices: ModelSettings['prices'],
): readonly string[] {
  const byRules = [scoreTable('rules', documents, rules.score), `${latencyOf(rules)}\n`]
  const byModel = [scoreTable(name, documents, model.score), ...modelLines(model, documents, prices), '']
  const together = `rules with what the model adds: reading score ${readingScore(model.together).toFixed(3)}, topics alone differ`
  const end = stopped
    ? ['stopped: the model failed too often and is left alone; what is above is of the documents before']
    : []
  if (engine === 'rules') return byRules
  return engine === 'model' ? [...byModel, ...end] : [...byRules, ...byModel, together, ...end]
}

function modelLines(model: MeasuredModel, documents: number, prices: ModelSettings['prices']): readonly string[] {
  const { answered, malformed, failed, points, quoted, usage } = model
  const money = Number(moneyOf(usage, prices))
  const cost = prices
    ? `${money} ${prices.currency}, ${(money / Math.max(documents, 1)).toFixed(6)} a document`
    : 'no prices are set'
  return [
    `  answered ${answered} of ${documents}; no use ${malformed}, failed ${failed}`,
    `  ${quoted} of ${counted(points, 'proposed key point')} with every quote in the text; the others are not scored`,
    `  tokens ${whole(usage.inputTokens)} in, ${whole(usage.outputTokens)} out; cost ${cost}`,
    latencyOf(model),
  ]
}

const latencyOf = ({ ms }: Measured): string =>
  `  a document took ${inSeconds(percentile(ms, 0.5))} s (median), ${inSeconds(percentile(ms, 0.95))} s (95th percentile)`

const inSeconds = (ms: number): string => (ms / 1000).toFixed(ms < 1_000 ? 3 : 1)
const whole = (count: number): string => count.toLocaleString('en-GB')
const moneyOf = (usage: Usage, prices: ModelSettings['prices']): string =>
  (spendingOf(usage, prices).money / 1_000_000).toFixed(4)
