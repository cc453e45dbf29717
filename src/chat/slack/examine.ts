import { z } from 'zod'
import type { Secret } from '../../domain/secret.ts'
import type { Installations } from '../adapter.ts'
import type { SlackConfig } from './config.ts'
import { installedWorkspaces } from './installed.ts'
import { type SCOPES, scopesFor } from './manifest.ts'
import { type Call, createCall, type Sdk } from './workspace.ts'

/** What a token turns out to be good for. */
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

/** Asks Slack about a bot token, and about the app token if there is one, for the operator. Throws `PlatformError` where one is refused. */
export async function examineSlack(
  botToken: Secret,
  config: Pick<SlackConfig, 'appToken' | 'apiUrl' | 'lookup'>,
  signal: AbortSignal,
): Promise<Examined> {
  const { appToken, apiUrl } = config
  const sdk: Sdk = await import('@slack/bolt')
  const examined = await examine(createCall(sdk, botToken, apiUrl), config, signal)
  // The address that it gives is opened by nobody, and lapses.
  if (appToken) await createCall(sdk, appToken, apiUrl)('apps.connections.open', {}, z.unknown(), signal)
  return examined
}

/** The same of what a workspace gave that installed the app by itself. */
export async function examineInstalled(
  team: string,
  config: SlackConfig,
  installations: Installations,
  signal: AbortSignal,
): Promise<Examined | undefined> {
  if (config.access.kind === 'one') return undefined
  const ports = {
    load: (): Promise<Sdk> => import('@slack/bolt'),
    loadOAuth: () => import('@slack/oauth'),
    installations,
  }
  const { call } = await installedWorkspaces({ ...config, ...config.access }, ports).of(team, signal)
  return examine(call, config, signal)
}

async function examine(call: Call, config: Pick<SlackConfig, 'lookup'>, signal: AbortSignal): Promise<Examined> {
  const { team, user, response_metadata: told } = await call('auth.test', {}, identitySchema, signal)
  const wanted = scopesFor(config)
  const given = told?.scopes ?? wanted.map(({ scope }) => scope)
  return {
    workspace: team,
    bot: user,
    missing: wanted.filter(({ scope }) => !given.includes(scope)),
    needless: given.filter((scope) => !wanted.some((one) => one.scope === scope)),
  }
}
