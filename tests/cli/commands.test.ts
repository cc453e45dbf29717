import { expect, test } from 'vitest'
import { COMMANDS, commandsOffered } from '../../src/commands/spec.ts'
import { startDiscord } from '../fakes/discord.ts'
import { aDesk } from './desk.ts'

test('commands registers them with Discord where they have changed, and else leaves them alone', async () => {
  await using discord = await startDiscord()
  await using desk = await aDesk('sources: []\n', undefined, {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
  })
  expect(await desk.run('commands')).toMatchObject({ code: 0, out: 'discord: registered anew\n' })
  expect(await desk.run('commands')).toMatchObject({ code: 0, out: 'discord: unchanged\n' })
  expect(discord.requests.map(({ method }) => method)).toEqual(['GET', 'PUT', 'GET'])
  expect(JSON.stringify(discord.commands())).not.toContain('"name":"model"')
  expect(commandsOffered(false).length).toBeLessThan(COMMANDS.length)
})

test('commands says so where no platform keeps a list of them', async () => {
  await using desk = await aDesk('sources: []\n')
  expect(await desk.run('commands')).toMatchObject({
    code: 0,
    out: 'no platform that keeps a list of commands is configured\n',
  })
})
