import { renderText } from './answer.ts'
import { formatButtonId } from './button.ts'
import { isObject, textDisplay } from './components.ts'
import { escapeText } from './escape.ts'
import type { Interaction } from './interaction.ts'
import { mayPost } from './permission.ts'
import type { Post, Responses } from './responses.ts'

/** Posts what a person was shown in the channel they are in, if both they and the bot may post there. */
export async function shareHere(
  interaction: Interaction,
  components: readonly unknown[],
  { responses, post }: { readonly responses: Responses; readonly post: Post },
  signal: AbortSignal,
): Promise<void> {
  const { here, ownPermissions, user } = interaction
  const refused = !mayPost(here)
    ? 'Only who may post in this channel may show it there.'
    : !mayPost({ ...here, permissions: ownPermissions })
      ? 'Attaché may not post in this channel: it needs View Channel and Send Messages.'
      : undefined
  if (refused !== undefined) {
    for (const view of renderText(refused)) await responses.say(interaction, view)
    return
  }
  await responses.deferUpdate(interaction)
  try {
    await post(here.thread ?? here.channel, sharedView(components, user), interaction.id, signal)
  } catch (error) {
    for (const view of renderText('It could not be posted. Please try again.'))
      await responses.followUp(interaction, view)
    throw error
  }
  await responses.edit(interaction, withoutShare(components))
}

const SHARE = formatButtonId({ kind: 'share' })

/** What was done, and by whom: named, not called. */
export const noticeView = (notice: string, user: string): unknown[] => [
  textDisplay(`${escapeText(notice)}\n-# <@${user}>`),
]

/** Rows of buttons and files stay with the person who asked. */
const PRIVATE: readonly unknown[] = [1, 13]

/** What a person was shown, as it is posted for all: who shared it is named, not called. */
export function sharedView(components: readonly unknown[], user: string): unknown[] {
  return [
    ...components.filter((one) => !PRIVATE.includes(typeOf(one))).map(asSent),
    textDisplay(`-# Shared by <@${user}>`),
  ]
}

/** The same view without its button to share: once is enough. */
export function withoutShare(components: readonly unknown[]): unknown[] {
  return components.flatMap((one) => {
    if (typeOf(one) !== 1 || !isObject(one) || !Array.isArray(one['components'])) return [asSent(one)]
    const buttons = one['components'].filter((inner) => !isObject(inner) || inner['custom_id'] !== SHARE)
    return buttons.length === 0 ? [] : [asSent({ ...one, components: buttons })]
  })
}

/** Discord numbers what it keeps and spells out what is not set; neither may be sent back. */
function asSent(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asSent)
  if (!isObject(value)) return value
  const set = Object.entries(value).filter(
    ([key, inner]) => inner !== null && !(key === 'id' && typeof inner === 'number'),
  )
  return Object.fromEntries(set.map(([key, inner]) => [key, asSent(inner)]))
}

const typeOf = (value: unknown): unknown => (isObject(value) ? value['type'] : undefined)
