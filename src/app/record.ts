import { existsSync } from 'node:fs'
import type { BotHandlers } from '../chat/adapter.ts'
import { loadNames } from '../config/names.ts'
import { loadPartnerships } from '../config/partnerships.ts'
import { loadPhrases } from '../config/phrases.ts'
import type { Settings } from '../config/settings.ts'
import { compileGazetteer, type Gazetteer } from '../countries/gazetteer.ts'
import type { Clock } from '../domain/clock.ts'
import type { HostTimes } from '../domain/host-times.ts'
import type { Partnerships } from '../domain/partnership.ts'
import type { Source } from '../domain/source.ts'
import { createBot } from '../pipeline/answer/bot.ts'
import { DEFAULT_LIMITS, type PagePorts } from '../pipeline/answer/ports.ts'
import type { ModelHealth } from '../pipeline/assist/asker.ts'
import type { Assistance } from '../pipeline/assist/ports.ts'
import { openCache } from '../store/cache.ts'
import { openStore, type Store } from '../store/sqlite.ts'

/** What is kept, open for questions: all that look-ups need. Knows no network and none of the rules that read. */
export type KeptRecord = {
  readonly store: Store
  readonly clock: Clock
  /** Those that the settings choose, disabled ones too. */
  readonly sources: readonly Source[]
  readonly gazetteer: Gazetteer
  readonly displayName: Gazetteer['displayName']
  readonly partnerships: Partnerships
  /** Offered while one is typed, and told of when it is first used. */
  readonly phrases: readonly string[]
  /** What people may ask; the terminal's look-ups too. */
  readonly bot: BotHandlers
  /** IANA zone of what names none. */
  readonly zone: string
  readonly newsMaxAgeHours: number
  /** A language model, where one was asked for and is configured. */
  readonly assist: Assistance | undefined
  close(): Promise<void>
}

/** Builds what a language model adds, over what is kept. */
export type OpenAssistance = (kept: {
  readonly store: Store
  readonly gazetteer: Gazetteer
}) => Promise<Assistance | undefined>

/** What look-ups may use besides what is kept; of what is absent nothing is asked. */
export type Beyond = {
  readonly openAssistance?: OpenAssistance | undefined
  /** By what pages that people name are read. */
  readonly pages?: PagePorts | undefined
}

/** Opens the database that the settings name, over `sources`. Throws `ConfigError` or `StoreError`, with nothing left open. */
export async function openRecord(
  settings: Settings,
  sources: readonly Source[],
  clock: Clock,
  { openAssistance, pages }: Beyond = {},
): Promise<KeptRecord> {
  const [names, partnerships, phrases] = await Promise.all([
    loadNames(settings.configFolder),
    loadPartnerships(settings.configFolder),
    loadPhrases(settings.configFolder),
  ])
  const gazetteer = compileGazetteer(names)
  const store = await openStore({ file: settings.database, clock, sealingKeys: settings.sealingKeys })
  const { zone, newsMaxAgeHours } = settings
  const assist = await openAssistance?.({ store, gazetteer }).catch(async (error: unknown) => {
    await store.close()
    throw error
  })
  const kept = { store, clock, gazetteer, sources, partnerships, phrases, zone, newsMaxAgeHours, assist }
  const { subscriptionsPerChannel: perChannel, subscriptionsPerWorkspace: perWorkspace } = settings
  const bot = createBot({ ...kept, pages, limits: { ...DEFAULT_LIMITS, perChannel, perWorkspace } })
  return { ...kept, displayName: gazetteer.displayName, bot, close: () => store.close() }
}

/**
 * Gives `work` what the installation's processes tell one another of hosts, so that a command keeps its distance together with the running
 * worker; nothing where none of them has kept anything yet, and nothing is made.
 */
export async function withHostTimes<T>(
  { cache: file }: Pick<Settings, 'cache'>,
  clock: Clock,
  work: (hostTimes: HostTimes | undefined) => Promise<T>,
): Promise<T> {
  if (!existsSync(file)) return work(undefined)
  await using cache = await openCache({ file, clock })
  return await work(cache.hostTimes)
}

/** How the model was doing when the worker asked it last; nothing where it never was, or the cache was lost. */
export async function lastModelHealth(settings: Settings, clock: Clock): Promise<ModelHealth | undefined> {
  await using cache = await openCache({ file: settings.cache, clock })
  return await cache.keyv<ModelHealth>('model-health').get('model')
}
