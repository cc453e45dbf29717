import type { Field, Message, MessageItem } from '../domain/message.ts'
import type { Told } from '../domain/retraction.ts'
import { formatInstant } from './days.ts'
import { counted } from './words.ts'

/** What is no longer to be told as it was. */
export type Wrong = {
  readonly isWrong: (told: Told) => boolean
  /** When the last of it was found wrong. */
  readonly at: Date
}

/**
 * A message as it is to stand once some of its key points are found wrong: their lines struck through, or left out where nobody has read them
 * yet. What its counts say of them goes with them. The same message where it tells none of them.
 */
export function retell(message: Message, wrong: Wrong, how: 'struck' | 'left-out'): Message {
  const items = message.items.map((item) => retellItem(item, wrong, how))
  if (items.every((item, index) => item === message.items[index])) return message
  const miscounted = message.items.some((item, index) => isMiscounted(item, items[index] ?? item, wrong))
  const when = formatInstant(wrong.at, message.zone)
  return {
    ...message,
    items,
    ...(message.overview === undefined ? {} : { overview: how === 'struck' ? WITHDRAWN : undefined }),
    notification: miscounted ? withoutCounts(message, how) : message.notification,
    window: how === 'struck' ? `${message.window} · corrected ${when}` : message.window,
  }
}

/** It was written of the whole message: nobody can say which of its words rest on what is wrong. */
const WITHDRAWN = 'The machine-written overview was withdrawn with this correction.'

function retellItem(item: MessageItem, wrong: Wrong, how: 'struck' | 'left-out'): MessageItem {
  const fields = item.fields.flatMap((field) => retellField(field, wrong, how))
  if (fields.length === item.fields.length && fields.every((field, index) => field === item.fields[index])) return item
  // What a visit's heading says of changes follows its number of meetings.
  const group = item.fields.some((field) => field.mark && hasWrong(field, wrong))
    ? item.group?.split('; ')[0]
    : item.group
  return { ...item, fields, ...(group === undefined ? {} : { group }) }
}

/** A line that tells several points loses the wrong ones; a mark, or what nothing is left of, goes as a whole. */
function retellField(field: Field, { isWrong }: Wrong, how: 'struck' | 'left-out'): Field[] {
  const [wrong, right] = [field.tells?.filter(isWrong) ?? [], field.tells?.filter((told) => !isWrong(told)) ?? []]
  if (wrong.length === 0) return [field]
  const wrongText = new Set(wrong.map(({ text }) => text))
  const kept = right.filter(({ text }) => !wrongText.has(text))
  const struck = { ...field, struck: true }
  if (kept.length === 0 || wrongText.has(undefined)) return how === 'struck' ? [struck] : []
  const rest = { ...field, text: joined(kept), tells: kept }
  return how === 'struck' ? [rest, { ...struck, text: joined(wrong), tells: wrong }] : [rest]
}

const joined = (told: readonly Told[]): string => [...new Set(told.flatMap(({ text }) => text ?? []))].join('; ')

const hasWrong = ({ tells = [] }: Field, { isWrong }: Wrong): boolean => tells.some(isWrong)

/** Whether the line of counts rests on what is wrong: on a mark, or on all that an item told. */
function isMiscounted(before: MessageItem, after: MessageItem, wrong: Wrong): boolean {
  const marked = before.fields.some((field) => field.mark && hasWrong(field, wrong))
  return marked || (before.fields.length > 0 && after.fields.every(({ struck }) => struck === true))
}

const NAMED_AT_MOST = 6

/** `Corrected. 2 readouts: China – Iceland, China – Uruguay.` */
function withoutCounts({ items }: Message, how: 'struck' | 'left-out'): string {
  const names = [...new Set(items.map(({ heading }) => heading))]
  const further = names.length - NAMED_AT_MOST
  const named = further > 1 ? `${names.slice(0, NAMED_AT_MOST).join(', ')} and ${further} more` : names.join(', ')
  return `${how === 'struck' ? 'Corrected. ' : ''}${counted(items.length, 'readout')}: ${named}.`
}
