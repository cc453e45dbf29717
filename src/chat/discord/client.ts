import type { Client } from 'discord.js'
import { PlatformError } from '../../domain/errors.ts'
import { platformError } from './failure.ts'

/** discord.js, which is loaded only where Discord is set up. */
export type Sdk = typeof import('discord.js')

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
const AUTHENTICATION_FAILED = 4004

/** Only servers and their channels are told to us, and only they are kept: neither messages nor members. */
export function createClient(sdk: Sdk, apiUrl: string): Client {
  const own = {
    maxSize: 0,
    keepOverLimit: (one: { readonly id: string; readonly client: Client }) => one.id === one.client.user?.id,
  }
  return new sdk.Client({
    intents: [sdk.GatewayIntentBits.Guilds],
    shards: 'auto',
    rest: { api: apiUrl, version: '10' },
    allowedMentions: { parse: [] },
    makeCache: sdk.Options.cacheWithLimits({
      MessageManager: 0,
      ReactionManager: 0,
      PresenceManager: 0,
      VoiceStateManager: 0,
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
      GuildScheduledEventManager: 0,
      StageInstanceManager: 0,
      ThreadMemberManager: 0,
      GuildMemberManager: own,
      UserManager: own,
    }),
  })
}

/** Resolves when `signal` aborts, rejects when Discord has closed the door for good. */
export function endOf(client: Client, { Events }: Sdk, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
    client.once(Events.ShardDisconnect, ({ code }) => {
      const lost = code === AUTHENTICATION_FAILED ? 'token-revoked' : undefined
      reject(new PlatformError(`discord closed the gateway for good: code ${code}`, 'rejected', { lost }))
    })
    client.once(Events.Invalidated, () => {
      reject(new PlatformError('discord ended the gateway session', 'unreachable'))
    })
  })
}

/** Why a login failed, and so whether to try again. */
export function loginError(sdk: Sdk, error: unknown): PlatformError {
  if (error instanceof sdk.DiscordjsError && error.code === sdk.DiscordjsErrorCodes.TokenInvalid) {
    return new PlatformError('discord refused the token at login', 'rejected', { lost: 'token-revoked' })
  }
  return platformError(sdk, error, 'login')
}
