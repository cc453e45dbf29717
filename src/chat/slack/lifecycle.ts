import { z } from 'zod'
import type { ChannelEvent, PlaceEvent } from '../adapter.ts'

// https://docs.slack.dev/reference/events

const channelSchema = z.union([z.string(), z.object({ id: z.string(), name: z.string().optional() })])

const schema = z.object({
  team_id: z.string(),
  event: z.object({
    type: z.string(),
    user: z.string().optional().catch(undefined),
    channel: channelSchema.optional(),
    old_channel_id: z.string().optional(),
    new_channel_id: z.string().optional(),
    tokens: z.object({ bot: z.array(z.string()).default([]) }).optional(),
  }),
})

const OF_CHANNEL: Readonly<Record<string, PlaceEvent['kind']>> = {
  channel_left: 'permission-lost',
  group_left: 'permission-lost',
  channel_archive: 'archived',
  group_archive: 'archived',
  channel_unarchive: 'unarchived',
  group_unarchive: 'unarchived',
  channel_deleted: 'channel-deleted',
  group_deleted: 'channel-deleted',
  channel_rename: 'renamed',
  group_rename: 'renamed',
}

/** What an event means for where we post; nothing where it is somebody else's. `bot` is the bot's own user. Pure. */
export function channelEvents(body: unknown, bot: string): readonly ChannelEvent[] {
  const parsed = schema.safeParse(body)
  if (!parsed.success) return []
  const { team_id: workspace, event } = parsed.data
  const id = typeof event.channel === 'string' ? event.channel : event.channel?.id
  const at = { platform: 'slack', workspace, channel: id }
  switch (event.type) {
    case 'app_uninstalled':
      return [{ kind: 'workspace-removed', at: { platform: 'slack', workspace } }]
    case 'tokens_revoked':
      return event.tokens?.bot.length ? [{ kind: 'workspace-removed', at: { platform: 'slack', workspace } }] : []
    case 'channel_id_changed': {
      const { old_channel_id: channel, new_channel_id: to } = event
      return channel === undefined || to === undefined ? [] : [{ kind: 'moved', at: { ...at, channel }, to }]
    }
    case 'member_joined_channel':
      return event.user === bot ? [{ kind: 'permission-back', at }] : []
    case 'member_left_channel':
      return event.user === bot ? [{ kind: 'permission-lost', at }] : []
    default: {
      const kind = OF_CHANNEL[event.type]
      if (!kind || id === undefined) return []
      return [
        { kind, at, ...(typeof event.channel === 'object' && kind === 'renamed' ? { name: event.channel.name } : {}) },
      ]
    }
  }
}

/** The workspace that an event is of. */
export const teamOf = (body: unknown): string | undefined =>
  z.object({ team_id: z.string() }).safeParse(body).data?.team_id

/** Whether it says that the app was removed. */
export const isRemoval = (body: unknown): boolean =>
  channelEvents(body, '').some(({ kind }) => kind === 'workspace-removed')

const openedSchema = z.object({
  team_id: z.string(),
  event: z.object({ type: z.literal('app_home_opened'), tab: z.literal('home'), user: z.string() }),
})

/** Whose Home tab was opened, if that is what happened. */
export function homeOpened(body: unknown): { readonly team: string; readonly user: string } | undefined {
  const { data } = openedSchema.safeParse(body)
  return data && { team: data.team_id, user: data.event.user }
}
