import type { ChatPlatform, Installations } from '../chat/adapter.ts'
import { applicationIdOf, discord, invitationUrl, registerDiscordCommands } from '../chat/discord/index.ts'
import {
  type Examined,
  examineInstalled,
  examineSlack,
  INSTALL_PATH,
  type ManifestOptions,
  manifest,
  type SlackConfig,
  slack,
} from '../chat/slack/index.ts'
import { commandsOffered } from '../commands/spec.ts'
import type { Settings } from '../config/settings.ts'
import { ConfigError } from '../domain/errors.ts'
import type { Installation } from '../domain/installation.ts'
import type { InstallationStore } from '../pipeline/ports/workspaces.ts'

/** What the settings say of a platform, checked; nothing where they do not configure it. Throws `ConfigError` naming every wrong key. */
export function configOf<Config>(
  { platform, configSchema }: ChatPlatform<Config>,
  settings: Settings,
): Config | undefined {
  const raw = settings.platforms[platform]
  if (!raw) return undefined
  const result = configSchema.safeParse(raw)
  if (result.success) return result.data
  const faults = result.error.issues.map(
    ({ path, message }) => `${[platform, ...path].map(String).join('.')}: ${message}`,
  )
  throw new ConfigError(faults.join('\n'))
}

/** What workspaces gave a platform, as the store keeps it. */
export function installationsOf(store: InstallationStore, platform: string): Installations {
  return {
    canSeal: () => store.canSeal(),
    keysFor: (label) => store.derivedKeys(`${platform} ${label}`),
    keep: (workspace, secret, by) => store.keepInstallation({ platform, workspace }, secret, by),
    renew: (workspace, secret) => store.renewInstallation({ platform, workspace }, secret),
    open: (workspace) => store.openInstallation({ platform, workspace }),
    all: async () =>
      (await store.installations()).filter(({ at }) => at.platform === platform).map(({ at }) => at.workspace),
  }
}

/** What the operator has to open or click to have the bot in a place, or to mend. Throws `ConfigError` and `PlatformError`. */
export async function installationAdvice(
  settings: Settings,
  signal: AbortSignal,
): Promise<readonly { readonly platform: string; readonly advice: string }[]> {
  const onDiscord = configOf(discord, settings)
  const onSlack = configOf(slack, settings)
  return [
    ...(onDiscord ? discordAdvice(applicationIdOf(onDiscord.token)) : []),
    ...(onSlack ? [{ platform: 'slack', advice: await accessAdvice(onSlack, signal) }] : []),
  ]
}

async function accessAdvice(config: SlackConfig, signal: AbortSignal): Promise<string> {
  const { access } = config
  if (access.kind === 'one') return slackAdvice(await examineSlack(access.botToken, config, signal))
  return `workspaces install it at ${new URL(INSTALL_PATH, access.publicUrl).href}`
}

/** What the operator is to know of a workspace's access, or to mend. Throws `PlatformError`. */
export async function accessOf(
  { at }: Installation,
  settings: Settings,
  store: InstallationStore,
  signal: AbortSignal,
): Promise<string> {
  const config = at.platform === 'slack' ? configOf(slack, settings) : undefined
  const installations = installationsOf(store, at.platform)
  const examined = config && (await examineInstalled(at.workspace, config, installations, signal))
  return examined ? slackAdvice(examined) : 'it is not used: workspaces do not install the app as it is configured'
}

/** The Slack app as it is to be made from settings that need not be there yet. */
export const slackManifest = (options: ManifestOptions): object => manifest(options)

function discordAdvice(application: string): readonly { readonly platform: string; readonly advice: string }[] {
  const byChoice = invitationUrl(application, { history: true })
  return [
    { platform: 'discord', advice: `invite the bot with ${invitationUrl(application)}` },
    {
      platform: 'discord',
      advice: `by choice, so that it may answer its earlier messages, and looks for one before it repeats it: ${byChoice}`,
    },
  ]
}

function slackAdvice({ workspace, bot, missing, needless }: Examined): string {
  const scopes = [
    ...missing.map(({ scope, feature }) => `add the scope ${scope} (${feature}) and install the app again`),
    ...needless.map((scope) => `the scope ${scope} is not needed`),
  ]
  const right = `the scopes are right; /invite @${bot} into a channel`
  return `the token is valid for ${workspace}; ${scopes.length > 0 ? scopes.join('; ') : right}`
}

/** Registers the commands where a platform keeps a list of them and it has changed; says per platform whether it had. */
export async function registerCommands(
  settings: Settings,
  signal: AbortSignal,
): Promise<readonly { readonly platform: string; readonly changed: boolean }[]> {
  const onDiscord = configOf(discord, settings)
  if (!onDiscord) return []
  const offered = commandsOffered(settings.llm !== undefined)
  return [{ platform: 'discord', changed: await registerDiscordCommands(onDiscord, offered, signal) }]
}
