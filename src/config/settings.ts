import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { ConfigError } from '../domain/errors.ts'
import type { SealingKey } from '../domain/sealing.ts'
import type { Destination } from '../domain/subscription.ts'
import { loadDataFile } from './data-file.ts'
import { sealingKeys } from './sealing-keys.ts'
import { type ModelSettings, modelOf, modelSchema } from './model-settings.ts'

/** What the operator may set; every key has a working default. */
export type Settings = {
  /** Folder of the data files (`sources.yaml`, `lexicon/`, …). */
  readonly configFolder: string
  /** The database file; its folder is made where it is missing. */
  readonly database: string
  /** Page validators and other things that may be lost; may be deleted at any time. */
  readonly cache: string
  /** IANA zone of the preview's times and of what names none. */
  readonly zone: string
  /** When the preview's digest is due: `daily 08:00`, `weekdays 09:00`, `weekly mon 08:00`, `instant`, or five cron fields. */
  readonly schedule: string
  /** Only these sources are polled; empty: every one that is enabled. */
  readonly sources: readonly string[]
  /** Hosts that requests may reach although their addresses are private. */
  readonly allowHosts: readonly string[]
  /** Where a site's operator can reach you; part of the User-Agent. */
  readonly contact: string | undefined
  /** Proxies by scheme, and the hosts that need none, from the usual variables; absent: none. */
  readonly proxy:
    | { readonly http?: string | undefined; readonly https?: string | undefined; readonly except?: string | undefined }
    | undefined
  /** An encounter older than this when its text is stored is no news, in hours. */
  readonly newsMaxAgeHours: number
  /** No more may be subscribed in one channel, and in one workspace or server. */
  readonly subscriptionsPerChannel: number
  readonly subscriptionsPerWorkspace: number
  /** Where health and platform callbacks are served; without a port only a platform that calls us by HTTP opens one. */
  readonly port: number | undefined
  readonly host: string
  /** Where the operator is told what needs a human; absent: on standard error. Never a channel that subscribes. */
  readonly ops: Destination | undefined
  /** What secrets are sealed with at rest: the first seals, all of them open. Without any none can be kept. */
  readonly sealingKeys: readonly SealingKey[]
  /** What each chat platform was given, by its name; the platform itself checks it. None: preview, in the terminal. */
  readonly platforms: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** The language model that may add to what the rules find; absent: none. */
  readonly llm: ModelSettings | undefined
}

const zone = z.string().refine(isZone, 'is no IANA time zone; write one such as Europe/Paris or Asia/Baku')

const platform = z.record(z.string(), z.unknown())

const schema = z.strictObject({
  discord: platform.optional(),
  slack: platform.optional(),
  webhook: platform.optional(),
  llm: modelSchema.optional(),
  database: z.string().min(1).optional(),
  cache: z.string().min(1).optional(),
  zone: zone.optional(),
  schedule: z.string().min(1).optional(),
  sources: z.array(z.string()).optional(),
  allowHosts: z.array(z.string()).optional(),
  contact: z.string().optional(),
  port: z.int().min(0).max(65_535).optional(),
  host: z.string().min(1).optional(),
  ops: z
    .string()
    .regex(/^[a-z]+:[^:\s]+:[^:\s]+$/, 'is no place; write platform:workspace:channel, such as slack:T0123456:C0123456')
    .optional(),
  sealingKeys: sealingKeys.optional(),
  subscriptionsPerChannel: z.int().positive().optional(),
  subscriptionsPerWorkspace: z.int().positive().optional(),
  newsMaxAgeHours: z
    .number()
    .positive()
    .max(24 * 365)
    .optional(),
})

