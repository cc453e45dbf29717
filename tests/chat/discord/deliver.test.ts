import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { discord } from '../../../src/chat/discord/index.ts'
import type { ChatAdapter } from '../../../src/chat/adapter.ts'
import type { PlatformError } from '../../../src/domain/errors.ts'
import type { Destination } from '../../../src/domain/subscription.ts'
import { type FakeDiscord, startDiscord } from '../../fakes/discord.ts'
import { BIT, CHANNEL, GUILD, OTHER_CHANNEL, THREAD } from '../../fakes/discord-state.ts'
import { platformPorts } from '../ports.ts'
import { aMessage, anItem } from './messages.ts'

const HERE: Destination = { platform: 'discord', workspace: GUILD, channel: CHANNEL }
const SILENT = 1 << 12
const COMPONENTS_V2 = 1 << 15
const { signal } = new AbortController()

let platform: FakeDiscord
let adapter: ChatAdapter

beforeEach(async () => {
  platform = await startDiscord()
  adapter = connect(platform.token)
})

afterEach(() => platform[Symbol.asyncDispose]())

const connect = (token: string): ChatAdapter =>
  discord.create(discord.configSchema.parse({ token, apiUrl: platform.apiUrl }), platformPorts())

const [part = {}] = discord.create(discord.configSchema.parse({ token: 'x' }), platformPorts()).pack(aMessage())

/** As the outbox gives it back. */
const kept = JSON.parse(JSON.stringify(part))

const deliver = (key = 'key', to = HERE) => adapter.deliver(kept, to, key, signal)
const find = (key = 'key', to = HERE, since = new Date(Date.now() - 1_000)) =>
  adapter.find?.(kept, to, key, since, signal)

const failureOf = (attempt: Promise<unknown> | undefined): Promise<PlatformError> =>
  Promise.resolve(attempt).then(
    () => {
      throw new Error('it did not fail')
    },
    (error: PlatformError) => error,
  )

describe('a part on Discord', () => {
  test('is pushed as its line of counts, and at once stands there whole', async () => {
    const { messageId } = await deliver()

    const [message, ...more] = platform.posted()
    expect(more).toEqual([])
    expect(message?.id).toBe(messageId)
    expect(message?.forms).toMatchObject([
      { content: aMessage().notification, flags: 0 },
      { content: '', flags: COMPONENTS_V2 },
    ])
    expect(JSON.stringify(message?.components)).toContain('comprehensive strategic partnership announced')
  })

  test('that is not the first arrives without a sound, in one request', async () => {
    const items = Array.from({ length: 25 }, (_, n) => anItem({ shortId: `a${n}` }))
    const [, second = {}] = adapter.pack(aMessage({ items }))
    await adapter.deliver(second, HERE, 'second', signal)
    expect(platform.requests).toHaveLength(1)
    expect(platform.posted()).toMatchObject([{ flags: COMPONENTS_V2 | SILENT }])
  })

  test('mentions nobody, by a rule that is sent with it', async () => {
    await deliver()
    expect(platform.requests.map(({ body }) => body)).toMatchObject([
      { allowed_mentions: { parse: [] } },
      { allowed_mentions: { parse: [] } },
    ])
  })

  test('goes to a thread where one is named', async () => {
    await deliver('key', { ...HERE, thread: THREAD })
    expect(platform.posted(THREAD)).toHaveLength(1)
  })

  test('answers an earlier message where the history may be read, and else stands by itself', async () => {
    const { messageId: replyTo } = await deliver()
    await deliver('answer', { ...HERE, replyTo })
    expect(platform.posted()).toMatchObject([{}, { repliesTo: replyTo }])

    platform.channels
      .get(CHANNEL)
      ?.overwrites.push({ id: GUILD, type: 0, allow: '0', deny: String(BIT.readMessageHistory) })
    await deliver('plain', { ...HERE, replyTo })
    expect(platform.posted()).toHaveLength(3)
    expect(platform.posted()[2]?.repliesTo).toBeUndefined()
  })

  test('is posted once however often the same delivery is tried', async () => {
    const first = await deliver()
    expect(await deliver()).toEqual(first)
    expect(platform.posted()).toHaveLength(1)
    await deliver('another')
    expect(platform.posted()).toHaveLength(2)
  })

  test('is posted once where only the answer was lost', async () => {
    platform.fail(/POST .*\/messages$/, 'accept-then-drop')
    expect(await failureOf(deliver())).toMatchObject({ name: 'PlatformError', failure: 'unreachable' })
    expect(platform.received('POST', /messages$/)).toHaveLength(1)
    await deliver()
    expect(platform.posted()).toHaveLength(1)
    expect(platform.posted()).toMatchObject([{ content: '', flags: COMPONENTS_V2 }])
  })

  test('counts as sent where somebody deleted it before the next try', async () => {
    platform.fail(/POST .*\/messages$/, 'accept-then-drop')
    await failureOf(deliver())
    for (const message of platform.posted()) message.deleted = true
    expect(await deliver()).toEqual({ messageId: '0' })
    expect(platform.posted()).toEqual([])
  })

  test('counts as sent where somebody deleted it before it was whole', async () => {
    platform.fail(/PATCH/, { status: 404, body: { code: 10008, message: 'Unknown Message' } })
    expect(await deliver()).toEqual({ messageId: '0' })
  })
})

