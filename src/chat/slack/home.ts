import type { types } from '@slack/bolt'
import type { BotHandlers, Listed } from '../adapter.ts'
import { plainText } from '../plain-text.ts'
import { actionId, button, formatValue } from './action.ts'
import { textGroups } from './answer.ts'
import { actions, context, divider, header } from './blocks.ts'
import { ours, richText } from './lines.ts'
import { type Group, packGroups, VIEW_ROOM } from './pack.ts'
import type { NamedChannel } from './people.ts'

/** What the Home tab shows. */
export type HomeContent = {
  readonly commands: BotHandlers['commands']
  /** The channels that the person can see. */
  readonly channels: readonly NamedChannel[]
  /** Absent where nobody keeps such a list. */
  readonly listed: readonly Listed[] | undefined
  /** Subscriptions of channels that the person cannot see; told to admins only. */
  readonly others: number | undefined
}

/** The Home tab: what to type, and what is subscribed where. Pure. */
export function homeView({ commands, channels, listed, others }: HomeContent): types.HomeView {
  const body = channels.flatMap((channel) => {
    const here = listed?.filter((one) => one.channel === channel.id) ?? []
    return here.length === 0 ? [] : [[divider, channelName(channel)], ...here.map(subscription)]
  })
  const none = listed?.length === 0 ? textGroups('Nothing is subscribed in the channels that you are in.') : []
  const more =
    others === undefined || others === 0 ? [] : [[context(`${others} more in channels that you are not in.`)]]
  const pages = packGroups([...introduction(commands), ...none, ...body, ...more], {
    ...VIEW_ROOM,
    blocks: VIEW_ROOM.blocks - 1,
  })
  const cut =
    pages.length > 1 ? [context('There is more than fits here: /readout subscriptions lists those of a channel.')] : []
  return { type: 'home', blocks: [...(pages[0] ?? []), ...cut] }
}

/** Three lines that work as they stand. */
function introduction(commands: BotHandlers['commands']): Group[] {
  const examples = ['latest', 'country', 'subscribe'].flatMap((name) => commands.filter((spec) => spec.name === name))
  const lines = examples.map(({ example, description }) => ({
    kind: 'line' as const,
    elements: [...ours(`/readout ${example}`, 'bold'), ...ours(`  ${description.en}`)],
  }))
  const head: Group = [header('Attaché', 'Attaché'), ...(lines.length > 0 ? [richText(lines)] : [])]
  return [head, [context('Type these in a channel. Slack takes no commands in threads.')]]
}

const channelName = ({ id, name }: NamedChannel) =>
  richText([{ kind: 'line', elements: ours(`#${plainText(name) || id}`, 'bold') }])

function subscription({ channel, number, text, paused }: Listed): Group {
  const turn = paused ? 'resume' : 'pause'
  const at = `${channel}.${number}`
  return [
    ...textGroups(text).flat(),
    actions(
      button(paused ? 'Resume' : 'Pause', actionId('open', `turn.${at}`), formatValue(`${turn} ${number}`, channel)),
      button('Change', actionId('open', `change.${at}`), formatValue(`change ${number}`, channel)),
      button('Preview', actionId('open', `preview.${at}`), formatValue(`preview ${number}`, channel)),
      button('Remove', actionId('open', `remove.${at}`), formatValue(`unsubscribe ${number}`, channel), {
        style: 'danger',
        confirm: 'Nothing more will be posted for it.',
      }),
    ),
  ]
}
