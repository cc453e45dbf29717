import { InvalidArgumentError } from 'commander'
import type { ModelSettings } from '../config/model-settings.ts'
import type { Settings } from '../config/settings.ts'
import { UsageError } from '../domain/errors.ts'
import type { Endpoint, ModelFeature, Workspace } from '../domain/model-use.ts'
import type { ModelHealth } from '../pipeline/assist/asker.ts'
import { isTo } from '../pipeline/assist/consents.ts'
import { dropCounts, type Spent, type UseLine, useLines } from '../pipeline/assist/use-report.ts'
import type { AddCommand, CliContext, ExitCode } from './context.ts'
import { openExisting, openModelHealth } from './open.ts'
import { counted, minuteUtc } from './wording.ts'

type Opened = Awaited<ReturnType<typeof openExisting>>
type LlmOptions = { readonly on?: Workspace; readonly off?: Workspace; readonly ask?: true }

const HELP = `
A workspace is switched on by somebody who may manage it, with \`/readout-manage model\`, after being shown host, model and what leaves.
--on and --off do the same for places where nobody can be asked: the terminal (terminal:local) and webhooks (webhook:local).
Tokens and money are those of UTC days; what is reserved for requests under way counts as spent.`

/** `attache llm`: what the language model costs and for whom, and switching it on or off where nobody can be asked. */
export const addLlmCommand: AddCommand = (program, context, finish) => {
  program
    .command('llm')
    .description('the language model: use, cost, hit rate, what was dropped and why, and which workspaces want it')
    .option('--on <workspace>', 'let the texts of its readouts be sent to the model: webhook:local', workspace)
    .option('--off <workspace>', 'send nothing more for it', workspace)
    .option('--ask', 'with --on or --off: questions, instead of summaries and translations')
    .addHelpText('after', HELP)
    .action(async (options: LlmOptions) => finish(await llm(options, context)))
}

async function llm(options: LlmOptions, context: CliContext): Promise<ExitCode> {
  const { on, off, ask } = options
  if (on && off) throw new UsageError('name --on or --off, not both')
  const settings = await context.settings()
  const app = await openExisting(context)
  const feature: ModelFeature = ask ? 'ask' : 'assist'
  try {
    if (on) return await turnOn(on, feature, configured(settings), app, context)
    if (off) return await turnOff(off, feature, app, context)
    await context.out(`${(await reportLines(settings, app, context)).join('\n')}\n`)
    return 0
  } finally {
    await app.close()
  }
}

function configured({ llm: model }: Settings): ModelSettings {
  if (model) return model
  throw new UsageError('no language model is configured: set LLM_BASE_URL and LLM_MODEL, or llm in attache.yaml')
}

const endpointOf = ({ baseUrl, model }: ModelSettings): Endpoint => ({ host: new URL(baseUrl).host, model })

const FEATURES: Readonly<Record<ModelFeature, string>> = { assist: 'summaries and translations', ask: 'questions' }

const nameOf = ({ platform, workspace: name }: Workspace): string => `${platform}:${name}`

async function turnOn(
  place: Workspace,
  feature: ModelFeature,
  model: ModelSettings,
  { store }: Opened,
  { clock, out }: CliContext,
): Promise<ExitCode> {
  const endpoint = endpointOf(model)
  await store.giveModelConsent({ ...place, ...endpoint, feature, who: undefined, at: clock.now() }, undefined)
  const leaves =
    feature === 'assist'
      ? 'the texts of public readouts that match its subscriptions, what the rules took from them, and lines to translate'
      : 'each question, with passages of public readouts; the question is not kept'
  await out(
    `On for ${nameOf(place)}: ${FEATURES[feature]}.\nSent to ${endpoint.host} (${endpoint.model}): ${leaves}.\n`,
  )
  return 0
}

async function turnOff(
  place: Workspace,
  feature: ModelFeature,
  { store }: Opened,
  { clock, out }: CliContext,
): Promise<ExitCode> {
  const by = { who: undefined, at: clock.now(), where: undefined }
  const was = await store.withdrawModelConsent(place, feature, by)
  await out(`${was ? 'Off' : 'It was off already'} for ${nameOf(place)}: ${FEATURES[feature]}.\n`)
  return 0
}

