import { ConfigError } from '../domain/errors.ts'

/** One file of `prompts/`: who the model is to be and what to do, then how the task's inputs stand in what it is given. */
export type Prompt = {
  readonly version: number
  readonly system: string
  readonly data: string
  /** The whole file, which names the prompt by its hash. */
  readonly text: string
}

/** Stands in the system part for what marks data; see `compose.ts`. */
const MARKER = 'marker'
const PLACEHOLDER = /\{\{(.*?)\}\}/g

/**
 * Reads a prompt: `version: 3`, `inputs: text, title`, the system part, a line `---`, and the data part, in which each input stands once as
 * `{{text}}`. `inputs` are those that the task has: others, and missing ones, are refused. Throws `ConfigError` naming file and line.
 */
export function parsePrompt(file: string, text: string, inputs: readonly string[]): Prompt {
  const lines = text.split(/\r?\n/)
  const refuse = (line: number, reason: string): never => {
    throw new ConfigError(`${file}:${line}: ${reason}`)
  }
  const version = /^version: ([1-9]\d*)$/.exec(lines[0] ?? '')?.[1] ?? refuse(1, 'must say `version: 1` or higher')
  const declared =
    /^inputs: (.+)$/.exec(lines[1] ?? '')?.[1] ?? refuse(2, 'must name the inputs: `inputs: text, title`')
  const names = declared.split(',').map((name) => name.trim())
  const unknown = names.filter((name) => !inputs.includes(name))
  if (unknown.length > 0) refuse(2, `no such input: ${unknown.join(', ')}; the task has ${inputs.join(', ')}`)
  const undeclared = inputs.filter((name) => !names.includes(name))
  if (undeclared.length > 0) refuse(2, `does not name the input ${undeclared.join(', ')}`)
  const border = lines.indexOf('---')
  if (border < 0) refuse(lines.length, 'has no line `---` between what to do and the data')

  const used = placeholdersIn(lines)
  for (const { name, line } of used) {
    const isData = line > border + 1
    if (isData ? inputs.includes(name) : name === MARKER) continue
    refuse(line, `{{${name}}} must not stand ${isData ? 'among the data' : 'in what to do'}`)
  }
  const counts = Map.groupBy(used, ({ name }) => name)
  for (const name of inputs) {
    const [, again] = counts.get(name) ?? refuse(2, `{{${name}}} stands nowhere among the data`)
    if (again) refuse(again.line, `{{${name}}} stands there twice`)
  }
  if (!counts.has(MARKER)) refuse(border + 1, `says nowhere above this line what data is: {{${MARKER}}} is missing`)
  return {
    version: Number(version),
    system: lines.slice(2, border).join('\n').trim(),
    data: lines
      .slice(border + 1)
      .join('\n')
      .trim(),
    text,
  }
}

function placeholdersIn(lines: readonly string[]): readonly { readonly name: string; readonly line: number }[] {
  return lines.flatMap((words, index) =>
    [...words.matchAll(PLACEHOLDER)].map(([, name = '']) => ({ name, line: index + 1 })),
  )
}

/** The template with every placeholder filled; what is filled in is not looked at again. */
export function fill(template: string, value: (name: string) => string): string {
  return template.replace(PLACEHOLDER, (_, name: string) => value(name))
}
