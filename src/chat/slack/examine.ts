import { z } from 'zod'
import type { SlackConfig } from './config.ts'
import { LOOKUP_SCOPES, SCOPES } from './manifest.ts'
import { createCall, type Sdk } from './workspace.ts'

/** What the tokens turn out to be good for. */
export type Examined = {
  /** As people call it. */
  readonly workspace: string
  /** The name that the bot is invited by. */
  readonly bot: string
  /** What the app was not given, and the feature that will lack it. */
  readonly missing: typeof SCOPES
  /** What it was given beyond that. */
  readonly needless: readonly string[]
}

const identitySchema = z.object({
  team: z.string(),
  user: z.string(),
  bot_id: z.string(),
  response_metadata: z.object({ scopes: z.array(z.string()).optional() }).optional(),
})

/** Asks Slack about the tokens, for the operator. Throws `PlatformError` where one is refused. */
export async function examineSlack(
  { botToken, appToken, apiUrl, lookup }: SlackConfig,
  signal: AbortSignal,
): Promise<Examined> {
  const sdk: Sdk = await import('@slack/bolt')
  const call = createCall(sdk, botToken, apiUrl)
  const { team, user, response_metadata: told } = await call('auth.test', {}, identitySchema, signal)
  // The address that it gives is opened by nobody, and lapses.
  if (appToken) await createCall(sdk, appToken, apiUrl)('apps.connections.open', {}, z.unknown(), signal)
  const wanted = [...SCOPES, ...(lookup ? LOOKUP_SCOPES : [])]
  const given = told?.scopes ?? wanted.map(({ scope }) => scope)
  return {
    workspace: team,
    bot: user,
    missing: wanted.filter(({ scope }) => !given.includes(scope)),
    needless: given.filter((scope) => !wanted.some((one) => one.scope === scope)),
  }
}
