import type {
  APIApplicationCommandBasicOption,
  APIApplicationCommandSubcommandOption,
  REST,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js'
import type { CommandOption, CommandSpec, Localized, OptionKind } from '../../domain/command.ts'
import { isObject } from './components.ts'

// https://docs.discord.com/developers/interactions/application-commands

/** The two commands that a server sees: permissions bind only these, never a subcommand. */
export const COMMAND = { 'look-up': 'readout', manage: 'readout-manage' } as const

/** What the menu of a message offers besides: to read a page that the message links to. */
export const READ_THIS = 'Read this'

/** The option that every subcommand of `/readout-manage` has on Discord: the channel it is about, this one where it is left out. */
export const TARGET = 'channel'

/** Discord's locale of those who see the commands in Chinese: https://docs.discord.com/developers/reference#locales */
export const CHINESE = 'zh-CN'

const MESSAGE_COMMAND = 3

const TYPE = { subcommand: 1, string: 3, integer: 4, boolean: 5, channel: 7 } as const

/** Text, voice, announcement, and the three kinds of thread: where messages can be posted. */
const POSTABLE = [0, 2, 5, 10, 11, 12]

/** Manage Channels: whom `/readout-manage` is offered to until a server says otherwise. */
const MANAGE_CHANNELS = String(1 << 4)

const COMPLETED: ReadonlySet<OptionKind> = new Set([
  'countries',
  'country',
  'topics',
  'topic',
  'sources',
  'readout',
  'phrase',
  'schedule',
  'hours',
  'date',
])

/** In servers only: without a channel of a workspace no command makes sense. */
const PLACES: Pick<RESTPostAPIChatInputApplicationCommandsJSONBody, 'contexts' | 'integration_types'> = {
  contexts: [0],
  integration_types: [0],
}

/** What is to be registered, for every server alike. Pure. */
export function toApplicationCommands(specs: readonly CommandSpec[]): RESTPutAPIApplicationCommandsJSONBody {
  const subcommands = (group: CommandSpec['group'], more: APIApplicationCommandBasicOption[]) =>
    specs.filter((spec) => spec.group === group).map((spec) => toSubcommand(spec, more))
  return [
    {
      type: 1,
      ...PLACES,
      ...named({ en: COMMAND['look-up'], zh: '通稿' }),
      ...described({ en: 'Look up official accounts of meetings and calls', zh: '查阅会谈与通话的官方通稿' }),
      default_member_permissions: null,
      options: subcommands('look-up', []),
    },
    {
      type: 1,
      ...PLACES,
      ...named({ en: COMMAND.manage, zh: '通稿管理' }),
      ...described({ en: 'Say what is posted in a channel, and when', zh: '设置频道发布的内容与时间' }),
      default_member_permissions: MANAGE_CHANNELS,
      options: subcommands('manage', [target()]),
    },
    {
      type: MESSAGE_COMMAND,
      ...PLACES,
      ...named({ en: READ_THIS, zh: '读取链接' }),
      default_member_permissions: null,
    },
  ]
}

/** Registers the commands where they differ from what is registered; says whether it did. */
export async function registerCommands(
  rest: Pick<REST, 'get' | 'put'>,
  applicationId: string,
  specs: readonly CommandSpec[],
  signal: AbortSignal,
): Promise<boolean> {
  const route = `/applications/${applicationId}/commands` as const
  const wanted = toApplicationCommands(specs)
  const registered = await rest.get(route, { query: new URLSearchParams({ with_localizations: 'true' }), signal })
  if (Array.isArray(registered) && isRegistered(wanted, registered)) return false
  await rest.put(route, { body: wanted, signal })
  return true
}

/** Whether nothing would change: in whatever order, and whatever Discord adds of its own. Pure. */
export function isRegistered(wanted: RESTPutAPIApplicationCommandsJSONBody, registered: readonly unknown[]): boolean {
  if (wanted.length !== registered.length) return false
  return wanted.every((command) =>
    registered.some((one) => isObject(one) && one['name'] === command.name && covers(command, one)),
  )
}

/** Discord leaves out what is false, empty or null. */
function covers(wanted: unknown, registered: unknown): boolean {
  if (isNothing(wanted)) return isNothing(registered)
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(registered) &&
      wanted.length === registered.length &&
      wanted.every((one, index) => covers(one, registered[index]))
    )
  }
  if (!isObject(wanted)) return wanted === registered
  return isObject(registered) && Object.entries(wanted).every(([key, value]) => covers(value, registered[key]))
}

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === false || (Array.isArray(value) && value.length === 0)

const named = ({ en, zh }: Localized) => ({ name: en, name_localizations: { [CHINESE]: zh } })

const described = ({ en, zh }: Localized) => ({ description: en, description_localizations: { [CHINESE]: zh } })

function toSubcommand(
  { name, label, description, options }: CommandSpec,
  more: APIApplicationCommandBasicOption[],
): APIApplicationCommandSubcommandOption {
  const required = options.filter((option) => option.required)
  const optional = options.filter((option) => !option.required)
  return {
    type: TYPE.subcommand,
    ...named({ en: name, zh: label.zh }),
    ...described(description),
    options: [...[...required, ...optional].map(toOption), ...more],
  }
}

/** Every property is spelt out, so that one that is taken away is seen to have changed. */
function toOption({
  name,
  kind,
  description,
  required,
  choices = [],
}: CommandOption): APIApplicationCommandBasicOption {
  const base = { ...named(name), ...described(description), required }
  if (kind === 'number') return { ...base, type: TYPE.integer, min_value: 1, autocomplete: true }
  if (kind === 'flag') return { ...base, type: TYPE.boolean }
  if (COMPLETED.has(kind)) return { ...base, type: TYPE.string, autocomplete: true }
  return {
    ...base,
    type: TYPE.string,
    autocomplete: false,
    choices: choices.map(({ value, label }) => ({ value, ...named(label) })),
  }
}

const target = (): APIApplicationCommandBasicOption => ({
  type: TYPE.channel,
  ...named({ en: TARGET, zh: '频道' }),
  ...described({ en: 'The channel or thread it is about; here, if left out', zh: '所指的频道或子区；留空则为此处' }),
  required: false,
  channel_types: POSTABLE,
})
