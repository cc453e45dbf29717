import { discord } from '../../../src/chat/discord/index.ts'
import { describeChatAdapter } from '../../contracts/chat-adapter.ts'
import { startDiscord } from '../../fakes/discord.ts'
import { faultsOfMessage } from '../../fakes/discord-rules.ts'
import { CHANNEL, GUILD } from '../../fakes/discord-state.ts'
import { platformPorts } from '../ports.ts'

const FAILURES = {
  rejected: { status: 403, body: { code: 50013, message: 'Missing Permissions' } },
  'rate-limited': { status: 429, body: { message: 'You are being rate limited.', retry_after: 600 }, retryAfter: 600 },
  unreachable: { status: 503 },
} as const

/** What a reader sees: texts, labels and what a menu offers. */
function textOf(part: unknown): string {
  const shown: string[] = []
  JSON.stringify(part, (key, value: unknown) => {
    if ((key === 'content' || key === 'label') && typeof value === 'string') shown.push(value)
    return value
  })
  return shown.join('\n').replaceAll(/<t:\d+:f>|\]\(https[^)]*\)/g, '')
}

describeChatAdapter('discord', async () => {
  const platform = await startDiscord()
  const config = discord.configSchema.parse({ token: platform.token, apiUrl: platform.apiUrl })
  const tries = () => platform.received('POST', /\/messages$/)
  return {
    adapter: discord.create(config, platformPorts()),
    destination: { platform: 'discord', workspace: GUILD, channel: CHANNEL },
    fits: ({ components }) => faultsOfMessage({ components, flags: 1 << 15 }).length === 0,
    textOf,
    shown: () => platform.posted().length,
    tries: () => tries().length,
    keys: () => tries().map(({ body }) => JSON.parse(JSON.stringify(body)).nonce),
    failures: ['rejected', 'rate-limited', 'unreachable'],
    failNext: (failure) => platform.fail(/(?:POST|PATCH) .*\/messages/, FAILURES[failure]),
    channel: {
      read: () => platform.posted().map(({ components }) => textOf(components)),
      clear: () => {
        for (const message of platform.posted()) message.deleted = true
      },
    },
    [Symbol.asyncDispose]: () => platform[Symbol.asyncDispose](),
  }
})
