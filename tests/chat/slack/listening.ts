import type {
  Asked,
  BotHandlers,
  Caller,
  ChannelEvent,
  Completion,
  Listed,
  PlatformPorts,
  Reply,
} from '../../../src/chat/adapter.ts'
import { slack } from '../../../src/chat/slack/index.ts'
import { COMMANDS } from '../../../src/commands/spec.ts'
import { startInbound } from '../../../src/inbound/server.ts'
import type { Clock } from '../../../src/domain/clock.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { type FakeSlack, startSlack } from '../../fakes/slack.ts'
import { APP_TOKEN, BOT_TOKEN, SIGNING_SECRET } from '../../fakes/slack-state.ts'
import { anAnswer } from '../messages.ts'
import { platformPorts } from '../ports.ts'

export type Listening = Awaited<ReturnType<typeof startListening>>

/** A bot that answers as it is told to, listening to a Slack of its own by socket or by HTTP. */
export async function startListening({
  by = 'socket' as 'socket' | 'http',
  realClock = undefined as Clock | undefined,
  settings = {} as object,
  ports = {} as Partial<Pick<PlatformPorts, 'installations' | 'memory'>>,
  /** One that is there already, and stays when this ends. */
  given = undefined as FakeSlack | undefined,
  reply = (_asked: Asked): Reply | Promise<Reply> => ({ kind: 'answer', answer: anAnswer(), shareable: true }),
  listed = [] as readonly Listed[],
  before = (_platform: FakeSlack): void => undefined,
} = {}) {
  const fake = fakeClock()
  const clock = realClock ?? fake
  const platform = given ?? (await startSlack({ now: () => clock.now().getTime() }))
  before(platform)
  const asked: { asked: Asked; caller: Caller }[] = []
  const completed: Completion[] = []
  const events: ChannelEvent[] = []
  const faults: unknown[] = []
  const bot: BotHandlers = {
    commands: COMMANDS,
    async ask(what, caller) {
      asked.push({ asked: what, caller })
      return reply(what)
    },
    async complete(completion) {
      completed.push(completion)
      return [
        { label: 'Kazakhstan', value: 'KZ' },
        { label: 'too long', value: 'x'.repeat(80) },
      ]
    },
    async lifecycle(event) {
      events.push(event)
      return []
    },
    async overview(_at, channels) {
      const seen = listed.filter(({ channel }) => channels.includes(channel))
      return { listed: seen, others: listed.length - seen.length }
    },
  }
  const transport = by === 'socket' ? { appToken: APP_TOKEN } : { signingSecret: SIGNING_SECRET }
  const config = slack.configSchema.parse({ botToken: BOT_TOKEN, apiUrl: platform.apiUrl, ...transport, ...settings })
  const fault = (error: unknown): void => void faults.push(error)
  const adapter = slack.create(config, platformPorts({ clock, fault, ...ports }))
  const stop = new AbortController()
  const health = async () => ({ healthy: true })
  const server =
    by === 'http'
      ? await startInbound(
          { host: '127.0.0.1', port: 0 },
          { routes: adapter.routes ?? [], health, clock, fault },
          stop.signal,
        )
      : undefined
  const callbackUrl = `http://127.0.0.1:${server?.port}/slack/events`
  if (server) platform.callAt(callbackUrl)
  const ended = (adapter.listen?.(bot, stop.signal) ?? Promise.resolve()).then(
    () => undefined,
    (error: unknown) => error,
  )
  // The bot tells where it is as soon as it hears anything at all.
  const ready = () =>
    platform.until(
      () => platform.called('users.conversations').length > 0 && (by === 'http' || platform.sockets.isOpen()),
    )
  return {
    adapter,
    clock: fake,
    platform,
    asked,
    completed,
    events,
    faults,
    ended,
    callbackUrl,
    /** Of our own server. */
    baseUrl: `http://127.0.0.1:${server?.port}`,
    ready,
    /** Resolves with the nth answer that the person was sent. */
    async answer(nth = 1): Promise<Readonly<Record<string, unknown>>> {
      await platform.until(() => platform.responses.length >= nth)
      return platform.responses[nth - 1]?.body ?? {}
    },
    stop: async (): Promise<unknown> => {
      stop.abort()
      return ended
    },
    async [Symbol.asyncDispose]() {
      stop.abort()
      await ended
      await server?.closed
      if (!given) await platform[Symbol.asyncDispose]()
    },
  }
}

/** The same, and it can be talked to. */
export async function listening(options: Parameters<typeof startListening>[0] = {}): Promise<Listening> {
  const here = await startListening(options)
  await here.ready()
  return here
}
