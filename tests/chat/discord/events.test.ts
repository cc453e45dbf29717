import { expect, test, vi } from 'vitest'
import { discord, registerDiscordCommands } from '../../../src/chat/discord/index.ts'
import { guildsToLeave } from '../../../src/chat/discord/guilds.ts'
import { toApplicationCommands } from '../../../src/chat/discord/commands.ts'
import { COMMANDS } from '../../../src/commands/spec.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { BIT, BOT, CHANNEL, GUILD, OTHER_CHANNEL, THREAD } from '../../fakes/discord-state.ts'
import { type Listening, startListening } from './listening.ts'

const SECOND_GUILD = '200000000000000002'
const HERE = { platform: 'discord', workspace: GUILD, channel: CHANNEL }
const IN_THREAD = { ...HERE, thread: THREAD }

/** What was told after the first look around. */
async function startedListening(...args: Parameters<typeof startListening>) {
  const session = await startListening(...args)
  await session.ready()
  await session.platform.until(() => session.platform.received('PUT', /commands$/).length > 0)
  session.events.length = 0
  return session
}

const told = (session: Listening, count = 1) =>
  vi.waitFor(() => expect(session.events.length).toBeGreaterThanOrEqual(count))

test('the bot asks for servers alone, and one connection serves them', async () => {
  await using session = await startListening()
  await session.ready()
  expect(session.platform.gateway.log).toEqual([{ what: 'identify', intents: 1 }])
})

test('as many connections are held as Discord wants, and a server of each is served', async () => {
  const elsewhere = String(((BigInt(GUILD) >> 22n) + 1n) << 22n)
  const channel = '300000000000000009'
  const before = (platform: Listening['platform']): void => {
    platform.setShards(2)
    platform.addGuild({ id: elsewhere })
    platform.addChannel({ id: channel, guild: elsewhere })
  }
  await using session = await startListening({ before })
  await session.ready()
  expect(session.platform.gateway.log).toEqual([
    { what: 'identify', intents: 1 },
    { what: 'identify', intents: 1 },
  ])
  await vi.waitFor(() => expect(session.present.map((guilds) => guilds.toSorted())).toEqual([[GUILD, elsewhere]]))
  session.platform.command('readout', 'latest', {})
  session.platform.command('readout', 'latest', {}, { guild: elsewhere, channel })
  await session.platform.until(() => session.asked.length === 2)
  expect(session.asked.map(({ caller }) => caller.at.workspace).toSorted()).toEqual([GUILD, elsewhere])
})

test('the bot says at the start in which servers it is', async () => {
  await using session = await startListening()
  await session.ready()
  await vi.waitFor(() => expect(session.present).toEqual([[GUILD]]))
})

test('commands are registered when they changed, and only then', async () => {
  await using first = await startListening()
  await first.ready()
  await first.platform.until(() => first.platform.received('PUT', /commands$/).length === 1)

  const before = (platform: Listening['platform']): void => platform.register(toApplicationCommands(COMMANDS))
  await using second = await startListening({ before })
  await second.ready()
  const asked = second.platform.command('readout', 'help', {})
  await second.platform.until(() => asked.original?.components.length)
  expect(second.platform.received('GET', /commands$/)).toHaveLength(1)
  expect(second.platform.received('PUT', /commands$/)).toEqual([])
})

test('commands can be registered without listening', async () => {
  await using session = await startListening()
  const config = discord.configSchema.parse({ token: session.platform.token, apiUrl: session.platform.apiUrl })
  await session.platform.until(() => session.platform.received('PUT', /commands$/).length === 1)
  session.platform.register([])
  expect(await registerDiscordCommands(config, COMMANDS, new AbortController().signal)).toBe(true)
  expect(await registerDiscordCommands(config, COMMANDS, new AbortController().signal)).toBe(false)
})

test('after a cut connection the session is resumed, and what was missed is answered', async () => {
  await using session = await startedListening()
  session.platform.gateway.drop()
  await session.platform.until(() => !session.platform.gateway.isOpen())
  const missed = session.platform.command('readout', 'latest', {})
  await session.platform.until(() => missed.original?.components.length)
  expect(session.platform.gateway.log.map(({ what }) => what)).toEqual(['identify', 'resume'])
})

test('a token that Discord does not know ends it: trying again is no use', async () => {
  await using session = await startedListening()
  session.platform.gateway.close(4004)
  expect(await session.ended).toMatchObject({ name: 'PlatformError', failure: 'rejected', lost: 'token-revoked' })
})

