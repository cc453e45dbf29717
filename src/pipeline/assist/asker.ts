import { createHash } from 'node:crypto'
import type { Clock } from '../../domain/clock.ts'
import type { LanguageModel, Meter, ModelInputs, ModelOutcome, ModelOutputs, ModelTask } from '../../domain/model.ts'
import type { ModelAccount, ModelBudget, Spending, Workspace } from '../../domain/model-use.ts'
import type { ModelUseStore } from '../ports/modelling.ts'
import { likelyOutput } from './likely-output.ts'
import { type Prices, spendingOf } from './spending.ts'

/** What is remembered of a request: its answer; that the answer was of no use; or that it is not to be asked for now. */
export type Remembered<Task extends ModelTask> =
  | { readonly output: ModelOutputs[Task]; readonly basis: readonly string[] }
  | { readonly unusable: true }
  | { readonly putOff: true }

/** Remembers for a while; a Keyv is one. */
export interface AnswerCache<Task extends ModelTask> {
  get(key: string): Promise<Remembered<Task> | undefined>
  set(key: string, value: Remembered<Task>, ttlMs: number): Promise<unknown>
}

/** One for each task whose answers are kept as they are: of questions nothing is, translations are kept string by string. */
export type AnswerCaches = { readonly [Task in KeptTask]: AnswerCache<Task> }

/** Tasks whose answers are kept. */
export type KeptTask = Exclude<ModelTask, 'ask' | 'translate'>

/** How the model was doing when it was asked last. */
export type ModelHealth = {
  /** ISO instants. */
  readonly at: string
  /** Since when, and how, it does not answer; absent: it answers. */
  readonly failing?: { readonly since: string; readonly reason: string } | undefined
}

/** Tells other processes of the model's health; a Keyv is one. */
export interface HealthCache {
  get(key: 'model'): Promise<ModelHealth | undefined>
  set(key: 'model', value: ModelHealth): Promise<unknown>
}

/** What asking needs, and what it may cost. */
export type AskerPorts = {
  readonly model: LanguageModel
  readonly store: ModelUseStore
  readonly caches: AnswerCaches
  readonly health: HealthCache
  readonly clock: Clock
  readonly budget: ModelBudget
  readonly prices: Prices | undefined
}

/** What is asked for. */
export type Request<Task extends ModelTask> = {
  readonly task: Task
  readonly inputs: ModelInputs[Task]
  /** Names what the citations of the answer will count, in order: an answer that was kept tells what it counted. */
  readonly basis?: readonly string[] | undefined
  /** Who pays. */
  readonly payer: Workspace
}

/** What came of asking, now or before. Whatever is no answer costs nothing but the answer. */
export type Asked<Task extends ModelTask> =
  | { readonly kind: 'answered'; readonly output: ModelOutputs[Task]; readonly basis: readonly string[] }
  /** It was answered by something of no use; or is being asked, or was put off. */
  | { readonly kind: 'none' }
  | { readonly kind: 'over-budget' }
  /** It will not have this one; others it may. */
  | { readonly kind: 'refused' }
  /** The model cannot be had: nothing else would be answered now. */
  | { readonly kind: 'unavailable' }

