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
