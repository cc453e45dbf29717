import type { Reply } from '../../chat/adapter.ts'
import { format } from '../../commands/format.ts'
import type { Choice, Command, ModelChange } from '../../domain/command.ts'
import type { Endpoint, ModelBudget, ModelFeature } from '../../domain/model-use.ts'
import { type Consents, consentsTo, shownName } from '../assist/consents.ts'
import { type Asking, refusal } from './ports.ts'

/** What is said of the model where none is configured. */
export const NO_MODEL =
  'No language model is configured: Attaché reads by rules alone. Whoever runs it can set one up; README.md says how.'

/** How things stand with the language model in this workspace; turning it on or off, by who may manage the workspace. */
export async function answerModel({ change }: Extract<Command, { name: 'model' }>, asking: Asking): Promise<Reply> {
  const { assist, store } = asking.ports
  if (!assist) return refusal(NO_MODEL)
  if (change && asking.caller.mayManageWorkspace !== true)
    return refusal('Only people who may manage the whole workspace can turn the language model on or off.')
  const { endpoint, budget } = assist
  // Nobody consents to what they were not shown: the button names what stood above it.
  if (change?.on === false) return turnOff(change.feature, asking)
  if (change && change.shown === shownName(endpoint)) return turnOn(change.feature, endpoint, asking)
  return explain(endpoint, budget, await consentsTo(endpoint, store), change, asking)
}

const FEATURES: Readonly<Record<ModelFeature, string>> = { assist: 'Summaries and translations', ask: 'Questions' }

async function turnOn(feature: ModelFeature, { host, model }: Endpoint, asking: Asking): Promise<Reply> {
  const { ports, caller, now } = asking
  const { platform, workspace } = caller.at
  const consent = { platform, workspace, feature, host, model, who: caller.user, at: now }
  await ports.store.giveModelConsent(consent, caller.at)
  const summary =
    feature === 'ask'
      ? 'Anybody here can now ask: ask what did Kazakhstan say on Taiwan'
      : 'Digests and answers in this workspace get them as they become ready; no digest waits for the model.'
  const notice = `${FEATURES[feature]} by a language model are now on in this workspace: ${model} at ${host}.`
  return done(`${FEATURES[feature]}: on`, summary, notice, offer(feature, false))
}

async function turnOff(feature: ModelFeature, asking: Asking): Promise<Reply> {
  const { ports, caller, now } = asking
  const by = { who: caller.user, at: now, where: caller.at }
  if (!(await ports.store.withdrawModelConsent(caller.at, feature, by)))
    return refusal(`${FEATURES[feature]} are off already.`)
  const notice = `${FEATURES[feature]} by a language model are now off in this workspace.`
  return done(`${FEATURES[feature]}: off`, 'Nothing more is sent for this workspace.', notice, [])
}

const done = (heading: string, summary: string, notice: string, choices: readonly Choice[]): Reply => ({
  kind: 'done',
  answer: { heading, summary, items: [], choices },
  notice,
})

/** Host, model and what leaves, with the buttons of those who may press them. */
function explain(
  endpoint: Endpoint,
  budget: ModelBudget,
  consents: Consents,
  change: ModelChange | undefined,
  { caller }: Asking,
): Reply {
  const features: readonly ModelFeature[] = change ? [change.feature] : ['assist', 'ask']
  const states = features.map(
    (feature) => `${FEATURES[feature]}: ${consents.allows(caller.at, feature) ? 'on' : 'off'}.`,
  )
  const most = budget.workspace.tokensPerDay.toLocaleString('en-GB')
  const lines = [
    `Model: ${endpoint.model}. Host: ${endpoint.host}. Both were chosen by whoever runs this Attaché.`,
    ...states,
    `What leaves, if summaries and translations are on: ${LEAVES.assist}`,
    `If questions are on: ${LEAVES.ask}`,
    `At most ${most} tokens a day are spent for this workspace.`,
    'What comes back is checked against the text and said to be machine-written. If host or model changes, you are asked again.',
  ]
  const choices =
    caller.mayManageWorkspace === true
      ? features.flatMap((feature) => offer(feature, !consents.allows(caller.at, feature), endpoint))
      : []
  const heading = change ? `Turn it on? ${FEATURES[change.feature]}` : 'Language model'
  return { kind: 'answer', answer: { heading, summary: lines.join('\n'), items: [], choices }, shareable: false }
}

/** What is sent for each feature. Said before anybody consents, and in README.md. */
const LEAVES: Readonly<Record<ModelFeature, string>> = {
  assist:
    'the texts of public readouts that match a subscription here, what the rules took from them, and the lines of messages that are to be translated. Nothing about this workspace or anybody in it.',
  ask: 'also the question, and passages of public readouts. The question is not kept here, and nor is who asked.',
}

const LABELS: Readonly<Record<ModelFeature, readonly [on: string, off: string]>> = {
  assist: ['Turn it on', 'Turn it off'],
  ask: ['Turn questions on', 'Turn questions off'],
}

function offer(feature: ModelFeature, on: boolean, endpoint?: Endpoint): Choice[] {
  const [turnsOn, turnsOff] = LABELS[feature]
  const shown = on && endpoint ? shownName(endpoint) : undefined
  return [{ label: on ? turnsOn : turnsOff, words: format({ name: 'model', change: { feature, on, shown } }) }]
}
