import { expect, test } from 'vitest'
import { BIT, CHANNEL, MANAGER, THREAD } from '../fakes/discord-state.ts'
import { discordInStory } from './discord.ts'
import { chinaOnKazakhstan, chinaOnKazakhstanLater } from './fiction.ts'
import { anInstallation } from './installation.ts'
import { describeStory, openScene } from './story.ts'

describeStory('discord', discordInStory)

test('discord: while a phrase is typed, those of the texts are offered, and the typed one last', async () => {
  await using discord = await discordInStory()
  await using _here = await anInstallation('sources: []\n', discord.environment)
  await discord.invite()
  const typing = discord.platform.type('precedent', 'phrase', 'one china p')
  await discord.until(() => typing.choices)
  expect(typing.choices?.map(({ value }) => value)).toEqual(['one-China principle', 'one-China policy', 'one china p'])
})

test('discord: as much may be subscribed as the settings allow', async () => {
  await using discord = await discordInStory()
  const environment = { ...discord.environment, ATTACHE_SUBSCRIPTIONS_PER_CHANNEL: '1' }
  await using _here = await anInstallation('sources: []\n', environment)
  await discord.invite()
  await discord.ask('subscribe', { countries: 'kazakhstan' }, 'manager')
  const refused = await discord.ask('subscribe', { countries: 'uzbekistan' }, 'manager')
  expect(refused.text).toContain('This channel has 1 subscription, which is the most.')
})

test('discord: what a thread or a forum post subscribes is its own, waits while that is archived, and comes after', async () => {
  await using scene = await openScene(discordInStory)
  const { platform: discord, here } = scene
  const { platform } = discord
  await here.begin()
  await discord.invite()
  discord.setTime(here.clock.now())
  const inThread = { user: MANAGER, permissions: BIT.manageThreads, channel: THREAD }
  const asked = platform.command('readout-manage', 'subscribe', { countries: 'kazakhstan', when: 'instant' }, inThread)
  await discord.until(() => asked.original?.components.length && platform.posted(THREAD).length === 1)
  const listed = await discord.ask('subscriptions', {}, 'manager')
  expect(listed.text).toContain('Nothing is subscribed here.')

  await scene.pass(3, ['CN', chinaOnKazakhstan])
  expect(platform.posted(THREAD)).toHaveLength(2)
  const archive = async (archived: boolean): Promise<void> => {
    Object.assign(platform.channels.get(THREAD) ?? {}, { archived })
    platform.updateChannel(THREAD)
    const reasons = async () => (await here.app.store.subscriptions()).map(({ pausedReason }) => pausedReason)
    await expect.poll(reasons).toEqual([archived ? 'archived' : undefined])
  }
  await archive(true)
  await scene.pass(24, ['CN', chinaOnKazakhstanLater])
  expect(platform.posted(THREAD)).toHaveLength(2)
  await archive(false)
  await here.tick()
  expect(platform.posted(THREAD)).toHaveLength(3)
  expect(platform.posted(CHANNEL)).toEqual([])
  expect(here.faults).toEqual([])
})