test('a token that is refused at login ends it as well', async () => {
  const before = (platform: Listening['platform']): void =>
    platform.fail(/GET \/gateway\/bot/, { status: 401, body: { code: 0, message: '401: Unauthorized' } })
  await using session = await startListening({ before })
  expect(await session.ended).toMatchObject({ name: 'PlatformError', failure: 'rejected', lost: 'token-revoked' })
})

test('a Discord that is down is tried again, later and later', async () => {
  const clock = fakeClock()
  const before = (platform: Listening['platform']): void => platform.fail(/GET \/gateway\/bot/, { status: 503 }, 8)
  await using session = await startListening({ clock, before })
  await session.ready()
  expect(clock.slept).toEqual([5_000, 10_000])
  expect(session.faults).toMatchObject([{ failure: 'unreachable' }, { failure: 'unreachable' }])
})

test('it stops when it is told to, also in the middle of a login', async () => {
  await using early = await startListening()
  expect(await early.stop()).toBeUndefined()

  await using later = await startedListening()
  expect(await later.stop()).toBeUndefined()
  expect(later.platform.gateway.isOpen()).toBe(false)
})

test('at first sight the state of every place is told', async () => {
  const before = ({ channels }: Listening['platform']): void => {
    channels.get(OTHER_CHANNEL)?.overwrites.push({ id: GUILD, type: 0, allow: '0', deny: String(BIT.viewChannel) })
  }
  await using session = await startListening({ before })
  await told(session, 3)
  expect(session.events).toEqual([
    { kind: 'permission-back', at: HERE },
    { kind: 'permission-lost', at: { ...HERE, channel: OTHER_CHANNEL } },
    { kind: 'permission-back', at: IN_THREAD },
  ])
})

test('a permission that is lost and comes back is told, of the channel and its threads, and nothing else is', async () => {
  await using session = await startedListening()
  const { channels } = session.platform
  channels.get(CHANNEL)?.overwrites.push({ id: BOT, type: 1, allow: '0', deny: String(BIT.viewChannel) })
  session.platform.updateChannel(CHANNEL)
  await told(session, 2)
  expect(session.events).toEqual([
    { kind: 'permission-lost', at: HERE },
    { kind: 'permission-lost', at: IN_THREAD },
  ])

  channels.get(CHANNEL)?.overwrites.pop()
  session.platform.updateChannel(CHANNEL)
  await told(session, 4)
  expect(session.events.slice(2)).toEqual([
    { kind: 'permission-back', at: HERE },
    { kind: 'permission-back', at: IN_THREAD },
  ])
})

test('a permission that a role loses is told of every channel', async () => {
  await using session = await startedListening()
  session.platform.updateRole(GUILD, BIT.viewChannel)
  await told(session, 3)
  expect(session.events.map(({ kind }) => kind)).toEqual(['permission-lost', 'permission-lost', 'permission-lost'])
})

test('a deleted channel, an archived thread and a new name are told', async () => {
  await using session = await startedListening()
  const thread = session.platform.channels.get(THREAD)
  Object.assign(thread ?? {}, { archived: true })
  session.platform.updateChannel(THREAD)
  Object.assign(thread ?? {}, { archived: false })
  session.platform.updateChannel(THREAD)
  Object.assign(session.platform.channels.get(OTHER_CHANNEL) ?? {}, { name: 'archive' })
  session.platform.updateChannel(OTHER_CHANNEL)
  session.platform.deleteChannel(THREAD)
  session.platform.deleteChannel(CHANNEL)
  await told(session, 5)
  expect(session.events).toEqual([
    { kind: 'archived', at: IN_THREAD, name: 'Summit' },
    { kind: 'unarchived', at: IN_THREAD, name: 'Summit' },
    { kind: 'renamed', at: { ...HERE, channel: OTHER_CHANNEL }, name: 'archive' },
    { kind: 'channel-deleted', at: IN_THREAD },
    { kind: 'channel-deleted', at: HERE, name: 'desk' },
  ])
})

test('a thread that was archived before we came is told when it is open again', async () => {
  const before = ({ channels }: Listening['platform']): void =>
    void Object.assign(channels.get(THREAD) ?? {}, { archived: true })
  await using session = await startedListening({ before })
  Object.assign(session.platform.channels.get(THREAD) ?? {}, { archived: false })
  session.platform.updateChannel(THREAD)
  await told(session)
  expect(session.events[0]).toEqual({ kind: 'unarchived', at: IN_THREAD, name: 'Summit' })
})

