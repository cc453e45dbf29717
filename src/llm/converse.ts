import type { z } from 'zod'
import type { Meter, ModelInputs, ModelOutcome, ModelOutputs, ModelTask, Usage } from '../domain/model.ts'
import { boundOf } from './estimate.ts'
import { firstObjectIn } from './json.ts'
import type { Sender, Wish } from './sender.ts'
import { FORMS, type TaskForm } from './tasks.ts'
import type { WireAnswer } from './exchange.ts'

/** A task that is put to a model. */
export type Conversation<Task extends ModelTask> = {
  readonly sender: Sender
  readonly task: Task
  readonly inputs: ModelInputs[Task]
  /** Asked before anything is sent once more; whoever calls asked it for the first request. */
  readonly meter: Meter
}

/**
 * Asks for a task's output, and once more where the answer is no use: saying what was wrong, or for as long an answer as there may be at most
 * where a shorter bound cut it. Throws `ModelFailure`.
 */
export async function converse<Task extends ModelTask>(
  { sender, task, inputs, meter }: Conversation<Task>,
  wish: Wish,
  mostOutputTokens: number,
  signal: AbortSignal,
): Promise<ModelOutcome<ModelOutputs[Task]>> {
  const form: TaskForm<Task> = FORMS[task]
  const first = await sender.send(wish, signal)
  const usage = first.usage ?? boundOf(wish)
  const taken = read(form, inputs, first)
  if (taken.kind === 'taken') return { kind: 'answered', output: taken.output, usage }
  // What was cut off at the greatest length, or refused, would be so again.
  const isShort = first.end === 'cut' && wish.outputTokens < mostOutputTokens
  if (first.end !== 'complete' && !isShort) return { kind: 'malformed', usage }
  if (taken.kind === 'other-form' && !isShort) sender.formWasIgnored()

  const again = isShort ? { ...wish, outputTokens: mostOutputTokens } : repaired(wish, taken.faults)
  if (!(await meter.reserve(boundOf(again)))) return { kind: 'over-budget', usage }
  const second = await sender.send(again, signal)
  const total = sum(usage, second.usage ?? boundOf(again))
  const mended = read(form, inputs, second)
  return mended.kind === 'taken'
    ? { kind: 'answered', output: mended.output, usage: total }
    : { kind: 'malformed', usage: total }
}

type Taken<Output> =
  | { readonly kind: 'taken'; readonly output: Output }
  /** `other-form`: not what the schema describes; `other-content`: that, but not what was asked for. */
  | { readonly kind: 'other-form' | 'other-content'; readonly faults: string }

function read<Task extends ModelTask>(
  { schema, fault }: TaskForm<Task>,
  inputs: ModelInputs[Task],
  { text, end }: WireAnswer,
): Taken<ModelOutputs[Task]> {
  if (end === 'refused') return { kind: 'other-form', faults: 'no answer' }
  const found = firstObjectIn(text)
  if (found === undefined) return { kind: 'other-form', faults: 'there is no JSON object in it' }
  const result = schema.safeParse(found)
  if (!result.success) return { kind: 'other-form', faults: faultsOf(result.error) }
  const wrong = fault?.(result.data, inputs)
  return wrong === undefined ? { kind: 'taken', output: result.data } : { kind: 'other-content', faults: wrong }
}

/** In words of ours alone: what the model wrote is not told to it again. */
const faultsOf = ({ issues }: z.ZodError): string =>
  issues
    .slice(0, 5)
    .map(({ path, message }) => `${path.map(String).join('.') || 'the object'}: ${message}`)
    .join('; ')

const MOST_FAULTS = 500

function repaired(wish: Wish, faults: string): Wish {
  const { system, user } = wish.messages
  const words = `An answer that was given before could not be used: ${faults.slice(0, MOST_FAULTS)}. Answer anew, complete and correct.`
  return { ...wish, messages: { system: `${system}\n\n${words}`, user } }
}

const sum = (a: Usage, b: Usage): Usage => ({
  inputTokens: a.inputTokens + b.inputTokens,
  outputTokens: a.outputTokens + b.outputTokens,
})
