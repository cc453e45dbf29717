import { expect, test } from 'vitest'
import { discordInStory } from './discord.ts'
import { anInstallation } from './installation.ts'
import { describeStory } from './story.ts'

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