/** Environment variables and the setting each one overrides. */
export const ENVIRONMENT = {
  ATTACHE_CONFIG: 'folder of the data files',
  ATTACHE_DB: 'database',
  ATTACHE_CACHE: 'cache',
  ATTACHE_ZONE: 'zone',
  ATTACHE_SCHEDULE: 'schedule',
  ATTACHE_SOURCES: 'sources, separated by commas',
  ATTACHE_ALLOW_HOSTS: 'allowHosts, separated by commas',
  ATTACHE_CONTACT: 'contact',
  ATTACHE_PORT: 'port',
  ATTACHE_HOST: 'host',
  ATTACHE_OPS: 'ops, as platform:workspace:channel',
  ATTACHE_NEWS_MAX_AGE_HOURS: 'newsMaxAgeHours',
  ATTACHE_SEALING_KEYS: 'sealingKeys, as id:key, separated by commas',
  ATTACHE_SUBSCRIPTIONS_PER_CHANNEL: 'subscriptionsPerChannel',
  ATTACHE_SUBSCRIPTIONS_PER_WORKSPACE: 'subscriptionsPerWorkspace',
} as const

type PlatformVariable = {
  readonly platform: 'discord' | 'slack'
  readonly key: string
  readonly isList?: boolean
  readonly isFlag?: boolean
}

/** Environment variables of the chat platforms, each with the setting that it overrides. */
export const PLATFORM_ENVIRONMENT: Readonly<Record<string, PlatformVariable>> = {
  DISCORD_TOKEN: { platform: 'discord', key: 'token' },
  DISCORD_API_URL: { platform: 'discord', key: 'apiUrl' },
  DISCORD_ALLOWED_GUILDS: { platform: 'discord', key: 'allowedGuilds', isList: true },
  SLACK_BOT_TOKEN: { platform: 'slack', key: 'botToken' },
  SLACK_APP_TOKEN: { platform: 'slack', key: 'appToken' },
  SLACK_CLIENT_ID: { platform: 'slack', key: 'clientId' },
  SLACK_CLIENT_SECRET: { platform: 'slack', key: 'clientSecret' },
  SLACK_PUBLIC_URL: { platform: 'slack', key: 'publicUrl' },
  SLACK_SIGNING_SECRET: { platform: 'slack', key: 'signingSecret' },
  SLACK_API_URL: { platform: 'slack', key: 'apiUrl' },
  SLACK_ALLOWED_TEAMS: { platform: 'slack', key: 'allowedTeams', isList: true },
  SLACK_MANAGERS: { platform: 'slack', key: 'managers', isList: true },
  SLACK_LOOKUP: { platform: 'slack', key: 'lookup', isFlag: true },
}

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The only reader of raw settings: `attache.yaml` in the configuration folder where there is one, overridden by the environment.
 * `projectFolder` is where relative defaults lie, `systemZone` the machine's own. Throws `ConfigError`, naming every wrong key.
 */
export async function loadSettings(
  environment: Environment,
  projectFolder: string,
  systemZone: string,
): Promise<Settings> {
  refuseUnknown(environment)
  const configFolder = filled(environment['ATTACHE_CONFIG']) ?? join(projectFolder, 'config')
  const file = join(configFolder, 'attache.yaml')
  const written = existsSync(file) ? await loadDataFile(file, schema) : {}
  const overridden = parseEnvironment(environment)
  const chosen = { ...written, ...overridden }
  const database = chosen.database ?? join(projectFolder, 'data', 'attache.db')
  return {
    configFolder,
    database,
    cache: chosen.cache ?? (database === ':memory:' ? ':memory:' : join(dirname(database), 'cache.db')),
    zone: chosen.zone ?? systemZone,
    schedule: chosen.schedule ?? 'daily 08:00',
    sources: chosen.sources ?? [],
    allowHosts: chosen.allowHosts ?? [],
    contact: chosen.contact,
    proxy: proxyIn(environment),
    newsMaxAgeHours: chosen.newsMaxAgeHours ?? 72,
    subscriptionsPerChannel: chosen.subscriptionsPerChannel ?? 10,
    subscriptionsPerWorkspace: chosen.subscriptionsPerWorkspace ?? 200,
    port: chosen.port,
    host: chosen.host ?? '127.0.0.1',
    ops: placeNamed(chosen.ops),
    sealingKeys: chosen.sealingKeys ?? [],
    platforms: platformsIn(chosen, environment),
    llm: modelOf(chosen.llm, environment),
  }
}

