import type { Client, Guild, GuildBasedChannel } from 'discord.js'
import type { ChannelEvent } from '../adapter.ts'
import { PRIVATE_THREAD } from './interaction.ts'
import { mayPost, maySee } from './permission.ts'

type Sdk = Pick<typeof import('discord.js'), 'Events' | 'GatewayDispatchEvents'>

/** As the gateway tells of a thread; the SDK forgets archived ones, so we read this ourselves. */
type ThreadData = {
  readonly id: string
  readonly guild_id: string
  readonly parent_id: string
  readonly name?: string
  readonly thread_metadata?: { readonly archived: boolean }
}

/** Who came into a thread and who left it; of others than the bot this is not told. */
type ThreadMembers = {
  readonly id: string
  readonly added_members?: readonly { readonly user_id?: string }[]
  readonly removed_member_ids?: readonly string[]
}

type Tell = (event: ChannelEvent) => void

/** Tells what happens to the places that the bot may post to. At first sight the state of each is told, for it may have changed unseen. */
export function watchPlaces(client: Client, sdk: Sdk, tell: Tell): void {
  const sight = createSight(tell)
  watchGuilds(client, sdk, sight, tell)
  watchChannels(client, sdk, sight, tell)
  watchThreads(client, sdk, sight, tell)
  watchMembership(client, sdk, tell)
}

type Sight = ReturnType<typeof createSight>

/** Knows of each place whether the bot may post there, and tells when that changes. */
function createSight(tell: Tell) {
  const postable = new Map<string, boolean>()
  const look = (channel: GuildBasedChannel): void => {
    const me = channel.guild.members.me
    if (!me || !channel.isTextBased()) return
    const thread = channel.isThread() ? channel.id : undefined
    const now = mayPost({ permissions: channel.permissionsFor(me).bitfield, thread })
    if (postable.get(channel.id) === now) return
    postable.set(channel.id, now)
    tell({ kind: now ? 'permission-back' : 'permission-lost', at: atChannel(channel) })
  }
  return {
    look,
    lookAround: ({ channels }: Guild): void => channels.cache.forEach(look),
    forget: (channel: string): void => void postable.delete(channel),
  }
}

function watchGuilds(client: Client, { Events }: Sdk, { lookAround, forget }: Sight, tell: Tell): void {
  client.on(Events.ClientReady, ({ guilds }) => guilds.cache.forEach(lookAround))
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
}

function watchChannels(client: Client, { Events }: Sdk, { look, forget }: Sight, tell: Tell): void {
  client.on(Events.ChannelCreate, look)
  client.on(Events.ChannelUpdate, (before, channel) => {
    if (channel.isDMBased() || before.isDMBased()) return
    if (before.name !== channel.name) tell({ kind: 'renamed', at: atChannel(channel), name: channel.name })
    // Threads go by their channel's permissions.
    channel.guild.channels.cache.filter((one) => one.id === channel.id || one.parentId === channel.id).forEach(look)
  })
  client.on(Events.ChannelDelete, (channel) => {
    if (channel.isDMBased()) return
    forget(channel.id)
    tell({ kind: 'channel-deleted', at: atChannel(channel), name: channel.name })
  })
}

function watchThreads(
  client: Client,
  { Events, GatewayDispatchEvents }: Sdk,
  { look, forget }: Sight,
  tell: Tell,
): void {
  client.on(Events.ThreadCreate, look)
  // These two come before the SDK has taken the event in, so that its cache still holds what was.
  client.ws.on(GatewayDispatchEvents.ThreadUpdate, (thread: ThreadData) => {
    const before = client.channels.cache.get(thread.id)
    const known = before?.isThread() ? before : undefined
    const archived = thread.thread_metadata?.archived ?? false
    const changed = known === undefined || known.archived !== archived
    if (changed) tell({ kind: archived ? 'archived' : 'unarchived', at: atThread(thread), name: thread.name })
    if (known && known.name !== thread.name) tell({ kind: 'renamed', at: atThread(thread), name: thread.name })
  })
  client.ws.on(GatewayDispatchEvents.ThreadDelete, (thread: ThreadData) => {
    forget(thread.id)
    tell({ kind: 'channel-deleted', at: atThread(thread) })
  })
}

/** A private thread is open to who is in it, whatever the permissions say: the bot may be put out, and taken in again. */
function watchMembership(client: Client, { GatewayDispatchEvents }: Sdk, tell: Tell): void {
  const isBot = (id: string | undefined): boolean => id === client.user?.id
  client.ws.on(GatewayDispatchEvents.ThreadMembersUpdate, (change: ThreadMembers) => {
    const thread = client.channels.cache.get(change.id)
    const me = thread?.isThread() ? thread.guild.members.me : undefined
    if (!thread?.isThread() || thread.type !== PRIVATE_THREAD || !me) return
    const mayAnyhow = maySee({ permissions: thread.permissionsFor(me).bitfield, isPrivate: true })
    if (change.removed_member_ids?.some(isBot) && !mayAnyhow) tell({ kind: 'permission-lost', at: atChannel(thread) })
    if (change.added_members?.some(({ user_id: id }) => isBot(id)))
      tell({ kind: 'permission-back', at: atChannel(thread) })
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
