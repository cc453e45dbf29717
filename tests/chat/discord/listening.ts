import type { Asked, BotHandlers, Caller, ChannelEvent, Completion, Reply } from '../../../src/chat/adapter.ts'
import { discord } from '../../../src/chat/discord/index.ts'
import { systemClock } from '../../../src/clock.ts'
import { COMMANDS } from '../../../src/commands/spec.ts'
import type { Clock } from '../../../src/domain/clock.ts'
import { type FakeDiscord, startDiscord } from '../../fakes/discord.ts'
import { platformPorts } from '../ports.ts'
import { anAnswer } from './messages.ts'
// As in the program, which asks for pages by it: discord.js brings another edition of it.
import 'undici'

export type Listening = Awaited<ReturnType<typeof startListening>>

/** A bot that answers as it is told to, listening to a Discord of its own. */
export async function startListening({
  allowedGuilds = ['*'],
  reply = (): Reply | Promise<Reply> => ({ kind: 'answer', answer: anAnswer(), shareable: true }),
  clock = systemClock as Clock,
  before = (_platform: FakeDiscord): void => undefined,
} = {}) {
  const platform = await startDiscord()
  before(platform)
  const asked: { asked: Asked; caller: Caller }[] = []
  const completed: { completion: Completion; caller: Caller }[] = []
  const events: ChannelEvent[] = []
  const present: (readonly string[])[] = []
  const faults: unknown[] = []
  const bot: BotHandlers = {
    commands: COMMANDS,
    async ask(what, caller) {
      asked.push({ asked: what, caller })
      return reply()
    },
    async complete(completion, caller) {
      completed.push({ completion, caller })
      if (completion.option === 'number')
        return [{ label: `Subscription ${completion.typed}`, value: completion.typed }]
      return [{ label: `Kazakhstan ${completion.typed}`, value: 'kazakhstan' }]
    },
    async lifecycle(event) {
      events.push(event)
      return []
    },
    async present(_platform, workspaces) {
      present.push(workspaces)
    },
  }
  const config = discord.configSchema.parse({ token: platform.token, apiUrl: platform.apiUrl, allowedGuilds })
  const adapter = discord.create(config, platformPorts({ clock, fault: (error) => void faults.push(error) }))
  const stop = new AbortController()
  const ended = (adapter.listen?.(bot, stop.signal) ?? Promise.resolve()).then(
    () => undefined,
    (error: unknown) => error,
  )
  return {
    platform,
    asked,
    completed,
    events,
    /** In which servers the bot said that it is. */
    present,
    faults,
    ended,
    /** Resolves once the bot has been greeted and has said which commands it knows. */
    ready: () => platform.until(() => platform.received('GET', /commands$/).length > 0 && platform.gateway.isOpen()),
    stop: async (): Promise<unknown> => {
      stop.abort()
      return ended
    },
    async [Symbol.asyncDispose]() {
      stop.abort()
      await ended
      await platform[Symbol.asyncDispose]()
    },
  }
}
