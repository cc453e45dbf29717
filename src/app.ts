import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { BotHandlers, ChatAdapter, ChatPlatform, PlatformPorts } from './chat/adapter.ts'
import { applicationIdOf, discord, invitationUrl, registerDiscordCommands } from './chat/discord/index.ts'
import { type Examined, examineSlack, slack } from './chat/slack/index.ts'
import { createTerminal, type Look } from './chat/terminal/index.ts'
import { webhook } from './chat/webhook/index.ts'
import { COMMANDS } from './commands/spec.ts'
import { loadPartnerships } from './config/partnerships.ts'
import { loadPhrases } from './config/phrases.ts'
import type { Settings } from './config/settings.ts'
import { loadSources } from './config/sources.ts'
import type { Clock } from './domain/clock.ts'
import { ConfigError } from './domain/errors.ts'
import type { Document } from './domain/reading.ts'
import type { FetchedReadout } from './domain/readout.ts'
import type { Source } from './domain/source.ts'
import { createHttp, userAgentOf } from './http/client.ts'
import type { HttpClient } from './http/request.ts'
import type { LossyCache } from './http/validators.ts'
import { createBot } from './pipeline/answer/bot.ts'
import { DEFAULT_LIMITS } from './pipeline/answer/ports.ts'
import type { CollectPorts } from './pipeline/collect.ts'
import type { DeliverPorts } from './pipeline/deliver.ts'
import type { PlanPorts } from './pipeline/plan.ts'
import { loadRules, type Rules } from './rules.ts'
import { openFile, openPage } from './sources/single.ts'
import { createSources } from './sources/sources.ts'
import { openCache } from './store/cache.ts'
import { openStore, type Store } from './store/sqlite.ts'
import { createThreadedReader } from './threaded-reader.ts'
import { VERSION } from './version.ts'

/** Where the terminal platform writes, and what it can show. */
export type TerminalOutput = Look & { readonly write: (text: string) => Promise<void> }

/** What the app has of the outside world besides its settings. */
export type Surroundings = {
  readonly clock: Clock
  readonly terminal: TerminalOutput
  /** Told what went wrong beside the work; never a reason to stop. */
  readonly fault: (error: unknown) => void
}

/** Everything the use cases work with, built from settings; `close` ends what is open. */
export type App = CollectPorts &
  PlanPorts &
  DeliverPorts & {
    readonly rules: Rules
    readonly store: Store
    readonly http: HttpClient
    /** What people may ask; the terminal's look-ups too. */
    readonly bot: BotHandlers
    close(): Promise<void>
  }

/** The sources of `sources.yaml` that the settings choose, disabled ones too. Throws `ConfigError`. */
export async function loadChosenSources(settings: Settings): Promise<readonly Source[]> {
  const file = join(settings.configFolder, 'sources.yaml')
  const all = await loadSources(file)
  const unknown = settings.sources.filter((id) => !all.some((source) => source.id === id))
  if (unknown.length > 0) throw new ConfigError(`sources: ${unknown.join(', ')} is not in ${file}`)
  return settings.sources.length === 0 ? all : all.filter(({ id }) => settings.sources.includes(id))
}

/** Builds the app over `sources`. Throws `ConfigError` or `StoreError`, with nothing left open. */
export async function openApp(
  settings: Settings,
  sources: readonly Source[],
  { clock, terminal, fault }: Surroundings,
): Promise<App> {
  const [rules, partnerships, phrases] = await Promise.all([
    loadRules(settings.configFolder),
    loadPartnerships(settings.configFolder),
    loadPhrases(settings.configFolder),
  ])
  const store = await openStore({ file: settings.database, clock })
  const cache = await openCache({ file: settings.cache, clock })
  const http = createOutgoing(settings, clock, cache.keyv('http'))
  const reader = createThreadedReader(rules.reader, settings.configFolder)
  const gazetteer = rules.gazetteer
  const { zone, newsMaxAgeHours } = settings
  const answering = { store, clock, gazetteer, sources, partnerships, phrases, zone, newsMaxAgeHours }
  const { subscriptionsPerChannel: perChannel, subscriptionsPerWorkspace: perWorkspace } = settings
  const bot = createBot({ ...answering, limits: { ...DEFAULT_LIMITS, perChannel, perWorkspace } })
  const given = { settings, ports: { clock, http, fault } }
  const platforms: readonly ChatAdapter[] = [
    createTerminal(terminal),
    ...configured(discord, given),
    ...configured(slack, given),
    ...configured(webhook, given),
  ]
  return {
    rules,
    store,
    http,
    reader,
    clock,
    sources,
    adapters: createSources(sources, { http, cache: cache.keyv('folders') }),
    unreadable: cache.keyv<true>('unreadable'),
    random: Math.random,
    newKey: randomUUID,
    partnerships,
    displayName: gazetteer.displayName,
    bot,
    placeLost: (kind, { platform, workspace, channel, thread }) =>
      bot.lifecycle({
        kind,
        at: kind === 'token-revoked' ? { platform, workspace } : { platform, workspace, channel, thread },
      }),
    platforms: new Map(platforms.map((platform) => [platform.platform, platform])),
    zone,
    newsMaxAgeHours,
    async close() {
      await Promise.all([reader.close(), http.close()])
      await cache.close()
      await store.close()
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
      advice: `by choice, so that it looks for its own message before it repeats one: ${byChoice}`,
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
  return [{ platform: 'discord', changed: await registerDiscordCommands(onDiscord, COMMANDS, signal) }]
}

/** The document in a file that a person named; nothing of it is kept. */
export async function openDocumentFile(path: string, bytes: Buffer): Promise<Document> {
  return asDocument(await openFile(path, bytes))
}

/** The document at an address that a person named; nothing of it is kept. Throws `SourceError`. */
export async function openWebPage(url: URL, settings: Settings, clock: Clock, signal: AbortSignal): Promise<Document> {
  const http = createOutgoing(settings, clock, undefined)
  try {
    return asDocument(await openPage(url, await loadChosenSources(settings), http, signal))
  } finally {
    await http.close()
  }
}

function asDocument({
  text,
  title,
  language,
  publishedAt,
}: Pick<FetchedReadout, 'text' | 'title' | 'language' | 'publishedAt'>): Document {
  return {
    text,
    title: title || undefined,
    language: language || undefined,
    published: publishedAt?.toISOString().slice(0, 10),
  }
}

function createOutgoing(settings: Settings, clock: Clock, cache: LossyCache | undefined): HttpClient {
  return createHttp({
    clock,
    userAgent: userAgentOf(VERSION, settings.contact),
    allowHosts: settings.allowHosts,
    proxy: settings.proxy,
    ...(cache ? { cache } : {}),
  })
}