test('being put out of a private thread is a loss that no permission shows, and being taken in again its end', async () => {
  const thread = '400000000000000002'
  const before = (platform: Listening['platform']): void =>
    void platform.addChannel({ id: thread, type: 12, parent: CHANNEL, name: 'inner circle' })
  await using session = await startedListening({ before })
  const change = { id: thread, guild_id: GUILD, member_count: 1 }
  const { gateway } = session.platform
  gateway.dispatch('THREAD_MEMBERS_UPDATE', { ...change, removed_member_ids: ['500000000000000001'] })
  gateway.dispatch('THREAD_MEMBERS_UPDATE', { ...change, id: THREAD, removed_member_ids: [BOT] })
  gateway.dispatch('THREAD_MEMBERS_UPDATE', { ...change, removed_member_ids: [BOT] })
  gateway.dispatch('THREAD_MEMBERS_UPDATE', { ...change, added_members: [{ user_id: BOT, id: thread, flags: 0 }] })
  await told(session, 2)
  expect(session.events).toEqual([
    { kind: 'permission-lost', at: { ...HERE, thread } },
    { kind: 'permission-back', at: { ...HERE, thread } },
  ])
})

test('being added to a server and removed from it is told', async () => {
  await using session = await startedListening()
  session.platform.join(SECOND_GUILD)
  session.platform.remove(SECOND_GUILD)
  await told(session, 2)
  expect(session.events).toEqual([
    { kind: 'joined', at: { platform: 'discord', workspace: SECOND_GUILD }, name: 'Ruritania Watch' },
    { kind: 'workspace-removed', at: { platform: 'discord', workspace: SECOND_GUILD } },
  ])
})

test('an outage of a server is no removal', async () => {
  await using session = await startedListening()
  session.platform.gateway.dispatch('GUILD_DELETE', { id: GUILD, unavailable: true })
  Object.assign(session.platform.channels.get(OTHER_CHANNEL) ?? {}, { name: 'marker' })
  session.platform.updateChannel(OTHER_CHANNEL)
  await told(session)
  expect(session.events.map(({ kind }) => kind)).toEqual(['renamed'])
})

test('another server than the allowed ones is left at once, unheard', async () => {
  await using session = await startedListening({ allowedGuilds: [GUILD] })
  session.platform.join(SECOND_GUILD)
  await session.platform.until(() => session.platform.left.includes(SECOND_GUILD))
  session.platform.addChannel({ id: '300000000000000009', guild: SECOND_GUILD })
  const command = session.platform.command(
    'readout',
    'latest',
    {},
    { guild: SECOND_GUILD, channel: '300000000000000009' },
  )
  const typing = session.platform.type(
    'latest',
    'country',
    'k',
    {},
    { guild: SECOND_GUILD, channel: '300000000000000009' },
  )
  await session.platform.until(() => command.original && typing.choices)
  expect(JSON.stringify(command.original?.components)).toContain('works for another server')
  expect(typing.choices).toEqual([])
  expect(session.asked).toEqual([])
  expect(session.events).toEqual([])
})

test('where no server is named, the first one has the bot, and any other is left, also when it came while we were away', async () => {
  const before = (platform: Listening['platform']): void => {
    platform.addGuild({ id: SECOND_GUILD, joinedAt: '2025-03-01T00:00:00.000Z' })
  }
  await using session = await startListening({ allowedGuilds: [], before })
  await session.ready()
  await session.platform.until(() => session.platform.left.length === 1)
  expect(session.platform.left).toEqual([SECOND_GUILD])
})

test.each([
  {
    allowed: ['*'],
    guilds: [
      ['a', 1],
      ['b', 2],
    ],
    left: [],
  },
  {
    allowed: ['b'],
    guilds: [
      ['a', 1],
      ['b', 2],
    ],
    left: ['a'],
  },
  {
    allowed: ['b', 'c'],
    guilds: [
      ['a', undefined],
      ['b', undefined],
    ],
    left: ['a'],
  },
  {
    allowed: [],
    guilds: [
      ['b', 2],
      ['a', 1],
      ['c', 3],
    ],
    left: ['b', 'c'],
  },
  { allowed: [], guilds: [['a', 1]], left: [] },
  {
    allowed: [],
    guilds: [
      ['b', 2],
      ['a', undefined],
    ],
    left: [],
  },
] as const)('of $guilds with $allowed allowed, $left are left', ({ allowed, guilds, left }) => {
  expect(
    guildsToLeave(
      allowed,
      guilds.map(([id, joinedAtMs]) => ({ id, joinedAtMs })),
    ),
  ).toEqual(left)
})
