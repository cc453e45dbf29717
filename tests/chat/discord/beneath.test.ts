import { afterEach, beforeEach, expect, test } from 'vitest'
import { discord } from '../../../src/chat/discord/index.ts'
import type { ChatAdapter, Posted } from '../../../src/chat/adapter.ts'
import type { Destination } from '../../../src/domain/subscription.ts'
import type { Part } from '../../../src/domain/message.ts'
import { type FakeDiscord, startDiscord } from '../../fakes/discord.ts'
import { BIT, CHANNEL, GUILD, THREAD } from '../../fakes/discord-state.ts'
import { platformPorts } from '../ports.ts'
import { aMessage, anItem } from './messages.ts'

// Further parts of a digest, in the thread under the first.

const HERE: Destination = { platform: 'discord', workspace: GUILD, channel: CHANNEL }
const { signal } = new AbortController()

let platform: FakeDiscord
let adapter: ChatAdapter
let first: Posted
let further: readonly Part[]

beforeEach(async () => {
  platform = await startDiscord()
  adapter = discord.create(
    discord.configSchema.parse({ token: platform.token, apiUrl: platform.apiUrl }),
    platformPorts(),
  )
  const items = Array.from({ length: 45 }, (_, n) => anItem({ shortId: `a${n}` }))
  const [head = {}, ...others] = adapter.pack(aMessage({ heading: 'Ruritania @everyone', items }))
  further = others.map((part) => JSON.parse(JSON.stringify(part)))
  first = await adapter.deliver(head, HERE, 'head', signal)
})

afterEach(() => platform[Symbol.asyncDispose]())

const post = (at = 0, to: Destination = { ...HERE, beneath: first.messageId }): Promise<Posted> =>
  adapter.deliver(further[at] ?? {}, to, `key ${at}`, signal)

const deny = (permission: bigint): void => {
  platform.channels.get(CHANNEL)?.overwrites.push({ id: GUILD, type: 0, allow: '0', deny: String(permission) })
}

const find = (key: string) =>
  adapter.find?.(further[0] ?? {}, { ...HERE, beneath: first.messageId }, key, new Date(Date.now() - 1_000), signal)

const edit = (posted: Posted) =>
  adapter.edit?.(
    posted,
    { components: [{ type: 10, content: 'Put right' }] },
    { ...HERE, beneath: first.messageId },
    signal,
  )

test('all go into one thread under the first, named after it', async () => {
  expect(further.length).toBeGreaterThan(1)
  await post(0)
  await post(1)
  expect(platform.posted()).toHaveLength(1)
  expect(platform.posted(first.messageId)).toHaveLength(2)
  expect(platform.channels.get(first.messageId)).toMatchObject({ parent: CHANNEL, name: 'Ruritania @everyone · more' })
})

test('what answers one of them stands beside it', async () => {
  const { messageId: replyTo } = await post()
  const note = { components: [{ type: 10, content: 'We read it wrongly' }] }
  await adapter.deliver(note, { ...HERE, beneath: first.messageId, replyTo }, 'note', signal)
  expect(platform.posted(first.messageId)).toMatchObject([{}, { repliesTo: replyTo }])
})

test('within a thread they stay in it', async () => {
  await post(0, { ...HERE, thread: THREAD, beneath: first.messageId })
  expect(platform.posted(THREAD)).toHaveLength(1)
})

test.each([
  ['threads may not be started', BIT.createPublicThreads],
  ['nothing may be posted in threads', BIT.sendMessagesInThreads],
])('where %s they stand in the channel, and nothing counts as lost', async (_why, permission) => {
  deny(permission)
  const posted = await post()
  expect(platform.posted()).toMatchObject([{ id: first.messageId }, { id: posted.messageId }])
  expect(await find('key 0')).toEqual(posted)
  await edit(posted)
  expect(JSON.stringify(platform.posted()[1]?.components)).toContain('Put right')
})

test('where somebody deleted the first they stand in the channel', async () => {
  for (const message of platform.posted()) message.deleted = true
  const posted = await post()
  expect(platform.posted().map(({ id }) => id)).toEqual([posted.messageId])
})

test('are found and changed in the thread', async () => {
  const posted = await post()
  expect(await find('key 0')).toEqual(posted)
  expect(await find('another')).toBeUndefined()
  await edit(posted)
  expect(JSON.stringify(platform.posted(first.messageId)[0]?.components)).toContain('Put right')
})

test('a thread that could not be asked for is asked for again', async () => {
  platform.fail(/\/threads$/, { status: 502 })
  await expect(post()).rejects.toMatchObject({ failure: 'unreachable' })
  await post()
  expect(platform.posted(first.messageId)).toHaveLength(1)
})
