import { describe, expect, test } from 'vitest'
import { slack } from '../../../src/chat/slack/index.ts'
import { PlatformError } from '../../../src/domain/errors.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { startSlack } from '../../fakes/slack.ts'
import { BOT, BOT_TOKEN, CHANNEL, GENERAL, OTHER_TEAM, PRIVATE, TEAM } from '../../fakes/slack-state.ts'
import { aMessage } from '../messages.ts'
import { platformPorts } from '../ports.ts'

const never = new AbortController().signal
const HERE = { platform: 'slack', workspace: TEAM, channel: CHANNEL }
const [PART = { text: '', blocks: [] }] = slack
  .create(slack.configSchema.parse({ botToken: 'x' }), platformPorts())
  .pack(aMessage())

async function start(settings: object = {}) {
  const clock = fakeClock()
  const platform = await startSlack({ now: () => clock.now().getTime() })
  const config = slack.configSchema.parse({ botToken: BOT_TOKEN, apiUrl: platform.apiUrl, ...settings })
  const adapter = slack.create(config, platformPorts({ clock }))
  return { clock, platform, adapter, [Symbol.asyncDispose]: () => platform[Symbol.asyncDispose]() }
}

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )

describe('a delivery', () => {
  test('unfurls nothing, parses nothing, calls nobody, and carries its key', async () => {
    await using slackHere = await start()
    await slackHere.adapter.deliver(PART, HERE, 'key-one', never)
    expect(slackHere.platform.messages[0]?.args).toMatchObject({
      unfurl_links: false,
      unfurl_media: false,
      mrkdwn: false,
      parse: 'none',
      link_names: false,
      metadata: { event_type: 'attache_delivery', event_payload: { key: 'key-one' } },
    })
  })

  test('goes into the thread that was named', async () => {
    await using slackHere = await start()
    const { messageId } = await slackHere.adapter.deliver(PART, HERE, 'key-one', never)
    await slackHere.adapter.deliver(PART, { ...HERE, thread: messageId }, 'key-two', never)
    expect(slackHere.platform.messages[1]?.thread_ts).toBe(messageId)
  })

  test('goes into the thread of the first part that it continues, and is found there again, and so does what answers it', async () => {
    await using slackHere = await start({ lookup: true })
    slackHere.platform.scopes.add('channels:history')
    const { messageId: beneath } = await slackHere.adapter.deliver(PART, HERE, 'key-one', never)
    const further = await slackHere.adapter.deliver(PART, { ...HERE, beneath }, 'key-two', never)
    await slackHere.adapter.deliver(PART, { ...HERE, beneath, replyTo: further.messageId }, 'key-three', never)
    expect(slackHere.platform.messages.map(({ thread_ts }) => thread_ts)).toEqual([undefined, beneath, beneath])
    const since = slackHere.clock.now()
    expect(await slackHere.adapter.find?.(PART, { ...HERE, beneath }, 'key-two', since, never)).toEqual(further)
  })

  test('answers an earlier message in the thread under it, and is found there again', async () => {
    await using slackHere = await start({ lookup: true })
    slackHere.platform.scopes.add('channels:history')
    const { messageId: replyTo } = await slackHere.adapter.deliver(PART, HERE, 'key-one', never)
    const answer = await slackHere.adapter.deliver(PART, { ...HERE, replyTo }, 'key-two', never)
    expect(slackHere.platform.messages[1]?.thread_ts).toBe(replyTo)
    const since = slackHere.clock.now()
    expect(await slackHere.adapter.find?.(PART, { ...HERE, replyTo }, 'key-two', since, never)).toEqual(answer)
  })

  test('shows an answer to the whole channel where it is told to, and nothing else', async () => {
    await using slackHere = await start()
    const { messageId: replyTo } = await slackHere.adapter.deliver(PART, { ...HERE, broadcast: true }, 'one', never)
    await slackHere.adapter.deliver(PART, { ...HERE, replyTo, broadcast: true }, 'two', never)
    await slackHere.adapter.deliver(PART, { ...HERE, replyTo }, 'three', never)
    await slackHere.adapter.deliver(PART, { ...HERE, replyTo, thread: replyTo, broadcast: true }, 'four', never)
    const shown = slackHere.platform.messages.map(({ args }) => args['reply_broadcast'])
    expect(shown).toEqual([undefined, true, undefined, undefined])
  })

  test('asks who the bot is once, however much is posted', async () => {
    await using slackHere = await start()
    for (const key of ['a', 'b', 'c']) await slackHere.adapter.deliver(PART, HERE, key, never)
    expect(slackHere.platform.called('auth.test')).toHaveLength(1)
  })

  test('leaves a second between the messages of a channel, and none between channels', async () => {
    await using slackHere = await start()
    for (const channel of [CHANNEL, GENERAL])
      await slackHere.adapter.deliver(PART, { ...HERE, channel }, channel, never)
    expect(slackHere.clock.slept).toEqual([])
    await slackHere.adapter.deliver(PART, HERE, 'again', never)
    expect(slackHere.clock.slept).toEqual([1_000])
  })

  test('holds the whole workspace back as long as Slack asks', async () => {
    await using slackHere = await start()
    slackHere.platform.fail(/postMessage/, { status: 429, retryAfter: 7 })
    const error = await failureOf(slackHere.adapter.deliver(PART, HERE, 'key-one', never))
    expect(error).toMatchObject({ failure: 'rate-limited', retryAfterMs: 7_000 })
    await slackHere.adapter.deliver(PART, { ...HERE, channel: GENERAL }, 'key-two', never)
    expect(slackHere.clock.slept).toEqual([7_000])
  })

  test('is put off without asking Slack again where that is long', async () => {
    await using slackHere = await start()
    slackHere.platform.fail(/postMessage/, { status: 429, retryAfter: 60 })
    await failureOf(slackHere.adapter.deliver(PART, HERE, 'key-one', never))
    const error = await failureOf(slackHere.adapter.deliver(PART, { ...HERE, channel: GENERAL }, 'key-two', never))
    expect(error).toMatchObject({ failure: 'rate-limited', retryAfterMs: 60_000 })
    expect(slackHere.platform.called('chat.postMessage')).toHaveLength(1)
  })
})

