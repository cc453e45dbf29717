import { createEmulator } from 'emulate'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { slack } from '../../../src/chat/slack/index.ts'
import { LOOKUP_SCOPES, SCOPES } from '../../../src/chat/slack/manifest.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { aMessage } from '../messages.ts'
import { platformPorts } from '../ports.ts'

// A Slack that we did not write, less strict than ours: whether the two understand the same by the Web API.

const never = new AbortController().signal
const TOKEN = 'xoxb-of-nobody'
const BOT = { bot_id: 'B0ATTACHE', bot_user_id: 'U0ATTACHE' }

async function start() {
  const app = {
    client_id: '1.1',
    client_secret: 'none',
    name: 'Attaché',
    redirect_uris: [],
    bot_name: 'attache',
    ...BOT,
  }
  const scopes = [...SCOPES, ...LOOKUP_SCOPES].map(({ scope }) => scope)
  const token = { token: TOKEN, user_id: BOT.bot_user_id, bot_id: BOT.bot_id, scopes }
  const emulator = await createEmulator({
    service: 'slack',
    port: 0,
    seed: {
      slack: {
        team: { name: 'Ruritania', domain: 'ruritania' },
        channels: [{ name: 'desk' }],
        oauth_apps: [app],
        tokens: [token],
        strict_scopes: true,
      },
    },
  })
  const call = async (method: string, args: Readonly<Record<string, string>> = {}): Promise<unknown> => {
    const headers = { authorization: `Bearer ${TOKEN}` }
    const sent = await fetch(`${emulator.url}/api/${method}`, {
      method: 'POST',
      headers,
      body: new URLSearchParams(args),
    })
    return sent.json()
  }
  const listed = z.object({ channels: z.array(z.object({ id: z.string(), name: z.string() })) })
  const { channels } = listed.parse(await call('conversations.list'))
  const { team_id: workspace } = z.object({ team_id: z.string() }).parse(await call('auth.test'))
  const channel = channels.find(({ name }) => name === 'desk')?.id ?? ''
  const config = slack.configSchema.parse({ botToken: TOKEN, apiUrl: `${emulator.url}/api/`, lookup: true })
  return {
    call,
    adapter: slack.create(config, platformPorts({ clock: fakeClock('2020-01-01T00:00:00Z') })),
    to: { platform: 'slack', workspace, channel },
    [Symbol.asyncDispose]: () => emulator.close(),
  }
}

describe('a Slack that we did not write', () => {
  test('takes what we post, keeps its blocks, and gives it back by its delivery key', async () => {
    await using here = await start()
    const [part = {}] = here.adapter.pack(aMessage())
    const { messageId } = await here.adapter.deliver(part, here.to, 'key-one', never)
    const since = new Date('2020-01-01T00:00:00Z')
    expect(await here.adapter.find?.(part, here.to, 'key-one', since, never)).toEqual({ messageId })
    expect(await here.adapter.find?.(part, here.to, 'key-two', since, never)).toBeUndefined()
    const history = await here.call('conversations.history', { channel: here.to.channel })
    expect(history).toMatchObject({ messages: [{ ts: messageId, blocks: part['blocks'] }] })
  })

  test('keeps a thread together', async () => {
    await using here = await start()
    const [part = {}] = here.adapter.pack(aMessage())
    const { messageId: thread } = await here.adapter.deliver(part, here.to, 'key-one', never)
    const { messageId } = await here.adapter.deliver(part, { ...here.to, thread }, 'key-two', never)
    const since = new Date('2020-01-01T00:00:00Z')
    expect(await here.adapter.find?.(part, { ...here.to, thread }, 'key-two', since, never)).toEqual({ messageId })
  })

  test('refuses what is not there, and we understand why', async () => {
    await using here = await start()
    const [part = {}] = here.adapter.pack(aMessage())
    const lost = here.adapter.deliver(part, { ...here.to, channel: 'C0NOWHERE' }, 'key-one', never)
    await expect(lost).rejects.toMatchObject({ failure: 'rejected', lost: 'permission-lost' })
  })
})
