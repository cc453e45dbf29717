import { expect, test } from 'vitest'
import { aDesk } from '../cli/desk.ts'
import { startDiscord } from '../fakes/discord.ts'
import { discordInStory } from './discord.ts'
import { anInstallation } from './installation.ts'
import { slackInStory } from './slack.ts'

test('a platform that refuses the token pauses what is subscribed there, and the other one goes on', async () => {
  await using discord = await discordInStory()
  await using slack = await slackInStory()
  await using here = await anInstallation('sources: []\n', { ...discord.environment, ...slack.environment })
  for (const platform of [discord, slack]) {
    await platform.invite()
    platform.setTime(here.clock.now())
    await platform.ask('subscribe', { countries: 'kazakhstan' }, 'manager')
  }
  const pauses = async () =>
    (await here.app.store.subscriptions()).map((one) => [one.destination.platform, one.pausedReason])

  discord.platform.gateway.close(4004)

  await expect.poll(pauses).toEqual([
    ['discord', 'token-revoked'],
    ['slack', undefined],
  ])
  expect((await slack.ask('subscriptions', {}, 'reader')).text).toContain('1: Readouts with Kazakhstan as a party')
  expect(here.faults).toContainEqual(expect.objectContaining({ message: expect.stringContaining('code 4004') }))
})

test('where no other platform is heard, the program ends and says why', async () => {
  await using discord = await startDiscord()
  await using desk = await aDesk('sources: []\n', undefined, {
    DISCORD_TOKEN: 'MTAwMDAwMDAwMDAwMDAwMDAy.was.revoked',
    DISCORD_API_URL: discord.apiUrl,
  })
  const { code, err } = await desk.run('start')
  expect(code).toBe(1)
  expect(err).toContain('discord refused the token at login')
})
