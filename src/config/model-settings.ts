import { z } from 'zod'
import { ConfigError } from '../domain/errors.ts'
import type { Secret } from '../domain/secret.ts'
import { secret } from './secret.ts'

/** How much may be spent in a day and in a month (UTC); money in the currency of the prices, absent: not bounded by money. */
export type Limits = {
  readonly tokensPerDay: number
  readonly tokensPerMonth: number
  readonly moneyPerDay?: number | undefined
  readonly moneyPerMonth?: number | undefined
}

/** A language model's endpoint and what it may cost. */
export type ModelSettings = {
  /** Up to what comes before `/chat/completions` or `/responses`; a query is sent along with every request. */
  readonly baseUrl: string
  /** Absent: the server asks for none, as those on one's own machine. */
  readonly apiKey: Secret | undefined
  readonly model: string
  readonly api: 'chat' | 'responses'
  /** Whether answers come piece by piece: for gateways that cut a connection on which nothing is heard for a while. */
  readonly stream: boolean
  /** For one request. */
  readonly timeoutSeconds: number
  /** Requests under way at once. */
  readonly concurrency: number
  /** No answer may be longer, what the model thinks before it included. */
  readonly outputTokens: number
  readonly prices:
    | { readonly inputPerMillion: number; readonly outputPerMillion: number; readonly currency: string }
    | undefined
  readonly budget: { readonly workspace: Limits; readonly all: Limits }
  /** Questions of one person. */
  readonly asksPerHour: number
  /** How long somebody who asked waits for the model. */
  readonly answerSeconds: number
}

const url = z
  .url({ protocol: /^https?$/, error: 'is no web address' })
  .refine((given) => URL.parse(given)?.username === '', 'must hold no name and password; give the key as apiKey')
  .refine((given) => !/\/(?:chat\/completions|responses)\/?(?:\?|$)/.test(given), 'ends before /chat/completions')

const count = z.int().positive()
const money = z.number().positive()
const limits = z.strictObject({
  tokensPerDay: count.exactOptional(),
  tokensPerMonth: count.exactOptional(),
  moneyPerDay: money.exactOptional(),
  moneyPerMonth: money.exactOptional(),
})

/** `llm` of attache.yaml. */
export const modelSchema = z.strictObject({
  baseUrl: url.exactOptional(),
  apiKey: secret.exactOptional(),
  model: z.string().min(1).exactOptional(),
  api: z.enum(['chat', 'responses']).exactOptional(),
  stream: z.boolean().exactOptional(),
  timeoutSeconds: z.number().positive().max(3600).exactOptional(),
  concurrency: count.max(64).exactOptional(),
  outputTokens: count.min(256).exactOptional(),
  prices: z
    .strictObject({
      inputPerMillion: z.number().nonnegative().exactOptional(),
      outputPerMillion: z.number().nonnegative().exactOptional(),
      currency: z.string().min(1).max(8).exactOptional(),
    })
    .exactOptional(),
  budget: z.strictObject({ workspace: limits.exactOptional(), all: limits.optional() }).optional(),
  asksPerHour: z.int().nonnegative().exactOptional(),
  answerSeconds: z.number().positive().max(600).exactOptional(),
})
/** What a file or the environment says of a model; each may leave out anything. */
export type WrittenModel = z.infer<typeof modelSchema>

/** Environment variables of the model, each with the key under `llm` that it overrides. */
export const MODEL_ENVIRONMENT = {
  LLM_BASE_URL: 'baseUrl',
  LLM_API_KEY: 'apiKey',
  LLM_MODEL: 'model',
  LLM_API: 'api',
  LLM_STREAM: 'stream',
  LLM_TIMEOUT_SECONDS: 'timeoutSeconds',
  LLM_CONCURRENCY: 'concurrency',
  LLM_OUTPUT_TOKENS: 'outputTokens',
  LLM_PRICE_INPUT: 'prices.inputPerMillion',
  LLM_PRICE_OUTPUT: 'prices.outputPerMillion',
  LLM_CURRENCY: 'prices.currency',
  LLM_TOKENS_PER_DAY: 'budget.all.tokensPerDay',
  LLM_TOKENS_PER_MONTH: 'budget.all.tokensPerMonth',
  LLM_MONEY_PER_DAY: 'budget.all.moneyPerDay',
  LLM_MONEY_PER_MONTH: 'budget.all.moneyPerMonth',
  LLM_WORKSPACE_TOKENS_PER_DAY: 'budget.workspace.tokensPerDay',
  LLM_WORKSPACE_TOKENS_PER_MONTH: 'budget.workspace.tokensPerMonth',
  LLM_WORKSPACE_MONEY_PER_DAY: 'budget.workspace.moneyPerDay',
  LLM_WORKSPACE_MONEY_PER_MONTH: 'budget.workspace.moneyPerMonth',
  LLM_ASKS_PER_HOUR: 'asksPerHour',
  LLM_ANSWER_SECONDS: 'answerSeconds',
} as const

