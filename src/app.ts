import { randomUUID } from 'node:crypto'
import type { ChatAdapter, ChatPlatform, PlatformPorts } from './chat/adapter.ts'
import { applicationIdOf, discord, invitationUrl, registerDiscordCommands } from './chat/discord/index.ts'
import { type Examined, examineSlack, slack } from './chat/slack/index.ts'
import { createTerminal, type Look } from './chat/terminal/index.ts'
import { webhook } from './chat/webhook/index.ts'
import { commandsOffered } from './commands/spec.ts'
import type { Settings } from './config/settings.ts'
import type { Clock } from './domain/clock.ts'
import { ConfigError } from './domain/errors.ts'
import type { Source } from './domain/source.ts'
import type { HttpClient } from './http/request.ts'
import type { CollectPorts } from './pipeline/collect.ts'
import type { DeliverPorts } from './pipeline/deliver.ts'
import type { PlanPorts } from './pipeline/plan.ts'
import { createOutgoing } from './outgoing.ts'
import { type KeptRecord, openRecord } from './record.ts'
import { createSources } from './sources/sources.ts'
import { openCache } from './store/cache.ts'
import type { Store } from './store/sqlite.ts'
import { createThreadedReader, type ThreadedReader } from './threaded-reader.ts'

/** Where the terminal platform writes, and what it can show. */
export type TerminalOutput = Look & { readonly write: (text: string) => Promise<void> }

/** What the app has of the outside world besides its settings. */
export type Surroundings = {
  readonly clock: Clock
  readonly terminal: TerminalOutput
  /** Told what went wrong beside the work; never a reason to stop. */
  readonly fault: (error: unknown) => void
  /** In place of a reader of its own; whoever hands it in closes it. */
  readonly reader?: ThreadedReader | undefined
}

/** Everything the use cases work with, built from settings; `close` ends what is open. */
export type App = KeptRecord &
  CollectPorts &
  PlanPorts &
  DeliverPorts & {
    readonly store: Store
    readonly reader: ThreadedReader
    readonly http: HttpClient
  }

/** Builds the app over `sources`. Throws `ConfigError` or `StoreError`, with nothing left open. */
export async function openApp(
  settings: Settings,
  sources: readonly Source[],
  { clock, terminal, fault, reader: given }: Surroundings,
): Promise<App> {
  const record = await openRecord(settings, sources, clock)
  const { bot } = record
  const cache = await openCache({ file: settings.cache, clock })
  const http = createOutgoing(settings, clock, cache.keyv('http'))
  const reader = given ?? createThreadedReader(settings.configFolder)
  const platformGiven = { settings, ports: { clock, http, fault } }
  const platforms: readonly ChatAdapter[] = [
    createTerminal(terminal),
    ...configured(discord, platformGiven),
    ...configured(slack, platformGiven),
    ...configured(webhook, platformGiven),
  ]
  return {
    ...record,
    http,
    reader,
    adapters: createSources(sources, { http, cache: cache.keyv('folders') }),
    unreadable: cache.keyv<true>('unreadable'),
    random: Math.random,
    newKey: randomUUID,
    placeLost: (kind, { platform, workspace, channel, thread }) =>
      bot.lifecycle({
        kind,
        at: kind === 'token-revoked' ? { platform, workspace } : { platform, workspace, channel, thread },
      }),
    platforms: new Map(platforms.map((platform) => [platform.platform, platform])),
    async close() {
      await Promise.all([given ? undefined : reader.close(), http.close()])
      await cache.close()
      await record.close()
    },
  }
}

/** What the settings say of a platform, checked; nothing where they do not configure it. Throws `ConfigError` naming every wrong key. */
function configOf<Config>({ platform, configSchema }: ChatPlatform<Config>, settings: Settings): Config | undefined {
  const raw = settings.platforms[platform]
  if (!raw) return undefined
  const result = configSchema.safeParse(raw)
  if (result.success) return result.data
  const faults = result.error.issues.map(
    ({ path, message }) => `${[platform, ...path].map(String).join('.')}: ${message}`,
  )
  throw new ConfigError(faults.join('\n'))
}

function configured<Config>(
  platform: ChatPlatform<Config>,
  { settings, ports }: { readonly settings: Settings; readonly ports: PlatformPorts },
): readonly ChatAdapter[] {
  const config = configOf(platform, settings)
  return config === undefined ? [] : [platform.create(config, ports)]
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
    ...(onSlack ? [{ platform: 'slack', advice: slackAdvice(await examineSlack(onSlack, signal)) }] : []),
  ]
}

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