describe('a delivery that fails', () => {
  test.each([
    ['not_in_channel', 'permission-lost'],
    ['channel_not_found', 'permission-lost'],
    ['restricted_action', 'permission-lost'],
    ['is_archived', 'archived'],
    ['account_inactive', 'token-revoked'],
    ['token_revoked', 'token-revoked'],
    ['invalid_auth', 'token-revoked'],
    ['invalid_blocks', undefined],
    ['msg_blocks_too_long', undefined],
  ])('with %s says of the place: %s', async (code, lost) => {
    await using slackHere = await start()
    slackHere.platform.fail(/postMessage/, { error: code })
    const error = await failureOf(slackHere.adapter.deliver(PART, HERE, 'key-one', never))
    expect(error).toMatchObject({ failure: 'rejected', lost, message: `slack rejected chat.postMessage: ${code}` })
  })

  test.each([
    ['an error of theirs', { error: 'internal_error' }],
    ['a page instead of an answer', { status: 200, body: '<html>Bad gateway</html>' }],
    ['a status', { status: 502 }],
    ['no answer', 'drop'],
  ] as const)('with %s may be tried again', async (_what, failure) => {
    await using slackHere = await start()
    slackHere.platform.fail(/postMessage/, failure)
    const error = await failureOf(slackHere.adapter.deliver(PART, HERE, 'key-one', never))
    expect(error).toMatchObject({ failure: 'unreachable' })
    expect(slackHere.platform.called('chat.postMessage')).toHaveLength(1)
  })

  test('names the scope that is missing', async () => {
    await using slackHere = await start()
    slackHere.platform.scopes.delete('chat:write')
    const error = await failureOf(slackHere.adapter.deliver(PART, HERE, 'key-one', never))
    expect(error).toMatchObject({ message: expect.stringContaining('needs the scope chat:write') })
  })

  test('shows neither token nor text in its error', async () => {
    await using slackHere = await start()
    for (const failure of [{ error: 'not_in_channel' }, { status: 500 }, 'drop'] as const) {
      slackHere.platform.fail(/postMessage/, failure)
      const error = await failureOf(slackHere.adapter.deliver(PART, HERE, 'key-one', never))
      expect(error).toBeInstanceOf(PlatformError)
      expect(JSON.stringify(error, ['message', 'cause', 'data', 'config'])).not.toMatch(/xoxb|Ruritania/)
    }
  })

  test('was meant for a workspace that has the bot no longer', async () => {
    await using slackHere = await start()
    const error = await failureOf(slackHere.adapter.deliver(PART, { ...HERE, workspace: OTHER_TEAM }, 'key-one', never))
    expect(error).toMatchObject({ failure: 'rejected', lost: 'token-revoked' })
    expect(slackHere.platform.called('chat.postMessage')).toHaveLength(0)
  })

  test('is forgotten by nothing: the token is asked about again', async () => {
    await using slackHere = await start()
    slackHere.platform.fail(/auth\.test/, { status: 503 })
    expect(await failureOf(slackHere.adapter.deliver(PART, HERE, 'key-one', never))).toMatchObject({
      failure: 'unreachable',
    })
    await slackHere.adapter.deliver(PART, HERE, 'key-one', never)
    expect(slackHere.platform.messages).toHaveLength(1)
  })
})

