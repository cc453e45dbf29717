import { z } from 'zod'
import { linksIn } from '../links.ts'
import { COMMAND, READ_THIS, TARGET } from './commands.ts'

// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object

/** A channel or thread as an interaction names it, with what the asking person may do there. */
export type Place = {
  readonly channel: string
  readonly thread: string | undefined
  readonly permissions: bigint
  /** A thread of which a permission does not tell who is in it. */
  readonly isPrivate?: boolean
}

/** What was asked of us, in our own words; never more of the person than an id. */
export type Interaction = {
  readonly id: string
  readonly applicationId: string
  readonly token: string
  readonly user: string
  readonly locale: string
  /** Absent in a private conversation with the bot. */
  readonly guild: string | undefined
  readonly here: Place
  /** What the bot may do here. */
  readonly ownPermissions: bigint
  readonly asks: Asks
}

/** What somebody did, by kind. */
export type Asks =
  /** A form that was filled in; an empty field as an empty text. */
  | { readonly kind: 'submit'; readonly customId: string; readonly options: Options }
  /** *Read this* on a message: whether it is the bot's own, else what it links to. */
  | { readonly kind: 'read'; readonly message: string; readonly isOwn: boolean; readonly links: readonly string[] }
  | { readonly kind: 'command'; readonly name: string; readonly options: Options; readonly target: Place | undefined }
  | {
      readonly kind: 'completion'
      readonly name: string
      readonly options: Options
      readonly option: string
      readonly typed: string
      /** Whether a number is wanted. */
      readonly numeric: boolean
      /** Whether another channel was named: what may be seen of that one is not known here. */
      readonly elsewhere: boolean
    }
  | {
      readonly kind: 'press'
      readonly customId: string
      /** What was picked of a menu. */
      readonly value: string | undefined
      readonly message: {
        readonly id: string
        readonly components: readonly unknown[]
        readonly askedBy: string | undefined
      }
    }

/** The options of a command by name, as they were typed or picked. */
export type Options = Readonly<Record<string, string>>

/** A kind of channel: https://docs.discord.com/developers/resources/channel#channel-object-channel-types */
export const PRIVATE_THREAD = 12
const THREADS: readonly number[] = [10, 11, PRIVATE_THREAD]

const id = z.string().regex(/^\d+$/)
const bits = z.string().regex(/^\d+$/).transform(BigInt)

const channelSchema = z.object({ id, type: z.number(), parent_id: id.nullish() })

const base = z.object({
  id,
  application_id: id,
  token: z.string(),
  guild_id: id.optional(),
  channel: channelSchema,
  member: z.object({ user: z.object({ id }), permissions: bits }).optional(),
  user: z.object({ id }).optional(),
  locale: z.string().default('en-US'),
  app_permissions: bits.default(0n),
})

const INTEGER = 4

const option = z.object({
  name: z.string(),
  type: z.number(),
  value: z.union([z.string(), z.number(), z.boolean()]).transform(String),
  focused: z.boolean().default(false),
})

const commandData = z.object({
  name: z.enum([COMMAND['look-up'], COMMAND.manage]),
  options: z.tuple([z.object({ name: z.string(), options: z.array(option).default([]) })]),
  resolved: z
    .object({ channels: z.record(z.string(), channelSchema.extend({ permissions: bits })).default({}) })
    .optional(),
})

/** The message comes along whole, though the bot could not read it by itself. */
const messageData = z.object({
  name: z.literal(READ_THIS),
  target_id: id,
  resolved: z.object({
    messages: z.record(
      z.string(),
      z.object({
        author: z.object({ id }),
        content: z.string().default(''),
        embeds: z.unknown().optional(),
        components: z.unknown().optional(),
      }),
    ),
  }),
})

const pressData = z.object({ custom_id: z.string(), values: z.array(z.string()).default([]) })

