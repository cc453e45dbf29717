import { describe, expect, test } from 'vitest'
import { tellOperator } from '../../src/pipeline/operator.ts'
import { feedSource } from '../cli/fiction.ts'
import { BIT, BOT, CHANNEL, GUILD, MANAGER } from '../fakes/discord-state.ts'
import { startMinistry } from '../fakes/ministry.ts'
import { discordInStory } from './discord.ts'
import { aCall, chinaBefore } from './fiction.ts'
import { anInstallation } from './installation.ts'

const HOUR_MS = 3_600_000
const DAY_HOURS = 24
const HERE = { platform: 'discord', workspace: GUILD, channel: CHANNEL }

/** A channel with an instant and a daily subscription, where something is published each time that time passes. */
async function aSubscribedChannel() {
  const discord = await discordInStory()
  const china = await startMinistry()
  const published = [chinaBefore]
  china.feed('/feed', published)
  const source = feedSource('cn-ministry', 'CN', `${china.baseUrl}/feed`)
  const here = await anInstallation(`sources:\n${source}`, discord.environment)
  await here.begin()
  await discord.invite()
  discord.setTime(here.clock.now())
  await discord.ask('subscribe', { countries: 'kazakhstan', when: 'instant' }, 'manager')
  await discord.ask('subscribe', { countries: 'china', when: 'daily 08:00' }, 'manager')
  await discord.until(() => discord.channel().length === 2)
  const pass = async (hours: number): Promise<void> => {
    here.clock.advance(hours * HOUR_MS)
    published.unshift(aCall(here.clock.now(), published.length))
    china.feed('/feed', published)
    discord.setTime(here.clock.now())
    await here.tick()
  }
  const pauses = async () => (await here.app.store.subscriptionsIn(HERE)).map(({ pausedReason }) => pausedReason)
  /** Settles when both are paused for that reason, or none is. */
  const paused = async (reason: string | undefined): Promise<void> => {
    await expect.poll(pauses).toEqual([reason, reason])
  }
  /** Takes the bot's right without a word from the gateway. */
  const forbidUnheard = (): void => {
    const deny = { id: BOT, type: 1, allow: '0', deny: String(BIT.viewChannel) } as const
    discord.platform.channels.get(CHANNEL)?.overwrites.push(deny)
  }
  const allowUnheard = (): void => void discord.platform.channels.get(CHANNEL)?.overwrites.pop()
  const forbid = (): void => {
    forbidUnheard()
    discord.platform.updateChannel(CHANNEL)
  }
  const allow = (): void => {
    allowUnheard()
    discord.platform.updateChannel(CHANNEL)
  }
  /** What whoever subscribed here was told in private. */
  const toldInPrivate = (): readonly string[] =>
    discord.platform.toldInPrivate(MANAGER).map(({ id }) => discord.shownOf(id).text)
  return {
    discord,
    here,
    pass,
    paused,
    forbid,
    allow,
    forbidUnheard,
    allowUnheard,
    toldInPrivate,
    async [Symbol.asyncDispose]() {
      await here[Symbol.asyncDispose]()
      await china.close()
      await discord[Symbol.asyncDispose]()
    },
  }
}