describe('an earlier try', () => {
  test('is found again when its nonce has long been forgotten', async () => {
    const posted = await deliver()
    platform.passTime(20 * 60_000)
    expect(await find()).toEqual(posted)
    expect(await find('another')).toBeUndefined()
  })

  test('is found among hundreds', async () => {
    for (let n = 0; n < 130; n += 1) {
      platform.messages.push({
        id: platform.snowflake(),
        channel: CHANNEL,
        postedAtMs: 0,
        content: 'x',
        flags: 0,
        components: [],
        forms: [],
        deleted: false,
      })
    }
    const posted = await deliver()
    expect(await find()).toEqual(posted)
    expect(platform.received('GET', /messages$/)).toHaveLength(2)
  })

  test('that broke off half-way is finished and not repeated', async () => {
    platform.fail(/PATCH/, { status: 502 })
    expect(await failureOf(deliver())).toMatchObject({ failure: 'unreachable' })
    expect(platform.posted()).toMatchObject([{ content: aMessage().notification, flags: 0 }])
    platform.passTime(20 * 60_000)
    expect(await find()).toEqual({ messageId: platform.posted()[0]?.id })
    expect(platform.posted()).toMatchObject([{ content: '', flags: COMPONENTS_V2 }])
  })

  test('is not looked for before it was made', async () => {
    await deliver()
    expect(await find('key', HERE, new Date(Date.now() + 60 * 60_000))).toBeUndefined()
  })

  test('cannot be found where the bot may not read the history or see the channel', async () => {
    await deliver()
    platform.channels
      .get(CHANNEL)
      ?.overwrites.push({ id: GUILD, type: 0, allow: '0', deny: String(BIT.readMessageHistory) })
    expect(await find()).toBeUndefined()
    platform.channels.get(CHANNEL)?.overwrites.push({ id: GUILD, type: 0, allow: '0', deny: String(BIT.viewChannel) })
    expect(await find()).toBeUndefined()
  })
})