describe('looking for an earlier try', () => {
  const lookup = async () => {
    const slackHere = await start({ lookup: true })
    for (const scope of ['channels:history', 'groups:history']) slackHere.platform.scopes.add(scope)
    return slackHere
  }

  test('finds the message whose answer was lost, in a channel and in a thread', async () => {
    await using slackHere = await lookup()
    const { adapter, platform, clock } = slackHere
    const since = clock.now()
    const { messageId: thread } = await adapter.deliver(PART, HERE, 'key-zero', never)
    for (const to of [HERE, { ...HERE, thread }]) {
      platform.fail(/postMessage/, 'accept-then-drop')
      expect(await failureOf(adapter.deliver(PART, to, 'key-one', never))).toMatchObject({ failure: 'unreachable' })
      expect(await adapter.find?.(PART, to, 'key-one', since, never)).toEqual({
        messageId: platform.messages.at(-1)?.ts,
      })
      expect(await adapter.find?.(PART, to, 'key-two', since, never)).toBeUndefined()
    }
  })

  test('turns as many pages as it must', async () => {
    await using slackHere = await lookup()
    const { adapter, platform, clock } = slackHere
    const since = clock.now()
    const { messageId } = await adapter.deliver(PART, HERE, 'key-one', never)
    for (let n = 0; n < 450; n += 1) {
      platform.messages.push({
        channel: CHANNEL,
        ts: `${1_745_467_300 + n}.000001`,
        thread_ts: undefined,
        text: 'word',
        blocks: [],
        metadata: undefined,
        args: {},
      })
    }
    expect(await adapter.find?.(PART, HERE, 'key-one', since, never)).toEqual({ messageId })
    expect(platform.called('conversations.history')).toHaveLength(3)
  })

  test('finds nothing where the bot may not look', async () => {
    await using slackHere = await lookup()
    const { adapter, platform, clock } = slackHere
    platform.channels.get(PRIVATE)?.members.delete(BOT.user)
    expect(await adapter.find?.(PART, { ...HERE, channel: PRIVATE }, 'key-one', clock.now(), never)).toBeUndefined()
    platform.scopes.delete('channels:history')
    expect(await adapter.find?.(PART, HERE, 'key-one', clock.now(), never)).toBeUndefined()
  })

  test('that cannot be done now is tried again', async () => {
    await using slackHere = await lookup()
    slackHere.platform.fail(/history/, { status: 429, retryAfter: 3 })
    const error = await failureOf(
      slackHere.adapter.find?.(PART, HERE, 'key-one', slackHere.clock.now(), never) ?? Promise.resolve(),
    )
    expect(error).toMatchObject({ failure: 'rate-limited', retryAfterMs: 3_000 })
  })

  test('is offered only where the operator allows it', async () => {
    await using slackHere = await start()
    expect(slackHere.adapter.find).toBeUndefined()
  })
})

describe('the settings', () => {
  test.each([
    [{ botToken: 'x', appToken: 'y', signingSecret: 'z' }, 'not both'],
    [{ botToken: 'x', allowedTeams: ['Ruritania'] }, 'is no workspace id'],
    [{ botToken: 'x', managers: ['@florian'] }, 'is no user id'],
    [{ botToken: 'x', apiUrl: 'slack' }, 'Invalid URL'],
    [{ botToken: '' }, 'botToken'],
  ])('refuse %j', (settings, reason) => {
    expect(JSON.stringify(slack.configSchema.safeParse(settings).error)).toContain(reason)
  })

  test('without an app token or a signing secret it posts, and hears nothing', () => {
    const adapter = slack.create(slack.configSchema.parse({ botToken: 'x' }), platformPorts())
    expect([adapter.listen, adapter.routes]).toEqual([undefined, undefined])
  })
})
