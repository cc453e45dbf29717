import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ConfigError } from '../domain/errors.ts'
import { MODEL_TASKS, type ModelTask } from '../domain/model.ts'
import { type Prompt, parsePrompt } from './prompt.ts'
import { FORMS } from './tasks.ts'

/** The prompt of each task. */
export type Prompts = Readonly<Record<ModelTask, Prompt>>

/** Where the project's own prompts lie. */
export const PROMPTS_FOLDER = fileURLToPath(new URL('../../prompts', import.meta.url))

/** Reads and checks every task's prompt. Throws `ConfigError` naming file and line. */
export async function loadPrompts(folder: string): Promise<Prompts> {
  const [read, translate, overview, compare, ask] = await Promise.all(
    MODEL_TASKS.map((task) => loadPrompt(folder, task)),
  )
  if (!read || !translate || !overview || !compare || !ask) throw new ConfigError(`${folder} holds no prompts`)
  return { read, translate, overview, compare, ask }
}

async function loadPrompt(folder: string, task: ModelTask): Promise<Prompt> {
  const file = join(folder, `${task}.md`)
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new ConfigError(`cannot read the prompt ${file}: is it there, and may this user read it?`, { cause })
  })
  return parsePrompt(file, text, Object.keys(FORMS[task].say))
}