/** Fields of ours stand in labels, one each. */
const submitData = z.object({
  custom_id: z.string(),
  components: z.array(z.object({ component: z.object({ custom_id: z.string(), value: z.string().default('') }) })),
})

const pressedMessage = z.object({
  id,
  components: z.array(z.unknown()).default([]),
  interaction_metadata: z.object({ user: z.object({ id }) }).optional(),
})

const schema = z.union([
  base.extend({ type: z.literal(2), data: z.union([commandData, messageData]) }),
  base.extend({ type: z.literal(3), data: pressData, message: pressedMessage }),
  base.extend({ type: z.literal(4), data: commandData }),
  base.extend({ type: z.literal(5), data: submitData }),
])

type Raw = z.infer<typeof schema>

/** Nothing where it is of a kind that we never asked to be told of. */
export function parseInteraction(raw: unknown): Interaction | undefined {
  const result = schema.safeParse(raw)
  if (!result.success) return undefined
  const { data } = result
  const user = data.member?.user.id ?? data.user?.id
  if (user === undefined) return undefined
  return {
    id: data.id,
    applicationId: data.application_id,
    token: data.token,
    user,
    locale: data.locale,
    guild: data.guild_id,
    here: placeOf(data.channel, data.member?.permissions ?? 0n),
    ownPermissions: data.app_permissions,
    asks: asksOf(data),
  }
}

function asksOf(raw: Raw): Asks {
  switch (raw.type) {
    case 2:
      return 'target_id' in raw.data ? readOf(raw.data, raw.application_id) : commandOf(raw.data)
    case 3: {
      const { id, components, interaction_metadata: asked } = raw.message
      return {
        kind: 'press',
        customId: raw.data.custom_id,
        value: raw.data.values[0],
        message: { id, components, askedBy: asked?.user.id },
      }
    }
    case 5: {
      const fields = raw.data.components.map(({ component }) => [component.custom_id, component.value] as const)
      return { kind: 'submit', customId: raw.data.custom_id, options: Object.fromEntries(fields) }
    }
    case 4: {
      const { name, options } = commandOf(raw.data)
      const given = raw.data.options[0].options
      const { name: option = '', value: typed = '', type } = given.find(({ focused }) => focused) ?? {}
      const elsewhere = given.some((one) => one.name === TARGET)
      return { kind: 'completion', name, options, option, typed, numeric: type === INTEGER, elsewhere }
    }
  }
}

/** The bot's user goes by the id of its application. */
function readOf({ target_id: message, resolved }: z.infer<typeof messageData>, application: string): Asks {
  const { author, content, embeds, components } = resolved.messages[message] ?? {}
  return {
    kind: 'read',
    message,
    isOwn: author?.id === application,
    links: linksIn(content, embeds, components),
  }
}

function commandOf({ options: [subcommand], resolved }: z.infer<typeof commandData>) {
  const given = new Map(subcommand.options.map(({ name, value }) => [name, messageNamed(value)]))
  const channel = resolved?.channels[given.get(TARGET) ?? '']
  given.delete(TARGET)
  return {
    kind: 'command',
    name: subcommand.name,
    options: Object.fromEntries(given),
    target: channel && placeOf(channel, channel.permissions),
  } as const
}

const MESSAGE_LINK = /^https:\/\/(?:\w+\.)?discord(?:app)?\.com\/channels\/\d+\/\d+\/(\d+)\/?$/

/** A link to a message, as people copy it, in the form in which every platform names one. */
const messageNamed = (value: string): string => value.trim().replace(MESSAGE_LINK, 'message:$1')

/** Of a thread, its channel is what carries it. */
export function placeOf({ id, type, parent_id: parent }: z.infer<typeof channelSchema>, permissions: bigint): Place {
  if (!THREADS.includes(type) || typeof parent !== 'string') return { channel: id, thread: undefined, permissions }
  return { channel: parent, thread: id, permissions, ...(type === PRIVATE_THREAD && { isPrivate: true }) }
}