/** `platform:workspace:channel`, as the schema has seen it. */
function placeNamed(words: string | undefined): Destination | undefined {
  const [platform, workspace, channel] = words?.split(':') ?? []
  return platform && workspace && channel ? { platform, workspace, channel } : undefined
}

/** What the file says of each platform, overridden by the environment. */
function platformsIn(chosen: z.infer<typeof schema>, environment: Environment): Settings['platforms'] {
  const { discord, slack, webhook } = chosen
  const written = Object.entries({ discord, slack, webhook }).flatMap(([name, given]) =>
    given ? [[name, given] as const] : [],
  )
  const platforms = new Map<string, Record<string, unknown>>(written.map(([name, given]) => [name, { ...given }]))
  for (const [variable, { platform: name, key, isList, isFlag }] of Object.entries(PLATFORM_ENVIRONMENT)) {
    const value = filled(environment[variable])
    if (value === undefined) continue
    const given = isList ? listed(value) : isFlag ? value === '1' : value
    platforms.set(name, { ...platforms.get(name), [key]: given })
  }
  return Object.fromEntries(platforms)
}

function proxyIn(environment: Environment): Settings['proxy'] {
  const [http, https, except] = ['http_proxy', 'https_proxy', 'no_proxy'].map(
    (name) => filled(environment[name]) ?? filled(environment[name.toUpperCase()]),
  )
  return http === undefined && https === undefined ? undefined : { http, https, except }
}

function parseEnvironment(environment: Environment): z.infer<typeof schema> {
  const raw = {
    database: filled(environment['ATTACHE_DB']),
    cache: filled(environment['ATTACHE_CACHE']),
    zone: filled(environment['ATTACHE_ZONE']),
    schedule: filled(environment['ATTACHE_SCHEDULE']),
    sources: listed(environment['ATTACHE_SOURCES']),
    allowHosts: listed(environment['ATTACHE_ALLOW_HOSTS']),
    contact: filled(environment['ATTACHE_CONTACT']),
    port: numbered(environment['ATTACHE_PORT']),
    host: filled(environment['ATTACHE_HOST']),
    ops: filled(environment['ATTACHE_OPS']),
    sealingKeys: listed(environment['ATTACHE_SEALING_KEYS']),
    newsMaxAgeHours: numbered(environment['ATTACHE_NEWS_MAX_AGE_HOURS']),
    subscriptionsPerChannel: numbered(environment['ATTACHE_SUBSCRIPTIONS_PER_CHANNEL']),
    subscriptionsPerWorkspace: numbered(environment['ATTACHE_SUBSCRIPTIONS_PER_WORKSPACE']),
  }
  const given = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined))
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const faults = result.error.issues.map(
    ({ path, message }) => `environment, ${path.map(String).join('.')}: ${message}`,
  )
  throw new ConfigError(faults.join('\n'))
}

/** A misspelt variable is an error and not a silent default. */
function refuseUnknown(environment: Environment): void {
  const unknown = Object.keys(environment).filter((name) => name.startsWith('ATTACHE_') && !(name in ENVIRONMENT))
  if (unknown.length === 0) return
  throw new ConfigError(
    `unknown setting ${unknown.join(', ')} in the environment; known are ${Object.keys(ENVIRONMENT).join(', ')}`,
  )
}

const filled = (value: string | undefined): string | undefined =>
  value === undefined || value.trim() === '' ? undefined : value.trim()

const numbered = (value: string | undefined): number | undefined =>
  filled(value) === undefined ? undefined : Number(value)

const listed = (value: string | undefined): string[] | undefined =>
  filled(value)
    ?.split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')

/** Whether `name` is an IANA zone that this machine's zone data knows. */
export function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
