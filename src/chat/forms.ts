import type { Asked } from './adapter.ts'

/** Whether a form may be the answer: platforms open one before anything else, or not at all. */
export function asksForForm(asked: Asked): boolean {
  if (asked.kind === 'words') return /^\s*change(?:\s+#?\d+)?\s*$/i.test(asked.words)
  return (
    asked.kind === 'options' && asked.name === 'change' && Object.keys(asked.options).every((one) => one === 'number')
  )
}
