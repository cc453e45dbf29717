import { DigitalDiscord } from 'discord-digital-twin'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Asked, Completion, Reply } from '../../../src/chat/adapter.ts'
import { discord } from '../../../src/chat/discord/index.ts'
import { COMMANDS } from '../../../src/commands/spec.ts'
import { systemClock } from '../../../src/clock.ts'
import { platformPorts } from '../ports.ts'
import { aMessage, anAnswer, anItem } from './messages.ts'

// A Discord that we did not write, less strict than ours: whether the two understand the same by an interaction.

const TEXT_CHANNEL = 0
const COMPLETION = 4
const COMPONENTS_V2 = 1 << 15

// It keeps what it holds in a database of the whole process: there can be but one.
let session: Awaited<ReturnType<typeof startTwin>>

beforeAll(async () => {
  session = await startTwin()
})

afterAll(() => session.stop())

async function startTwin() {
  const twin = new DigitalDiscord({ channels: [{ name: 'desk', type: TEXT_CHANNEL }], users: [{ username: 'reader' }] })
  await twin.start()
  const channel = (await twin.prisma.channel.findMany())[0]?.id ?? ''
  const user = (await twin.getFirstNonBotUserId()) ?? ''
  const asked: Asked[] = []
  const completed: Completion[] = []
  const answer: Reply = { kind: 'answer', answer: anAnswer(), shareable: true }
  const items = Array.from({ length: 15 }, (_, n) => anItem({ shortId: `a${n}` }))
  const long: Reply = { kind: 'answer', answer: anAnswer({ heading: 'A long list', items }), shareable: false }
  const config = discord.configSchema.parse({ token: twin.botToken, apiUrl: twin.restUrl, allowedGuilds: ['*'] })
  const adapter = discord.create(config, platformPorts({ clock: systemClock }))
  const stop = new AbortController()
  let events = 0
  const ended = adapter.listen?.(
    {
      commands: COMMANDS,
      ask: async (what) => {
        asked.push(what)
        return what.kind === 'options' && what.name === 'search' ? long : answer
      },
      complete: async (completion) => {
        completed.push(completion)
        return [{ label: 'Ruritania', value: 'ruritania' }]
      },
      lifecycle: async () => {
        events += 1
        return []
      },
    },
    stop.signal,
  )
  await vi.waitFor(() => expect(events).toBeGreaterThan(0))
  return {
    twin,
    adapter,
    asked,
    completed,
    to: { platform: 'discord', workspace: twin.guildId, channel },
    reader: twin.channel(channel).user(user),
    user,
    acknowledged: (interactionId: string) => twin.channel(channel).waitForInteractionAck({ interactionId }),
    messages: () => twin.prisma.message.findMany(),
    async stop() {
      stop.abort()
      await ended
      await twin.stop()
    },
  }
}

test('a command is acknowledged and answered, its button pressed, and its answer filled in', async () => {
  const option = { name: 'country', type: 3, value: 'ruritania' }
  const { id } = await session.reader.runSlashCommand({
    name: 'readout',
    options: [{ name: 'latest', type: 1, options: [option] }],
  })
  expect(await session.acknowledged(id)).toMatchObject({ type: 5 })
  await vi.waitFor(async () => expect((await session.messages())[0]?.components).toContain('Ruritania, newest first'))
  expect(session.asked).toEqual([{ kind: 'options', name: 'latest', options: { country: 'ruritania' } }])

  const [message] = await session.messages()
  const press = await session.reader.clickButton({ messageId: message?.id ?? '', customId: '1:show a7f3' })
  expect(await session.acknowledged(press.id)).toMatchObject({ type: 5 })
  await vi.waitFor(() => expect(session.asked).toHaveLength(2))
  expect(session.asked[1]).toEqual({ kind: 'words', words: 'show a7f3' })
})

test('what takes more than one message is followed up', async () => {
  const option = { name: 'words', type: 3, value: 'ruritania' }
  await session.reader.runSlashCommand({
    name: 'readout',
    options: [{ name: 'search', type: 1, options: [option] }],
  })
  await vi.waitFor(async () => {
    const all = await session.messages()
    const holding = (words: string) => all.findIndex(({ components }) => components?.includes(words))
    expect(holding('A long list')).toBeGreaterThanOrEqual(0)
    expect(holding('show a14')).toBeGreaterThan(holding('A long list'))
  })
})

test('what is typed is completed', async () => {
  const { id } = await session.twin.simulateInteraction({
    type: COMPLETION,
    channelId: session.to.channel,
    userId: session.user,
    data: {
      id: '1',
      name: 'readout',
      type: 1,
      options: [{ name: 'latest', type: 1, options: [{ name: 'country', type: 3, value: 'rur', focused: true }] }],
    },
  })
  expect(await session.acknowledged(id)).toMatchObject({ type: 8 })
  expect(session.completed).toEqual([{ command: 'latest', option: 'country', typed: 'rur', others: {} }])
})

test('a digest is announced by its line of counts, and then made whole', async () => {
  const [part = {}] = session.adapter.pack(aMessage())
  const { messageId } = await session.adapter.deliver(part, session.to, 'key', new AbortController().signal)
  const message = (await session.messages()).find(({ id }) => id === messageId)
  expect(message?.flags).toBe(COMPONENTS_V2)
  expect(message?.components).toContain('comprehensive strategic partnership announced')
})
