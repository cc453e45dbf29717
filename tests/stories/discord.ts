import { specOf } from '../../src/commands/spec.ts'
import { COMMAND } from '../../src/chat/discord/commands.ts'
import { startDiscord } from '../fakes/discord.ts'
import { BIT, GUILD, MANAGER, type Message, READER } from '../fakes/discord-state.ts'
import type { Shown, StoryPlatform } from './platform.ts'

const PEOPLE = { reader: { user: READER }, manager: { user: MANAGER, permissions: BIT.manageChannels } } as const

/** Discord on loopback, by its real gateway and HTTP API, in a server that has yet to invite the bot. */
export async function discordInStory() {
  const platform = await startDiscord()
  platform.guilds.delete(GUILD)
  const byId = (id: string): Message => {
    const message = platform.messages.find((one) => one.id === id)
    if (!message) throw new Error(`there is no message ${id}`)
    return message
  }
  const answered = async (asked: ReturnType<typeof platform.command>): Promise<Shown> => {
    await platform.until(() => asked.original?.components.length)
    return shown(byId(asked.original?.id ?? ''))
  }
  return {
    name: 'discord',
    platform,
    environment: { DISCORD_TOKEN: platform.token, DISCORD_API_URL: platform.apiUrl },
    invitation:
      /https:\/\/discord\.com\/oauth2\/authorize\?client_id=\d+&scope=bot\+applications\.commands&permissions=\d+/,
    setTime: (now) => platform.passTime(now.getTime() - platform.now()),
    async invite() {
      await platform.until(() => platform.gateway.isOpen() && platform.received('PUT', /commands$/).length > 0)
      platform.join(GUILD)
    },
    ask: (name, options, by) =>
      answered(platform.command(COMMAND[specOf(name).group], name, typed(options), PEOPLE[by])),
    press: (message, label, by) => answered(platform.press(byId(message.id), label, PEOPLE[by])),
    async openForm(number, by) {
      const opened = platform.command(COMMAND.manage, 'change', { number }, PEOPLE[by])
      await platform.until(() => opened.form ?? opened.original?.components.length)
      if (!opened.form) throw new Error(JSON.stringify(opened.original?.components))
      const fields: { readonly component: { custom_id: string; value?: string } }[] = Object(opened.form['components'])
      return {
        filled: Object.fromEntries(fields.map(({ component }) => [component.custom_id, component.value ?? ''])),
        send: (given, sender) => answered(platform.submit(opened, given, PEOPLE[sender])),
      }
    },
    readThis: (content, by) => answered(platform.readThis({ content }, PEOPLE[by])),
    channel: () => platform.posted().map(shown),
    shownOf: (id: string) => shown(byId(id)),
    until: platform.until,
    [Symbol.asyncDispose]: () => platform[Symbol.asyncDispose](),
  } satisfies StoryPlatform & { platform: unknown; shownOf: unknown }
}

/** Numbers and flags come as such. */
function typed(options: Readonly<Record<string, string>>): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [
      name,
      name === 'number' ? Number(value) : name === 'changes-only' ? value === 'true' : value,
    ]),
  )
}

function shown({ id, content, components, forms, repliesTo }: Message): Shown {
  const words: string[] = content === '' ? [] : [content]
  JSON.stringify(components, (key, value: unknown) => {
    if (key === 'content' && typeof value === 'string') words.push(value)
    return value
  })
  const readable = (markup: string): string =>
    markup.replaceAll(/^(?:#+|-#|>) |\*+|~~/gm, '').replaceAll(/\\([^\w\s])/g, '$1')
  const markup = words.join('\n')
  const struck = [...markup.matchAll(/~~(.+?)~~/g)].map(([, inside = '']) => readable(inside))
  return { id, text: readable(markup), struck, pushed: forms[0]?.content ?? '', replyTo: repliesTo }
}
