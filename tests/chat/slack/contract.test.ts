import { slack } from '../../../src/chat/slack/index.ts'
import { describeChatAdapter } from '../../contracts/chat-adapter.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { startSlack } from '../../fakes/slack.ts'
import { faultsOfMessage, textOf } from '../../fakes/slack-rules.ts'
import { BOT_TOKEN, CHANNEL, TEAM } from '../../fakes/slack-state.ts'
import { platformPorts } from '../ports.ts'

const FAILURES = {
  rejected: { error: 'not_in_channel' },
  'rate-limited': { status: 429, retryAfter: 10 },
  unreachable: { status: 503 },
} as const

describeChatAdapter('slack', async () => {
  const clock = fakeClock()
  const platform = await startSlack({ now: () => clock.now().getTime() })
  const config = slack.configSchema.parse({ botToken: BOT_TOKEN, apiUrl: platform.apiUrl })
  const tries = () => platform.called('chat.postMessage')
  return {
    adapter: slack.create(config, platformPorts({ clock })),
    destination: { platform: 'slack', workspace: TEAM, channel: CHANNEL },
    fits: (part) => faultsOfMessage(part).length === 0,
    textOf: ({ blocks }) => textOf(blocks),
    shown: () => platform.messages.length,
    tries: () => tries().length,
    keys: () => tries().map(({ metadata }) => JSON.stringify(metadata)),
    failures: ['rejected', 'rate-limited', 'unreachable'],
    failNext: (failure) => platform.fail(/^chat\.(?:postMessage|update)$/, FAILURES[failure]),
    channel: {
      read: () => platform.messages.map(({ blocks }) => textOf(blocks)),
      clear: () => void platform.messages.splice(0),
    },
    [Symbol.asyncDispose]: () => platform[Symbol.asyncDispose](),
  }
})
