import type { BotHandlers } from '../adapter.ts'
import { clip, plainText } from '../plain-text.ts'
import { callerOf } from './caller.ts'
import { LIMIT } from './components.ts'
import type { Asks, Interaction } from './interaction.ts'
import type { Responses } from './responses.ts'

/** What completing needs. */
export type CompletionPorts = {
  readonly bot: BotHandlers
  readonly responses: Responses
  /** Whether we work for that server. */
  readonly serves: (guild: string) => boolean
}

/** Offers what fits into an option, given what was typed there. */
export async function complete(
  interaction: Interaction,
  { name, option, typed, numeric, elsewhere, options }: Extract<Asks, { kind: 'completion' }>,
  { bot, responses, serves }: CompletionPorts,
  signal: AbortSignal,
): Promise<void> {
  const { guild, here } = interaction
  // Numbers are those of a channel's subscriptions.
  if (guild === undefined || !serves(guild) || (numeric && elsewhere)) {
    await responses.complete(interaction, [])
    return
  }
  const { [option]: _typed, ...others } = options
  const found = await bot.complete({ command: name, option, typed, others }, callerOf(interaction, guild, here), signal)
  const choices = found
    .map(({ label, value }) => ({ name: clip(plainText(label) || plainText(value), LIMIT.optionText), value }))
    .filter(({ name, value }) => name !== '' && value !== '' && value.length <= LIMIT.optionText)
    .map((choice) => (numeric ? { ...choice, value: Number(choice.value) } : choice))
  await responses.complete(interaction, choices.slice(0, LIMIT.menuOptions))
}
