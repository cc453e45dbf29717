import { z } from 'zod'
import { secret } from '../../config/secret.ts'
import type { CommandSpec } from '../../domain/command.ts'
import type { ChatPlatform } from '../adapter.ts'
import { createAsides } from './aside.ts'
import { nonceOf } from './button.ts'
import { registerCommands } from './commands.ts'
import { FLAG, NO_MENTIONS } from './components.ts'
import type { Connection } from './connection.ts'
import { createDelivery } from './deliver.ts'
import { listen } from './events.ts'
import { longestWaitMs, platformError } from './failure.ts'
import { applicationIdOf } from './invitation.ts'
import { renderMessage } from './render.ts'
import type { Post } from './responses.ts'

// https://docs.discord.com/developers, by discord.js, which is loaded when it is first needed.

const configSchema = z.strictObject({
  token: secret,
  /** The gateway's address is asked for there. */
  apiUrl: z.url().default('https://discord.com/api'),
  /** Ids of the servers that may have the bot. None: the one that had it first. `*`: any. */
  allowedGuilds: z.array(z.string().regex(/^(?:\d{15,20}|\*)$/, 'is no server id')).default([]),
})

/** The settings of Discord, as they were checked at start. */
export type DiscordConfig = z.infer<typeof configSchema>

/** Longer than this the SDK's queue does not hold a delivery back: then our own retries take over. */
const LONGEST_QUEUE_MS = 20_000

/** Posts to Discord and answers there. */
export const discord: ChatPlatform<DiscordConfig> = {
  platform: 'discord',
  configSchema,
  create(config, { clock, fault }) {
    const connect = connector(config)
    const post: Post = async (channel, view, once, signal) => {
      const { rest, sdk } = await connect()
      const flags = FLAG.componentsV2 | FLAG.silent
      const body = { flags, components: view, nonce: nonceOf(once), enforce_nonce: true, allowed_mentions: NO_MENTIONS }
      await rest.post(`/channels/${channel}/messages`, { body, signal }).catch((error: unknown) => {
        throw platformError(sdk, error, 'a note')
      })
    }
    // One for what the gateway tells and what a delivery notices: nobody is told of one loss twice.
    const asides = createAsides({ connect, post, now: () => clock.now() })
    return {
      platform: 'discord',
      pack: renderMessage,
      ...createDelivery(connect),
      ...asides,
      async listen(bot, signal) {
        await listen(config, bot, { sdk: await import('discord.js'), clock, fault, post, ...asides }, signal)
      },
    }
  },
}

/** Registers the commands for every server where they have changed; says whether they had. */
export async function registerDiscordCommands(
  config: DiscordConfig,
  specs: readonly CommandSpec[],
  signal: AbortSignal,
): Promise<boolean> {
  const { rest, sdk } = await connector(config)()
  return registerCommands(rest, applicationIdOf(config.token), specs, signal).catch((error: unknown) => {
    throw platformError(sdk, error, 'the commands')
  })
}

/** One client for all that is posted: its queue keeps Discord's limits, and it tries nothing twice by itself. */
function connector({ token, apiUrl }: DiscordConfig): () => Promise<Connection> {
  let connection: Promise<Connection> | undefined
  const open = async (): Promise<Connection> => {
    const sdk = await import('discord.js')
    const rest = new sdk.REST({
      api: apiUrl,
      version: '10',
      retries: 0,
      rejectOnRateLimit: (limit) => longestWaitMs(limit) > LONGEST_QUEUE_MS,
    })
    return { rest, sdk }
  }
  return async () => {
    connection ??= open()
    const { rest, sdk } = await connection
    // The SDK forgets a token that was refused once; it may be valid again.
    return { rest: rest.setToken(token.reveal()), sdk }
  }
}

export { applicationIdOf, invitationUrl, PERMISSION } from './invitation.ts'