describe('what Discord answers', () => {
  const deny = (bit: bigint) => () =>
    platform.channels.get(CHANNEL)?.overwrites.push({ id: GUILD, type: 0, allow: '0', deny: String(bit) })

  test.each([
    ['a channel that is gone', () => platform.channels.delete(CHANNEL), 'channel-deleted'],
    ['a channel that the bot may not see', deny(BIT.viewChannel), 'permission-lost'],
    ['a channel that the bot may not write in', deny(BIT.sendMessages), 'permission-lost'],
  ])('of %s is no for good, and says that the place is lost', async (_, lose, lost) => {
    lose()
    expect(await failureOf(deliver())).toMatchObject({ failure: 'rejected', lost })
  })

  test('of a locked thread is that it is archived', async () => {
    Object.assign(platform.channels.get(THREAD) ?? {}, { archived: true, locked: true })
    expect(await failureOf(deliver('key', { ...HERE, thread: THREAD }))).toMatchObject({
      failure: 'rejected',
      lost: 'archived',
    })
  })

  test('of a revoked token is no, each time it is asked', async () => {
    adapter = connect('MTAwMDAwMDAwMDAwMDAwMDAy.was.revoked')
    expect(await failureOf(deliver())).toMatchObject({ failure: 'rejected', lost: 'token-revoked' })
    expect(await failureOf(deliver())).toMatchObject({ failure: 'rejected', lost: 'token-revoked' })
    expect(platform.requests).toHaveLength(2)
  })

  test('of a message that it does not like is no, and the place is not lost', async () => {
    const failure = await failureOf(adapter.deliver({ components: [{ type: 10, content: '' }] }, HERE, 'key', signal))
    expect(failure).toMatchObject({ failure: 'rejected', lost: undefined })
    expect(failure.message).toContain('Invalid Form Body')
  })

  test.each([500, 502, 503])('with status %i is asked for once: trying again is not its business', async (status) => {
    platform.fail(/POST/, { status }, 5)
    expect(await failureOf(deliver())).toMatchObject({ failure: 'unreachable' })
    expect(platform.requests).toHaveLength(1)
  })

  test('that is not Discord’s own is no answer', async () => {
    platform.fail(/POST/, { status: 403, body: '<h1>Access denied</h1>' })
    expect(await failureOf(deliver())).toMatchObject({ failure: 'unreachable', lost: undefined })
  })

  test('never shows the token', async () => {
    platform.fail(/POST/, { status: 400, body: { code: 50035, message: 'Invalid Form Body' } })
    const failure = await failureOf(deliver())
    const { inspect } = await import('node:util')
    expect(inspect(failure, { depth: 10 })).not.toContain(platform.token)
  })
})

describe('Discord’s limits', () => {
  test('of a channel are waited out, without holding up another channel', async () => {
    platform.limit(`/channels/${CHANNEL}`, { limit: 2, windowMs: 300 })
    const order: string[] = []
    await Promise.all([
      deliver('a').then(() => order.push('a')),
      deliver('b').then(() => order.push('b')),
      deliver('c', { ...HERE, channel: OTHER_CHANNEL }).then(() => order.push('other')),
    ])
    expect(order.indexOf('other')).toBeLessThan(order.indexOf('b'))
    expect(platform.posted()).toHaveLength(2)
    expect(platform.posted(OTHER_CHANNEL)).toHaveLength(1)
  })

  test('of the whole bot are waited out by every channel', async () => {
    const body = { message: 'You are being rate limited.', retry_after: 0.3, global: true }
    platform.fail(/POST/, { status: 429, body, retryAfter: 0.3, global: true })
    const began = performance.now()
    const first = deliver('a')
    await expect.poll(() => platform.requests.length).toBe(1)
    await Promise.all([first, deliver('b', { ...HERE, channel: OTHER_CHANNEL })])
    expect(performance.now() - began).toBeGreaterThanOrEqual(290)
    expect([platform.posted(), platform.posted(OTHER_CHANNEL)].map(({ length }) => length)).toEqual([1, 1])
  })

  test('that last longer than our own retries are ours to wait out', async () => {
    platform.fail(/POST/, {
      status: 429,
      body: { message: 'You are being rate limited.', retry_after: 600, global: false },
      retryAfter: 600,
    })
    const failure = await failureOf(deliver())
    expect(failure).toMatchObject({ failure: 'rate-limited' })
    expect(failure.retryAfterMs).toBeGreaterThanOrEqual(600_000)
    expect(platform.requests).toHaveLength(1)
  })
})

test('a delivery that is called off is no failure of the platform’s', async () => {
  const stop = new AbortController()
  stop.abort()
  const failure = await failureOf(adapter.deliver(kept, HERE, 'key', stop.signal))
  expect(failure.name).not.toBe('PlatformError')
})

test('a wrong setting is named', () => {
  expect(discord.configSchema.safeParse({ token: 'x', allowedGuilds: ['Ruritania'] }).success).toBe(false)
  expect(discord.configSchema.safeParse({ token: 'x', allowdGuilds: [] }).success).toBe(false)
  expect(JSON.stringify(discord.configSchema.parse({ token: 'very secret' }))).not.toContain('very secret')
})
