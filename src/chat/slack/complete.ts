import type { BotHandlers } from '../adapter.ts'
import { LIMIT, option, type Option } from './blocks.ts'
import type { Asks, Interaction } from './interaction.ts'

/** What fits into a form's field, given what was typed there. */
export async function completions(
  { team, user, channel }: Interaction,
  { command, option: name, typed, others }: Extract<Asks, { kind: 'completion' }>,
  { complete }: Pick<BotHandlers, 'complete'>,
  signal: AbortSignal,
): Promise<readonly Option[]> {
  const at = { platform: 'slack', workspace: team, channel: channel ?? '' }
  // Nothing that is completed depends on who asks, and a look-up would come at every key.
  const caller = { user, at, locale: 'en-US', mayManage: false }
  const found = await complete({ command, option: name, typed, others }, caller, signal)
  return found
    .filter(({ value }) => value !== '' && value.length <= LIMIT.optionValue)
    .slice(0, LIMIT.menuOptions)
    .map(({ label, value }) => option(label || value, value))
}