async function reportLines(settings: Settings, { store }: Opened, { clock }: CliContext): Promise<string[]> {
  const today = clock.now().toISOString().slice(0, 10)
  const since = `${today.slice(0, 7)}-01`
  const [uses, drops, consents] = await Promise.all([
    store.modelUses(since),
    store.modelDrops(since),
    store.modelConsents(),
  ])
  const model = settings.llm
  const dropped = dropCounts(drops).map(([reason, count]) => `${reason} ${count}`)
  return [
    ...(model ? await modelLines(model, settings, clock) : ['no language model is configured']),
    ...useLines(uses, consents, today).map((line) => lineOf(line, model)),
    `dropped this month: ${dropped.length === 0 ? 'nothing' : dropped.join(', ')}`,
  ]
}

async function modelLines(model: ModelSettings, settings: Settings, clock: CliContext['clock']): Promise<string[]> {
  const { host } = endpointOf(model)
  const { prices, budget } = model
  const money = prices
    ? `${prices.inputPerMillion} in, ${prices.outputPerMillion} out (${prices.currency} a million tokens)`
    : 'not known: only tokens are counted'
  return [
    `model: ${model.model} at ${host}`,
    `state: ${stateOf(await openModelHealth(settings, clock))}`,
    `prices: ${money}`,
    `budget: ${limitsIn(budget.workspace, model)} a workspace; ${limitsIn(budget.all, model)} in all`,
  ]
}

function stateOf(health: ModelHealth | undefined): string {
  if (!health) return 'not asked yet'
  const at = minuteUtc(new Date(health.at))
  if (!health.failing) return `answered ${at}`
  const since = minuteUtc(new Date(health.failing.since))
  return `does not answer since ${since} (${health.failing.reason}; tried ${at}); rules go on alone`
}

function limitsIn(limits: ModelSettings['budget']['all'], { prices }: ModelSettings): string {
  const { tokensPerDay, tokensPerMonth, moneyPerDay, moneyPerMonth } = limits
  const unit = prices?.currency ?? ''
  const money = [
    ...(moneyPerDay === undefined ? [] : [`${moneyPerDay} ${unit} a day`]),
    ...(moneyPerMonth === undefined ? [] : [`${moneyPerMonth} ${unit} a month`]),
  ]
  return [`${inDigits(tokensPerDay)} tokens a day`, `${inDigits(tokensPerMonth)} a month`, ...money].join(', ')
}

/** `slack:T1  assist on · ask off · today 12,000 tokens, 0.01 USD, 3 calls, 40 % were there · this month …`. */
function lineOf({ place, today, month, consents }: UseLine, model: ModelSettings | undefined): string {
  const states = (['assist', 'ask'] as const).map((feature) => {
    const consent = consents[feature]
    const lapsed = consent && !(model && isTo(endpointOf(model), consent))
    return `${feature} ${!consent ? 'off' : lapsed ? `lapsed (was for ${consent.model} at ${consent.host})` : 'on'}`
  })
  const name = place ? nameOf(place) : 'all'
  const parts = [...(place ? states : []), `today ${spentIn(today, model)}`, `this month ${spentIn(month, model)}`]
  return `${name.padEnd(24)}  ${parts.join(' · ')}`
}

function spentIn({ calls, tokens, money, hitRate }: Spent, model: ModelSettings | undefined): string {
  const cost = model?.prices ? `, ${(money / 1_000_000).toFixed(4)} ${model.prices.currency}` : ''
  const hits = hitRate === undefined ? '' : `, ${Math.round(hitRate * 100)} % were there already`
  return `${inDigits(tokens)} tokens${cost}, ${counted(calls, 'call')}${hits}`
}

const inDigits = (count: number): string => count.toLocaleString('en-GB')

function workspace(text: string): Workspace {
  const [platform, name, ...rest] = text.split(':')
  if (platform && name && rest.length === 0) return { platform, workspace: name }
  throw new InvalidArgumentError('write platform:workspace, such as webhook:local.')
}
