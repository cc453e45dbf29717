import { createHmac } from 'node:crypto'
import type { ModelInputs, ModelTask } from '../domain/model.ts'
import { fill, type Prompt } from './prompt.ts'
import { FORMS } from './tasks.ts'

/** What a model is given: what to do, and the data. */
export type Messages = { readonly system: string; readonly user: string }

/**
 * Puts a task's inputs into its prompt. Each stands between two lines that bear a mark which nobody can foresee who does not
 * know `secret`, so that no document can end its own data. Same inputs, same messages.
 */
export function composeMessages<Task extends ModelTask>(
  prompt: Prompt,
  task: Task,
  inputs: ModelInputs[Task],
  secret: Buffer,
): Messages {
  const said = new Map<string, string>()
  for (const [name, say] of sayings(task)) said.set(name, disarmed(say(inputs)))
  const marker = markerFor([...said.values()], secret)
  return {
    system: fill(prompt.system, () => marker),
    user: fill(prompt.data, (name) => marked(name, said.get(name) ?? '', marker)),
  }
}

const sayings = <Task extends ModelTask>(
  task: Task,
): readonly (readonly [string, (inputs: ModelInputs[Task]) => string])[] => Object.entries(FORMS[task].say)

const marked = (name: string, words: string, marker: string): string =>
  `<<< ${marker} ${name} begins\n${words}\n>>> ${marker} ${name} ends`

/** Sixteen hexadecimal digits that stand in none of `texts`. */
function markerFor(texts: readonly string[], secret: Buffer): string {
  for (let attempt = 0; ; attempt += 1) {
    const hash = createHmac('sha256', secret).update(JSON.stringify([attempt, texts]))
    const marker = hash.digest('hex').slice(0, 16)
    if (!texts.some((text) => text.includes(marker))) return marker
  }
}

/**
 * What chat templates use to tell one speaker's words from another's (`<|im_end|>`, `[INST]`, `<start_of_turn>`): some servers take them out
 * of texts, too. Broken up they mean nothing, and no readout holds any.
 */
const SPEAKERS =
  /<(?=[|｜]|\/?(?:s|bos|eos|(?:start|end)_of_turn)>|<\/?SYS>)|\[(?=\/?(?:INST|SYSTEM_PROMPT|TOOL_CALLS|AVAILABLE_TOOLS)\])/gi
/** Letters that nobody sees and a model reads: https://www.unicode.org/charts/PDF/UE0000.pdf */
const UNSEEN = /[\u{E0000}-\u{E007F}]/gu

const disarmed = (text: string): string => text.toWellFormed().replace(UNSEEN, '').replace(SPEAKERS, '$& ')