const WORDS: readonly string[] = ['LLM_BASE_URL', 'LLM_API_KEY', 'LLM_MODEL', 'LLM_API', 'LLM_CURRENCY']

const DEFAULTS = {
  api: 'chat',
  stream: false,
  timeoutSeconds: 90,
  concurrency: 2,
  outputTokens: 8_000,
  asksPerHour: 20,
  answerSeconds: 25,
  workspace: { tokensPerDay: 500_000, tokensPerMonth: 10_000_000 },
  all: { tokensPerDay: 2_000_000, tokensPerMonth: 30_000_000 },
} as const

/** The model of `attache.yaml` and the environment, the latter before the former; nothing where neither names one. Throws `ConfigError`. */
export function modelOf(
  written: WrittenModel | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): ModelSettings | undefined {
  const given = overlaid(written ?? {}, parseEnvironment(environment))
  const { baseUrl, model, prices, budget, apiKey, ...rest } = given
  // A time limit alone, as `.env.example` has it, asks for no model.
  if (baseUrl === undefined && model === undefined && apiKey === undefined) return undefined
  refuseUnknown(environment)
  if (baseUrl === undefined || model === undefined) {
    const missing = baseUrl === undefined ? 'LLM_BASE_URL' : 'LLM_MODEL'
    throw new ConfigError(`llm: something of a model is set, but ${missing} is not`)
  }
  const { workspace: defaultWorkspace, all: defaultAll, ...defaults } = DEFAULTS
  const settings = {
    ...defaults,
    ...rest,
    baseUrl,
    model,
    apiKey,
    prices: pricesOf(prices),
    budget: {
      workspace: { ...defaultWorkspace, ...budget?.workspace },
      all: { ...defaultAll, ...budget?.all },
    },
  }
  refuseMoneyWithoutPrices(settings)
  return settings
}

function pricesOf(prices: WrittenModel['prices']): ModelSettings['prices'] {
  if (prices === undefined) return undefined
  const { inputPerMillion, outputPerMillion, currency = 'USD' } = prices
  if (inputPerMillion !== undefined && outputPerMillion !== undefined) {
    return { inputPerMillion, outputPerMillion, currency }
  }
  throw new ConfigError('llm.prices: the prices of input and of output are both needed, for a million tokens each')
}

/** A bound that nobody could keep is no bound. */
function refuseMoneyWithoutPrices({ prices, budget }: Pick<ModelSettings, 'prices' | 'budget'>): void {
  const bounds = [budget.all, budget.workspace].flatMap(({ moneyPerDay, moneyPerMonth }) => [
    moneyPerDay,
    moneyPerMonth,
  ])
  if (prices !== undefined || bounds.every((bound) => bound === undefined)) return
  throw new ConfigError('llm.budget: a bound in money needs LLM_PRICE_INPUT and LLM_PRICE_OUTPUT')
}

/** A misspelt bound must not be none. Only asked where a model is configured: the prefix is not ours alone. */
function refuseUnknown(environment: Readonly<Record<string, string | undefined>>): void {
  const unknown = Object.keys(environment).filter((name) => name.startsWith('LLM_') && !(name in MODEL_ENVIRONMENT))
  if (unknown.length === 0) return
  const known = Object.keys(MODEL_ENVIRONMENT).join(', ')
  throw new ConfigError(`unknown setting ${unknown.join(', ')} in the environment; known are ${known}`)
}

function parseEnvironment(environment: Readonly<Record<string, string | undefined>>): WrittenModel {
  const raw = {}
  for (const [name, path] of Object.entries(MODEL_ENVIRONMENT)) {
    const value = environment[name]?.trim() ?? ''
    if (value !== '') put(raw, path.split('.'), givenAs(name, value))
  }
  const result = modelSchema.safeParse(raw)
  if (result.success) return result.data
  const faults = result.error.issues.map(
    ({ path, message }) => `environment, llm.${path.map(String).join('.')}: ${message}`,
  )
  throw new ConfigError(faults.join('\n'))
}

function givenAs(name: string, value: string): unknown {
  if (name === 'LLM_STREAM') return value === '1'
  return WORDS.includes(name) ? value : Number(value)
}

/** Sets a value deep in an object, making what is missing on the way. */
function put(into: Record<string, unknown>, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) into[key] = value
  else {
    const inner = { ...(into[key] ?? {}) }
    put(inner, rest, value)
    into[key] = inner
  }
}

const overlaid = (below: WrittenModel, above: WrittenModel): WrittenModel => ({
  ...below,
  ...above,
  ...(below.prices || above.prices ? { prices: { ...below.prices, ...above.prices } } : {}),
  ...(below.budget || above.budget
    ? {
        budget: {
          workspace: { ...below.budget?.workspace, ...above.budget?.workspace },
          all: { ...below.budget?.all, ...above.budget?.all },
        },
      }
    : {}),
})
