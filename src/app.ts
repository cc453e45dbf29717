import { randomUUID } from 'node:crypto'
import type { ChatAdapter, ChatPlatform, PlatformPorts } from './chat/adapter.ts'
import { discord } from './chat/discord/index.ts'
import { slack } from './chat/slack/index.ts'
import { createTerminal, type Look } from './chat/terminal/index.ts'
import { webhook } from './chat/webhook/index.ts'
import type { Settings } from './config/settings.ts'
import type { Clock } from './domain/clock.ts'
import type { PlaceLoss } from './domain/errors.ts'
import type { Source } from './domain/source.ts'
import type { Gate } from './extract/gate/gate.ts'
import type { HttpClient } from './http/request.ts'
import { type Assistant, createAssistant } from './pipeline/assist/assistant.ts'
import { createDresser } from './pipeline/assist/dressing.ts'
import type { CollectPorts } from './pipeline/ports/collecting.ts'
import type { DeliverPorts } from './pipeline/deliver.ts'
import type { PlanPorts } from './pipeline/plan.ts'
import { createOutgoing } from './app/outgoing.ts'
import { configOf, installationsOf } from './app/platforms.ts'
import { type KeptRecord, type OpenAssistance, openRecord } from './app/record.ts'
import { createSources } from './sources/sources.ts'
import { openCache } from './store/cache.ts'
import type { Store } from './store/sqlite.ts'
import { createForkedReader, type ForkedReader } from './forked/reader.ts'

/** Where the terminal platform writes, and what it can show. */
export type TerminalOutput = Look & { readonly write: (text: string) => Promise<void> }

/** What the app has of the outside world besides its settings. */
export type Surroundings = {
  readonly clock: Clock
  readonly terminal: TerminalOutput
  /** Told what went wrong beside the work; never a reason to stop. */
  readonly fault: (error: unknown) => void
  /** In place of a reader of its own; whoever hands it in closes it. */
  readonly reader?: ForkedReader | undefined
  /** In place of one that is compiled anew for what a language model says. */
  readonly gate?: Gate | undefined
}

/** Everything the use cases work with, built from settings; `close` ends what is open. */
export type App = KeptRecord &
  CollectPorts &
  PlanPorts &
  DeliverPorts & {
    readonly store: Store
    readonly reader: ForkedReader
    readonly http: HttpClient
    /** Makes ready what a language model adds, where one is configured. */
    readonly assistant: Assistant | undefined
  }

/** Builds the app over `sources`. Throws `ConfigError` or `StoreError`, with nothing left open. */
export async function openApp(
  settings: Settings,
  sources: readonly Source[],
  { clock, terminal, fault, reader: given, gate }: Surroundings,
): Promise<App> {
  await using opening = new AsyncDisposableStack()
  const cache = await openCache({ file: settings.cache, clock })
  opening.defer(() => cache.close())
  const http = createOutgoing(settings, clock, { cache: cache.keyv('http'), hostTimes: cache.hostTimes })
  opening.defer(() => http.close())
  const outside = { clock, http, cache, fault, gate }
  // What a model needs is loaded where one is configured.
  const openAssistance: OpenAssistance = async (kept) =>
    settings.llm &&
    (await import('./app/assistance.ts')).openAssistance(settings, settings.llm, { ...outside, ...kept })
  const reader = given ?? createForkedReader(settings.configFolder)
  if (!given) opening.defer(() => reader.close())
  const adapters = createSources(sources, { http, cache: cache.keyv('folders'), parser: reader })
  const record = await openRecord(settings, sources, clock, { openAssistance, pages: { adapters, reader } })
  opening.defer(() => record.close())
  const { bot, assist } = record
  const platformGiven: PlatformGiven = {
    settings,
    portsOf: (platform) => ({
      clock,
      http,
      fault,
      installations: installationsOf(record.store, platform),
      memory: cache.keyv<true>(platform),
    }),
  }
  const platforms: readonly ChatAdapter[] = [
    createTerminal(terminal),
    ...configured(discord, platformGiven),
    ...configured(slack, platformGiven),
    ...configured(webhook, platformGiven),
  ]
  const byName = new Map(platforms.map((platform) => [platform.platform, platform]))
  const opened = opening.move()
  return {
    ...record,
    dresser: assist && createDresser({ ...record, assist }),
    assistant: assist && createAssistant({ ...record, assist }),
    http,
    reader,
    adapters,
    unreadable: cache.keyv<true>('unreadable'),
    random: Math.random,
    newKey: randomUUID,
    placeLost: async (kind, { platform, workspace, channel, thread }, signal) => {
      const at = OF_WORKSPACE.includes(kind) ? { platform, workspace } : { platform, workspace, channel, thread }
      const asides = await bot.lifecycle({ kind, at })
      await Promise.all(asides.map((aside) => byName.get(platform)?.tell?.(aside, signal)))
    },
    placeBack: async ({ platform, workspace, channel, thread }) => {
      await bot.lifecycle({ kind: 'permission-back', at: { platform, workspace, channel, thread } })
    },
    platforms: byName,
    close: () => opened.disposeAsync(),
  }
}

/** What is lost with these is not a channel alone. */
const OF_WORKSPACE: readonly PlaceLoss[] = ['token-revoked', 'workspace-removed']

type PlatformGiven = { readonly settings: Settings; readonly portsOf: (platform: string) => PlatformPorts }

function configured<Config>(
  platform: ChatPlatform<Config>,
  { settings, portsOf }: PlatformGiven,
): readonly ChatAdapter[] {
  const config = configOf(platform, settings)
  return config === undefined ? [] : [platform.create(config, portsOf(platform.platform))]
}
