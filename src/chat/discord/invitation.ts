import { ConfigError } from '../../domain/errors.ts'
import type { Secret } from '../../domain/secret.ts'

/** What the bot is allowed to in a server, and no more: https://docs.discord.com/developers/topics/permissions */
export const PERMISSION = {
  'View Channel': 1n << 10n,
  'Send Messages': 1n << 11n,
  'Embed Links': 1n << 14n,
  'Create Public Threads': 1n << 35n,
  'Send Messages in Threads': 1n << 38n,
} as const

/** By choice: lets the bot look whether a message of a broken-off try arrived, instead of posting it again. */
const READ_MESSAGE_HISTORY = 1n << 16n

/** What is asked for beyond what posting takes. */
export type InvitationOptions = { readonly history?: boolean | undefined }

/** The address that adds the bot to a server. */
export function invitationUrl(applicationId: string, { history = false }: InvitationOptions = {}): string {
  const permissions = Object.values(PERMISSION).reduce((all, one) => all | one, history ? READ_MESSAGE_HISTORY : 0n)
  const url = new URL('https://discord.com/oauth2/authorize')
  url.searchParams.set('client_id', applicationId)
  url.searchParams.set('scope', 'bot applications.commands')
  url.searchParams.set('permissions', String(permissions))
  return url.href
}

/** A bot token begins with the id of its application. Throws `ConfigError` where it does not. */
export function applicationIdOf(token: Secret): string {
  const id = Buffer.from(token.reveal().split('.')[0] ?? '', 'base64').toString('latin1')
  if (!/^\d{15,20}$/.test(id))
    throw new ConfigError('the Discord token is no bot token; copy it again from the developer portal')
  return id
}
