import type { Asked } from './adapter.ts'

/** Whether a form may be the answer: platforms open one before anything else, or not at all. */
export function asksForForm(asked: Asked): boolean {
  if (asked.kind === 'words') return /^\s*change(?:\s+#?\d+)?\s*$/i.test(asked.words)
  return (
    asked.kind === 'options' && asked.name === 'change' && Object.keys(asked.options).every((one) => one === 'number')
  )
}

/** What was asked for by name: ids and addresses among it. */
export function namesIn(asked: Asked): readonly string[] {
  if (asked.kind === 'links') return asked.links
  return asked.kind === 'words' ? asked.words.split(' ').slice(1) : Object.values(asked.options)
}
