import { createHash, randomBytes } from 'node:crypto'
import type { ModelSettings } from '../config/model-settings.ts'
import type { Clock } from '../domain/clock.ts'
import type { LanguageModel, Meter, ModelInputs, ModelTask } from '../domain/model.ts'
import type { HttpClient } from '../http/request.ts'
import { composeMessages } from './compose.ts'
import { converse } from './converse.ts'
import { boundOf, estimateOf } from './estimate.ts'
import { createGuard } from './guard.ts'
import { type WireSchema, wireSchemaOf } from './json-schema.ts'
import type { Prompt } from './prompt.ts'
import { loadPrompts, PROMPTS_FOLDER } from './prompts.ts'
import { createSender, type Wish } from './sender.ts'
import { FORMS } from './tasks.ts'
import { createTurns } from './turns.ts'
import { createAsk } from './wire.ts'

/** What the model works with besides its settings. */
export type ModelPorts = {
  readonly clock: Clock
  /** The program's one way out. */
  readonly http: HttpClient
  /** Told what went wrong, once until something goes well again. */
  readonly fault: (error: Error) => void
  /** In place of the project's own prompts. */
  readonly promptsFolder?: string
}

/** The model that the settings name. Reads and checks the prompts, asks nothing yet. Throws `ConfigError`. */
export async function createLanguageModel(settings: ModelSettings, ports: ModelPorts): Promise<LanguageModel> {
  const prompts = await loadPrompts(ports.promptsFolder ?? PROMPTS_FOLDER)
  const { host } = new URL(settings.baseUrl)
  const secret = randomBytes(32)
  const sender = createSender(host, createAsk(settings, ports), ports.clock)
  const turns = createTurns(settings.concurrency)
  const guard = createGuard(host, ports)
  const wishFor = <Task extends ModelTask>(task: Task, inputs: ModelInputs[Task]): Wish => ({
    model: settings.model,
    name: task,
    messages: composeMessages(prompts[task], task, inputs, secret),
    schema: SCHEMAS[task],
    outputTokens: settings.outputTokens,
    stream: settings.stream,
  })
  return {
    host,
    name: settings.model,
    engineOf: (task) => `${settings.model}@${hashOf(prompts[task], task)}`,
    estimate: (task, inputs) => estimateOf(wishFor(task, inputs)),
    async run(task, inputs, signal, meter = UNMETERED) {
      signal.throwIfAborted()
      // At once, without waiting for a turn.
      if (guard.rests()) return { kind: 'resting' }
      const wish = wishFor(task, inputs)
      const { likelyOutputTokens: likely = wish.outputTokens } = meter
      const shorter = { ...wish, outputTokens: Math.min(likely, wish.outputTokens) }
      const work = () => converse({ sender, task, inputs, meter }, shorter, wish.outputTokens, signal)
      return turns.take(async () => {
        // In its turn alone: what waits for one sets nothing aside.
        if (await meter.reserve(boundOf(shorter))) return guard.around(work, signal)
        return { kind: 'over-budget', usage: { inputTokens: 0, outputTokens: 0 } }
      }, signal)
    },
  }
}

/** Where nobody counts. */
const UNMETERED: Meter = { reserve: async () => true }

const SCHEMAS: Readonly<Record<ModelTask, WireSchema>> = {
  read: wireSchemaOf(FORMS.read.schema),
  translate: wireSchemaOf(FORMS.translate.schema),
  overview: wireSchemaOf(FORMS.overview.schema),
  compare: wireSchemaOf(FORMS.compare.schema),
  ask: wireSchemaOf(FORMS.ask.schema),
}

/** Changes with whatever the model is told of a task, and with nothing else. */
const hashOf = ({ text }: Prompt, task: ModelTask): string =>
  createHash('sha256').update(text).update(JSON.stringify(SCHEMAS[task])).digest('hex').slice(0, 8)