describe('a place that is lost', () => {
  test('pauses what is subscribed there, and coming back within thirty days brings one catch-up digest each', async () => {
    await using channel = await aSubscribedChannel()
    const { discord, pass } = channel
    const before = discord.channel().length

    channel.forbid()
    await channel.paused('permission-lost')
    for (let day = 0; day < 3; day += 1) await pass(DAY_HOURS)
    expect(discord.platform.posted()).toHaveLength(before)

    channel.allow()
    await channel.paused(undefined)
    await channel.here.tick()
    const caughtUp = discord.channel().slice(before)
    expect(caughtUp).toHaveLength(2)
    for (const { text } of caughtUp) expect(text.match(/call, 2\d April/g)).toHaveLength(3)
    await channel.here.tick()
    expect(discord.channel()).toHaveLength(before + 2)

    await pass(1)
    expect(discord.channel()).toHaveLength(before + 3)
  })

  test('is told in private, once, to whoever subscribed there; the operator hears how many and where', async () => {
    await using channel = await aSubscribedChannel()
    const { discord, here } = channel

    channel.forbid()
    await channel.paused('permission-lost')
    await discord.until(() => channel.toldInPrivate().length === 1)
    const [text = ''] = channel.toldInPrivate()
    expect(text).toContain(`<#${CHANNEL}>`)
    expect(text).toContain('Attaché may not post there any more. If that changes within 30 days it goes on by itself')
    expect(text).toContain('Subscription 1 is paused: Readouts with Kazakhstan as a party; at once.')
    expect(text).toContain('Subscription 2 is paused: Readouts with China as a party; daily 08:00')

    channel.allow()
    await channel.paused(undefined)
    channel.forbid()
    await channel.paused('permission-lost')
    expect(channel.toldInPrivate()).toHaveLength(1)
    expect(await tellOperator(here.app, undefined)).toContain(
      `2 subscriptions paused since Attaché may not post there (discord:${GUILD}:${CHANNEL})`,
    )
  })

  test('of which only a message that is refused tells is told in private just so, once, and is back when one is taken', async () => {
    await using channel = await aSubscribedChannel()
    const { discord, pass } = channel
    const before = discord.channel().length

    channel.forbidUnheard()
    await pass(1)
    await channel.paused('permission-lost')
    const [text, ...more] = channel.toldInPrivate()
    expect(text).toContain('Attaché may not post there any more. If that changes within 30 days it goes on by itself')
    expect(text).toContain('Subscription 2 is paused: Readouts with China as a party; daily 08:00')
    expect(more).toEqual([])
    for (let day = 0; day < 2; day += 1) await pass(DAY_HOURS)
    expect(channel.toldInPrivate()).toHaveLength(1)
    expect(discord.channel()).toHaveLength(before)

    channel.allowUnheard()
    await pass(1)
    await channel.paused(undefined)
    await channel.here.tick()
    expect(discord.channel().length).toBeGreaterThan(before + 1)
    expect(channel.here.faults).toEqual([])
  })

  test('of which only an unknown channel tells is told in private as one that was deleted', async () => {
    await using channel = await aSubscribedChannel()
    channel.discord.platform.channels.delete(CHANNEL)
    await channel.pass(1)
    await channel.paused('channel-deleted')
    expect(channel.toldInPrivate()).toEqual([expect.stringContaining('That place was deleted: nothing more is posted')])
  })

  test('and is gone is told by its name, which does nothing', async () => {
    await using channel = await aSubscribedChannel()
    Object.assign(channel.discord.platform.channels.get(CHANNEL) ?? {}, { name: 'desk-<@&1>' })
    channel.discord.platform.updateChannel(CHANNEL)
    channel.discord.platform.deleteChannel(CHANNEL)
    await channel.discord.until(() => channel.toldInPrivate().length)
    expect(channel.toldInPrivate()).toEqual([expect.stringContaining('“desk-<@&1>” was deleted: nothing more')])
    const [message] = channel.discord.platform.toldInPrivate(MANAGER)
    expect(JSON.stringify(message?.components)).toContain('desk-\\\\<@&1>')
  })

  test('is told to nobody who takes no messages, and nothing is made of that', async () => {
    await using channel = await aSubscribedChannel()
    const { discord, here } = channel
    discord.platform.closed.add(MANAGER)
    discord.platform.deleteChannel(CHANNEL)
    await channel.paused('channel-deleted')
    await discord.until(() => discord.platform.received('POST', /\/channels\/9\d+\/messages$/).length > 0)
    expect(discord.platform.toldInPrivate(MANAGER)).toEqual([])
    expect(here.faults).toEqual([])
    expect(await tellOperator(here.app, undefined)).toContain('paused since the channel was deleted')
    here.clock.advance(8 * DAY_HOURS * HOUR_MS)
    expect((await tellOperator(here.app, undefined)) ?? '').not.toContain('deleted')
  })

  test('that comes back after longer stays paused, until a person resumes it', async () => {
    await using channel = await aSubscribedChannel()
    const { discord } = channel
    channel.forbid()
    await channel.paused('permission-lost')
    channel.here.clock.advance(31 * DAY_HOURS * HOUR_MS)

    channel.allow()
    await discord.until(() => discord.platform.permissionsIn(CHANNEL, BOT) & BIT.viewChannel)
    const listed = await discord.ask('subscriptions', {}, 'manager')
    expect(listed.text).toContain('(paused since Attaché may not post here)')
    await channel.paused('permission-lost')
  })
})

test('after a removal it asks first: nothing is posted before a person resumes', async () => {
  await using channel = await aSubscribedChannel()
  const { discord, pass } = channel
  discord.platform.remove(GUILD)
  await channel.paused('removed')
  await pass(DAY_HOURS)

  discord.platform.join(GUILD)
  await discord.until(() => discord.platform.gateway.isOpen())
  await pass(DAY_HOURS)
  const before = discord.channel().length
  const listed = await discord.ask('subscriptions', {}, 'manager')
  expect(listed.text).toContain('(paused since Attaché was removed)')
  await channel.paused('removed')
  expect(discord.channel()).toHaveLength(before)

  const resumed = await discord.press(listed, 'Resume 1', 'manager')
  expect(resumed.text).toContain('What it missed comes in one digest.')
  await discord.until(() => discord.channel().length === before + 1)
  await channel.here.tick()
  const [, catchUp, ...more] = discord.channel().slice(before)
  expect(catchUp?.text.match(/call, 2\d April/g)).toHaveLength(2)
  expect(more).toEqual([])
})
