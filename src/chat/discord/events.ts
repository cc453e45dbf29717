import type { Client } from 'discord.js'
import type { Clock } from '../../domain/clock.ts'
import { PlatformError } from '../../domain/errors.ts'
import type { Secret } from '../../domain/secret.ts'
import type { BotHandlers, ChatAdapter } from '../adapter.ts'
import { createClient, endOf, loginError, type Sdk } from './client.ts'
import { registerCommands } from './commands.ts'
import { type ConversationPorts, converse } from './conversation.ts'
import { loggable } from './failure.ts'
import { guildsToLeave } from './guilds.ts'
import { parseInteraction, type Place, placeOf } from './interaction.ts'
import { watchPlaces } from './places.ts'
import { createResponses, type Post } from './responses.ts'

/** How the gateway is reached, and which servers are ours. */
export type GatewaySettings = {
  readonly token: Secret
  readonly apiUrl: string
  readonly allowedGuilds: readonly string[]
}

/** What listening to the gateway needs. */
export type GatewayPorts = {
  readonly sdk: Sdk
  readonly clock: Clock
  readonly fault: (error: unknown) => void
  readonly post: Post
  readonly tell: NonNullable<ChatAdapter['tell']>
}

const FIRST_WAIT_MS = 5_000
const LONGEST_WAIT_MS = 5 * 60_000

/** How long answers that are under way may take when we are told to stop. */
const LAST_WORDS_MS = 3_000

/** Hears Discord until `signal` aborts, however often the connection is lost. Throws `PlatformError` where trying again is no use. */
export async function listen(
  settings: GatewaySettings,
  bot: BotHandlers,
  ports: GatewayPorts,
  signal: AbortSignal,
): Promise<void> {
  for (let waitMs = FIRST_WAIT_MS; !signal.aborted; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      await hear(settings, bot, ports, signal)
    } catch (error) {
      if (!(error instanceof PlatformError) || error.failure === 'rejected') throw error
      ports.fault(error)
      await ports.clock.sleep(waitMs, signal)
    }
  }
}

/** One login; once it has succeeded the SDK resumes and reconnects by itself. */
async function hear(
  settings: GatewaySettings,
  bot: BotHandlers,
  ports: GatewayPorts,
  signal: AbortSignal,
): Promise<void> {
  const { sdk, clock, fault } = ports
  const client = createClient(sdk, settings.apiUrl)
  const underWay = new Set<Promise<void>>()
  const run = (work: Promise<unknown>): void => {
    const done: Promise<void> = work
      .then(
        () => undefined,
        (error: unknown) => fault(loggable(sdk, error)),
      )
      .finally(() => underWay.delete(done))
    underWay.add(done)
  }
  attend(client, settings.allowedGuilds, bot, ports, run, signal)
  const ended = endOf(client, sdk, signal)
  const loggedIn = client.login(settings.token.reveal()).catch((error: unknown) => {
    throw loginError(sdk, error)
  })
  try {
    await Promise.race([ended, loggedIn.then(() => ended)])
  } finally {
    await client.destroy()
    await settleSoon(underWay, clock)
  }
}

async function settleSoon(underWay: ReadonlySet<Promise<void>>, clock: Clock): Promise<void> {
  if (underWay.size === 0) return
  const settled = new AbortController()
  await Promise.race([Promise.all(underWay), clock.sleep(LAST_WORDS_MS, settled.signal)])
  settled.abort()
}

/** Connects what Discord tells with whoever answers it. */
function attend(
  client: Client,
  allowedGuilds: readonly string[],
  bot: BotHandlers,
  { sdk, clock, fault, post, tell: tellAside }: GatewayPorts,
  run: (work: Promise<unknown>) => void,
  signal: AbortSignal,
): void {
  const { Events, GatewayDispatchEvents } = sdk
  const serves = keepOut(client, sdk, allowedGuilds, run)
  client.on(Events.ClientReady, ({ rest, application }) => {
    run(registerCommands(rest, application.id, bot.commands, signal))
  })
  client.on(Events.Error, fault)
  client.on(Events.ShardError, fault)

  let told = Promise.resolve()
  // One after the other, so that what came last is what holds.
  const tell = (telling: () => Promise<void> | undefined): void => {
    told = told.then(telling).catch((error: unknown) => fault(error))
    run(told)
  }
  client.on(Events.ClientReady, ({ guilds }) => {
    const joined = guilds.cache.map(({ id }) => id).filter(serves)
    tell(() => bot.present?.('discord', joined))
  })
  watchPlaces(client, sdk, (event) => {
    if (!serves(event.at.workspace)) return
    tell(async () => {
      for (const aside of await bot.lifecycle(event)) run(tellAside(aside, signal))
    })
  })

  const conversation: ConversationPorts = {
    bot,
    clock,
    fault: (error) => fault(loggable(sdk, error)),
    post,
    serves,
    responses: createResponses(client.rest),
    placeOf: (guild, channel, user) => lookUpPlace(client, guild, channel, user),
  }
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (raw: unknown) => {
    const interaction = parseInteraction(raw)
    if (interaction) run(converse(interaction, conversation, signal))
  })
}

/** Leaves servers that the bot is not for; says of a server whether it is for it. */
function keepOut(
  client: Client,
  { Events }: Sdk,
  allowed: readonly string[],
  run: (work: Promise<unknown>) => void,
): (guild: string) => boolean {
  const strangers = (): string[] => guildsToLeave(allowed, joinedGuilds(client))
  const leave = (): void => {
    for (const id of strangers()) run(client.rest.delete(`/users/@me/guilds/${id}`))
  }
  client.on(Events.ClientReady, leave)
  client.on(Events.GuildCreate, leave)
  client.on(Events.GuildAvailable, leave)
  return (guild) => !strangers().includes(guild)
}

const joinedGuilds = (client: Client) =>
  client.guilds.cache.map(({ id, available, joinedTimestamp }) => ({
    id,
    joinedAtMs: available ? joinedTimestamp : undefined,
  }))

/** Asked anew each time: who could manage a channel a minute ago need not now. */
async function lookUpPlace(
  client: Client,
  guildId: string,
  channelId: string,
  user: string,
): Promise<Place | undefined> {
  const guild = client.guilds.cache.get(guildId)
  const channel = guild?.channels.cache.get(channelId)
  if (!guild || !channel) return undefined
  const member = await guild.members.fetch({ user, cache: false, force: true })
  const { bitfield: permissions } = channel.permissionsFor(member)
  return placeOf({ id: channel.id, type: channel.type, parent_id: channel.parentId }, permissions)
}
