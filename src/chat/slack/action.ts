import type { types } from '@slack/bolt'
import { LIMIT, option, plain } from './blocks.ts'

/**
 * What one of our buttons or menus stands for: the words of a command, read anew and weighed anew at every press.
 * Slack keeps them and hands them back; a press can name no others. No name, no text of a person's is in them.
 */
export type Action =
  /** Answered to the asking person beneath; in a modal, in its place. */
  | { readonly kind: 'ask'; readonly words: string; readonly target?: string | undefined }
  /** Answered in a modal. */
  | { readonly kind: 'open'; readonly words: string; readonly target?: string | undefined }
  /** The answer to the words is posted for all. */
  | { readonly kind: 'share'; readonly words: string; readonly target?: string | undefined }

/** Goes up when the meaning of a value changes, so that a button of an older message is known for what it is. */
const VERSION = '1'

const KINDS = ['ask', 'open', 'share'] as const

/** An id that is no other's within a message. */
export const actionId = (kind: Action['kind'], place: string): string => `${VERSION}.${kind}.${place}`

/** The words and the channel that they are meant for, where it is another than the one they are shown in. */
export const formatValue = (words: string, target = ''): string => `${target}:${words.toWellFormed()}`

/** Nothing where it is none of ours, or of another version. */
export function parseAction(id: string, value: string): Action | undefined {
  const [version, kind] = id.split('.')
  const known = KINDS.find((one) => one === kind)
  const { target, words } = /^(?<target>[A-Z0-9]*):(?<words>.+)$/s.exec(value)?.groups ?? {}
  if (version !== VERSION || known === undefined || words === undefined) return undefined
  return { kind: known, words, target: target === '' ? undefined : target }
}

/** How a button stands out, and what it asks before it acts. */
export type ButtonLook = { readonly style?: 'primary' | 'danger' | undefined; readonly confirm?: string | undefined }

/** A button; with `confirm` it asks once more, in that sentence. */
export const button = (
  label: string,
  id: string,
  value: string,
  { style, confirm }: ButtonLook = {},
): types.Button => ({
  type: 'button',
  text: plain(label, LIMIT.buttonText),
  action_id: id,
  value,
  ...(style ? { style } : {}),
  ...(confirm === undefined ? {} : { confirm: confirmation(confirm) }),
})

const confirmation = (sentence: string): types.ConfirmationDialog => ({
  title: plain('Are you sure?', 100),
  text: plain(sentence, 300),
  confirm: plain('Yes', 30),
  deny: plain('No', 30),
  style: 'danger',
})

/** A line of a menu, and what comes back when it is picked. */
export type Entry = { readonly label: string; readonly value: string }

/** Three dots that open a short menu. */
export const overflow = (id: string, entries: readonly Entry[]): types.Overflow => ({
  type: 'overflow',
  action_id: id,
  options: entries.slice(0, LIMIT.overflowOptions).map(({ label, value }) => option(label, value)),
})

/** A drop-down menu. */
export const menu = (id: string, placeholder: string, entries: readonly Entry[]): types.StaticSelect => ({
  type: 'static_select',
  action_id: id,
  placeholder: plain(placeholder, 150),
  options: entries.slice(0, LIMIT.menuOptions).map(({ label, value }) => option(label, value)),
})
