import type { Message, MessageItem } from '../domain/message.ts'
import { dayIn, formatDay } from './days.ts'

/** That a text which a message tells was edited after it was posted, in what is reported of it. */
export type Edited = { readonly readout: string; readonly at: Date }

/** A message with a line more at each item whose text was edited since; what the edit changed is told elsewhere. The same message where none was. */
export function markEdited(message: Message, edits: readonly Edited[]): Message {
  if (edits.length === 0) return message
  const items = message.items.map((item) => markItem(item, edits, message.zone))
  return items.every((item, index) => item === message.items[index]) ? message : { ...message, items }
}

function markItem(item: MessageItem, edits: readonly Edited[], zone: string): MessageItem {
  const tells = new Set([item.id, ...item.fields.flatMap((field) => field.tells?.map(({ readout }) => readout) ?? [])])
  const last = edits
    .filter(({ readout }) => tells.has(readout))
    .map(({ at }) => dayIn(at, zone))
    .sort()
    .at(-1)
  if (last === undefined) return item
  return {
    ...item,
    fields: [...item.fields, { mark: 'Edited', label: 'Text', text: `edited since, ${formatDay(last)}` }],
  }
}
