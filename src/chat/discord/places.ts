import type { Client, Guild, GuildBasedChannel } from 'discord.js'
import type { ChannelEvent } from '../adapter.ts'
import { mayPost } from './permission.ts'

type Sdk = Pick<typeof import('discord.js'), 'Events' | 'GatewayDispatchEvents'>

/** As the gateway tells of a thread; the SDK forgets archived ones, so we read this ourselves. */
type ThreadData = {
  readonly id: string
  readonly guild_id: string
  readonly parent_id: string
  readonly name?: string
  readonly thread_metadata?: { readonly archived: boolean }
}

/** Tells what happens to the places that the bot may post to. At first sight the state of each is told, for it may have changed unseen. */
export function watchPlaces(
  client: Client,
  { Events, GatewayDispatchEvents }: Sdk,
  tell: (event: ChannelEvent) => void,
): void {
  const postable = new Map<string, boolean>()

  const look = (guild: Guild, channel: GuildBasedChannel): void => {
    const me = guild.members.me
    if (!me || !channel.isTextBased()) return
    const thread = channel.isThread() ? channel.id : undefined
    const now = mayPost({ permissions: channel.permissionsFor(me).bitfield, thread })
    if (postable.get(channel.id) === now) return
    postable.set(channel.id, now)
    tell({ kind: now ? 'permission-back' : 'permission-lost', at: atChannel(channel) })
  }
  const lookAround = (guild: Guild): void => {
    for (const channel of guild.channels.cache.values()) look(guild, channel)
  }
  const forget = (channel: string): boolean => postable.delete(channel)

  client.on(Events.ClientReady, ({ guilds }) => {
    for (const guild of guilds.cache.values()) lookAround(guild)
  })
  client.on(Events.GuildAvailable, (guild) => {
    if (client.isReady()) lookAround(guild)
  })
  client.on(Events.GuildCreate, (guild) => {
    tell({ kind: 'joined', at: atGuild(guild.id), name: guild.name })
    lookAround(guild)
  })
  client.on(Events.GuildDelete, (guild) => {
    for (const id of guild.channels.cache.keys()) forget(id)
    tell({ kind: 'workspace-removed', at: atGuild(guild.id) })
  })
  client.on(Events.GuildUpdate, (before, guild) => {
    if (before.name !== guild.name) tell({ kind: 'renamed', at: atGuild(guild.id), name: guild.name })
    lookAround(guild)
  })
  client.on(Events.GuildRoleUpdate, (_before, { guild }) => lookAround(guild))
  client.on(Events.GuildRoleDelete, ({ guild }) => lookAround(guild))
  client.on(Events.GuildMemberUpdate, (_before, { guild, id }) => {
    if (id === client.user?.id) lookAround(guild)
  })
  client.on(Events.ChannelCreate, (channel) => look(channel.guild, channel))
  client.on(Events.ThreadCreate, (thread) => look(thread.guild, thread))
  client.on(Events.ChannelUpdate, (before, channel) => {
    if (channel.isDMBased() || before.isDMBased()) return
    if (before.name !== channel.name) tell({ kind: 'renamed', at: atChannel(channel), name: channel.name })
    for (const one of channel.guild.channels.cache.values()) {
      if (one.id === channel.id || one.parentId === channel.id) look(channel.guild, one)
    }
  })
  client.on(Events.ChannelDelete, (channel) => {
    if (channel.isDMBased()) return
    forget(channel.id)
    tell({ kind: 'channel-deleted', at: atChannel(channel) })
  })
  // Both come before the SDK has taken the event in, so that its cache still holds what was.
  client.ws.on(GatewayDispatchEvents.ThreadUpdate, (thread: ThreadData) => {
    const before = client.channels.cache.get(thread.id)
    const known = before?.isThread() ? before : undefined
    const archived = thread.thread_metadata?.archived ?? false
    if ((known?.archived ?? !archived) !== archived)
      tell({ kind: archived ? 'archived' : 'unarchived', at: atThread(thread) })
    if (known && known.name !== thread.name) tell({ kind: 'renamed', at: atThread(thread), name: thread.name })
  })
  client.ws.on(GatewayDispatchEvents.ThreadDelete, (thread: ThreadData) => {
    forget(thread.id)
    tell({ kind: 'channel-deleted', at: atThread(thread) })
  })
}

const atGuild = (workspace: string) => ({ platform: 'discord', workspace })

const atChannel = (channel: GuildBasedChannel): ChannelEvent['at'] =>
  channel.isThread() && channel.parentId !== null
    ? { ...atGuild(channel.guildId), channel: channel.parentId, thread: channel.id }
    : { ...atGuild(channel.guildId), channel: channel.id }

const atThread = ({ id, guild_id, parent_id }: ThreadData): ChannelEvent['at'] => ({
  ...atGuild(guild_id),
  channel: parent_id,
  thread: id,
})
