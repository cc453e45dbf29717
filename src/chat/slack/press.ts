import type { CommandSpec } from '../../domain/command.ts'
import { type Action, parseAction } from './action.ts'
import type { Asks, Surface } from './interaction.ts'

/** What a press of a button or a pick of a menu comes to. */
export type Press = Action | { readonly kind: 'refuse'; readonly text: string }

/** What changes something may only be pressed for so long: what it speaks of may have changed since. */
const STALE_MS = 15 * 60_000

/** Refuses what is of an earlier version or no longer current. Pure. */
export function readPress(
  { actionId, value }: Extract<Asks, { kind: 'press' }>,
  surface: Surface,
  commands: readonly CommandSpec[],
  now: Date,
): Press {
  const action = parseAction(actionId, value)
  if (!action)
    return { kind: 'refuse', text: 'This button is from an earlier version: please ask again with /readout.' }
  const postedAtMs = surface.kind === 'message' ? surface.postedAtMs : undefined
  const isOld = postedAtMs !== undefined && now.getTime() - postedAtMs > STALE_MS
  if (isOld && specCalled(action.words, commands)?.group === 'manage') {
    return { kind: 'refuse', text: 'This button is no longer current: please ask again.' }
  }
  return action
}

/** The command that words begin with, where they begin with one outright. */
export function specCalled(words: string, commands: readonly CommandSpec[]): CommandSpec | undefined {
  const [first = ''] = words.trim().toLowerCase().split(/\s+/)
  return commands.find(({ name, label }) => first === name || first === label.en || first === label.zh)
}