/** Asks a model within the budget. All that is ever sent to it goes through here. */
export type Asker = {
  /** The same (by model, prompt and `key`) is never sent twice. Throws on abort, and what the store throws. */
  once<Task extends KeptTask>(request: Request<Task>, key: unknown, signal: AbortSignal): Promise<Asked<Task>>
  /** Sent each time, and kept nowhere. */
  anew<Task extends ModelTask>(request: Request<Task>, signal: AbortSignal): Promise<Asked<Task>>
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** Nobody looks up what is older; beyond it an answer is asked for again. */
const KEPT_MS = 180 * DAY_MS

/** What was refused or took too long may fare better later. */
const PUT_OFF_MS = HOUR_MS

/** Builds the asker. */
export function createAsker(ports: AskerPorts): Asker {
  const { model, store, caches, clock } = ports
  const underWay = new Set<string>()
  return {
    async once(request, key, signal) {
      const { task } = request
      const name = nameOf(model.engineOf(task), key)
      if (underWay.has(name)) return { kind: 'none' }
      underWay.add(name)
      try {
        const known = await caches[task].get(name)
        if (!known) return await send(ports, request, (value, ttlMs) => caches[task].set(name, value, ttlMs), signal)
        if (!('output' in known)) return { kind: 'none' }
        await store.countModelCacheHits(accountOf(request, clock), 1)
        return { kind: 'answered', ...known }
      } finally {
        underWay.delete(name)
      }
    },
    anew: (request, signal) => send(ports, request, async () => undefined, signal),
  }
}

const nameOf = (engine: string, key: unknown): string =>
  `${engine}:${createHash('sha256').update(JSON.stringify(key)).digest('hex')}`

const accountOf = ({ task, payer }: Pick<Request<ModelTask>, 'task' | 'payer'>, clock: Clock): ModelAccount => ({
  platform: payer.platform,
  workspace: payer.workspace,
  task,
  day: clock.now().toISOString().slice(0, 10),
})

/** Reserves what each request may take at most before it is sent, and puts what the task took in the place of all that. */
async function send<Task extends ModelTask>(
  { model, store, budget, prices, clock, health }: AskerPorts,
  request: Request<Task>,
  remember: (value: Remembered<Task>, ttlMs: number) => Promise<unknown>,
  signal: AbortSignal,
): Promise<Asked<Task>> {
  const { task, inputs, basis = [] } = request
  const account = accountOf(request, clock)
  const reserved: Spending[] = []
  const meter: Meter = {
    likelyOutputTokens: await likelyOutput(task, store, clock),
    async reserve(most) {
      const spending = spendingOf(most, prices)
      const fits = await store.reserveModelUse(account, spending, budget)
      if (fits) reserved.push(spending)
      return fits
    },
  }
  // What was begun and broken off may have been worked on, and is paid for: then the reservation stays.
  const outcome = await model.run(task, inputs, signal, meter)
  const spent = spentOn(outcome, reserved, prices)
  if (reserved.length > 0) await store.settleModelUse(account, totalOf(reserved), spent)
  await tellHealth(outcome, health, clock)
  switch (outcome.kind) {
    case 'answered':
      await remember({ output: outcome.output, basis }, KEPT_MS)
      return { kind: 'answered', output: outcome.output, basis }
    case 'malformed':
      await store.countModelDrops(account, { malformed: 1 })
      await remember({ unusable: true }, KEPT_MS)
      return { kind: 'none' }
    case 'over-budget':
      return { kind: 'over-budget' }
    case 'resting':
      return { kind: 'unavailable' }
    case 'failed':
      if (outcome.reason === 'rejected' || outcome.reason === 'timeout') await remember({ putOff: true }, PUT_OFF_MS)
      return { kind: outcome.reason === 'rejected' ? 'refused' : 'unavailable' }
  }
}

async function tellHealth(outcome: ModelOutcome<unknown>, health: HealthCache, clock: Clock): Promise<void> {
  const at = clock.now().toISOString()
  if (outcome.kind === 'over-budget') return
  if (outcome.kind === 'answered' || outcome.kind === 'malformed') return void (await health.set('model', { at }))
  const known = (await health.get('model'))?.failing
  const reason = outcome.kind === 'failed' ? outcome.reason : (known?.reason ?? 'resting')
  await health.set('model', { at, failing: { since: known?.since ?? at, reason } })
}

/** What was spent, of all that was reserved; nothing where nothing was worked on. */
function spentOn(
  outcome: ModelOutcome<unknown>,
  reserved: readonly Spending[],
  prices: Prices | undefined,
): Spending | undefined {
  switch (outcome.kind) {
    case 'answered':
    case 'malformed':
    case 'over-budget':
      return reserved.length === 0 ? undefined : spendingOf(outcome.usage, prices)
    case 'failed': {
      // Who took too long may still have worked, and charges for it; and whatever was sent before the last request was answered.
      const charged = outcome.reason === 'timeout' ? reserved : reserved.slice(0, -1)
      return charged.length === 0 ? undefined : totalOf(charged)
    }
    case 'resting':
      return undefined
  }
}

const totalOf = (spendings: readonly Spending[]): Spending =>
  spendings.reduce((sum, { inputTokens, outputTokens, money }) => ({
    inputTokens: sum.inputTokens + inputTokens,
    outputTokens: sum.outputTokens + outputTokens,
    money: sum.money + money,
  }))
