// What a Discord server holds, as far as our bot can see it. Ids are invented.

export const BIT = {
  administrator: 1n << 3n,
  manageChannels: 1n << 4n,
  manageGuild: 1n << 5n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  embedLinks: 1n << 14n,
  readMessageHistory: 1n << 16n,
  manageThreads: 1n << 34n,
  createPublicThreads: 1n << 35n,
  sendMessagesInThreads: 1n << 38n,
} as const

const ORDINARY =
  BIT.viewChannel |
  BIT.sendMessages |
  BIT.embedLinks |
  BIT.readMessageHistory |
  BIT.createPublicThreads |
  BIT.sendMessagesInThreads

/** Public and private ones. */
export const isThread = ({ type }: { readonly type: number }): boolean => type === 11 || type === 12

export type Overwrite = { id: string; type: 0 | 1; allow: string; deny: string }

export type Channel = {
  readonly id: string
  readonly guild: string
  readonly type: 0 | 11 | 12
  readonly parent?: string | undefined
  name: string
  overwrites: Overwrite[]
  archived: boolean
  locked: boolean
}

export type Guild = { readonly id: string; readonly name: string; readonly joinedAt: string; everyone: bigint }

export type Message = {
  readonly id: string
  readonly channel: string
  readonly nonce?: string | undefined
  readonly repliesTo?: string | undefined
  readonly postedAtMs: number
  content: string
  flags: number
  components: unknown[]
  /** Every form it had, the newest last. */
  readonly forms: { content: string; flags: number; components: unknown[] }[]
  readonly askedBy?: string | undefined
  readonly file?: string | undefined
  deleted: boolean
}

export const APPLICATION = '100000000000000001'
export const BOT = APPLICATION
export const TOKEN = `${Buffer.from(APPLICATION).toString('base64')}.fiction.of-a-token`
export const GUILD = '200000000000000001'
export const CHANNEL = '300000000000000001'
export const OTHER_CHANNEL = '300000000000000002'
export const THREAD = '400000000000000001'
export const READER = '500000000000000001'
export const MANAGER = '500000000000000002'

const EPOCH_MS = 1_420_070_400_000

export function createState() {
  let offsetMs = 0
  let shards = 1
  let serial = 0n
  const now = (): number => Date.now() + offsetMs
  const guilds = new Map<string, Guild>()
  const channels = new Map<string, Channel>()
  const messages: Message[] = []

  const addGuild = (guild: Partial<Guild> & { readonly id: string }): Guild => {
    const whole = { name: 'Ruritania Watch', joinedAt: '2025-01-01T00:00:00.000Z', everyone: ORDINARY, ...guild }
    guilds.set(whole.id, whole)
    return whole
  }
  const addChannel = (channel: Partial<Channel> & { readonly id: string }): Channel => {
    const whole = {
      guild: GUILD,
      type: 0 as const,
      name: 'desk',
      overwrites: [],
      archived: false,
      locked: false,
      ...channel,
    }
    channels.set(whole.id, whole)
    return whole
  }
  addGuild({ id: GUILD })
  addChannel({ id: CHANNEL })
  addChannel({ id: OTHER_CHANNEL, name: 'newsroom' })
  addChannel({ id: THREAD, type: 11, parent: CHANNEL, name: 'Summit' })

  return {
    guilds,
    channels,
    messages,
    addGuild,
    addChannel,
    now,
    /** Over how many connections the bot is to listen. */
    shards: (): number => shards,
    setShards: (count: number): void => {
      shards = count
    },
    /** Lets the platform's clock go ahead. */
    passTime: (ms: number): void => {
      offsetMs += ms
    },
    snowflake: (): string => {
      serial += 1n
      return String((BigInt(now() - EPOCH_MS) << 22n) + serial)
    },
    /** What somebody may do in a channel; a thread goes by its channel's overwrites. */
    permissionsIn: (channelId: string, user: string, roles: bigint = 0n): bigint => {
      const channel = channels.get(channelId)
      const guild = guilds.get(channel?.guild ?? '')
      const { overwrites = [] } = channels.get(channel?.parent ?? channelId) ?? {}
      let permissions = (guild?.everyone ?? 0n) | roles
      if ((permissions & BIT.administrator) !== 0n) return permissions
      for (const id of [guild?.id, user]) {
        for (const one of overwrites.filter((overwrite) => overwrite.id === id)) {
          permissions = (permissions & ~BigInt(one.deny)) | BigInt(one.allow)
        }
      }
      return permissions
    },
  }
}

export type State = ReturnType<typeof createState>

/** As Discord gives components back: numbered, and with what was left out spelt out. */
export function asKept(components: unknown): unknown {
  let number = 0
  const keep = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(keep)
    if (typeof value !== 'object' || value === null) return value
    const inner = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, keep(one)]))
    if (!('type' in inner)) return inner
    number += 1
    return { id: number, ...(inner['type'] === 17 ? { accent_color: null, spoiler: false } : {}), ...inner }
  }
  return keep(components)
}
