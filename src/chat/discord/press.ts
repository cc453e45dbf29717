import type { CommandSpec } from '../../domain/command.ts'
import { parseButtonId } from './button.ts'
import type { Asks } from './interaction.ts'

/** What a press of a button or a pick of a menu comes to. */
export type Press =
  | { readonly kind: 'ask'; readonly words: string; readonly target: string | undefined }
  | { readonly kind: 'share' }
  | { readonly kind: 'refuse'; readonly text: string }

/** What changes something may only be pressed for so long: what it speaks of may have changed since. */
const STALE_MS = 15 * 60_000

const DISCORD_EPOCH_MS = 1_420_070_400_000n

/** Refuses what is of an earlier version, of somebody else's answer, or no longer current. Pure. */
export function readPress(
  { customId, value, message }: Extract<Asks, { kind: 'press' }>,
  user: string,
  commands: readonly CommandSpec[],
  now: Date,
): Press {
  const id = parseButtonId(customId)
  const words = id?.kind === 'words' ? (value ?? id.words) : ''
  if (!id || (id.kind === 'words' && words === '')) {
    return refuse('This button is from an earlier version: please ask again with /readout.')
  }
  if (message.askedBy !== undefined && message.askedBy !== user) {
    return refuse('This button belongs to somebody else’s question: please ask yourself.')
  }
  if (id.kind === 'share') return { kind: 'share' }
  const name = words.split(' ')[0]
  const changes = commands.some((spec) => spec.name === name && spec.group === 'manage')
  const postedAtMs = (BigInt(message.id) >> 22n) + DISCORD_EPOCH_MS
  if (changes && now.getTime() - Number(postedAtMs) > STALE_MS) {
    return refuse('This button is no longer current: please ask again.')
  }
  return { kind: 'ask', words, target: id.target }
}

const refuse = (text: string): Press => ({ kind: 'refuse', text })
