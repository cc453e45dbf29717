import { expect, test } from 'vitest'
import { faultsOfRequest, openApiFaults } from '../fakes/discord-openapi.ts'
import { BIT, BOT, CHANNEL, MANAGER } from '../fakes/discord-state.ts'
import { discordInStory } from './discord.ts'
import { chinaOnKazakhstan, kazakhstanOnChina } from './fiction.ts'
import { openScene } from './story.ts'

/** Look-ups, managing and slips, of which each is answered in another form. */
const ASKED = [
  ['help', {}],
  ['latest', { country: 'kazakhstan' }],
  ['latest', { country: 'georgia' }],
  ['latest', { country: 'kazahkstan' }],
  ['country', { country: 'kazakhstan' }],
  ['timeline', { country: 'kazakhstan' }],
  ['search', { words: 'one-China' }],
  ['precedent', { phrase: 'one-China principle' }],
  ['since', { date: 'monday' }],
  ['since', { date: 'monday', form: 'csv' }],
  ['subscriptions', {}],
  ['preview', { number: '1' }],
  ['sources', {}],
  ['subscribe', { countries: 'uzbekistan', when: 'every blue moon' }],
  ['change', { number: '2', when: 'weekly mon 08:00' }],
  ['pause', { number: '2' }],
  ['unsubscribe', {}],
] as const

test.runIf(openApiFaults)('everything that is sent fits Discord’s own description of its API', async () => {
  await using scene = await openScene(discordInStory)
  const { platform: discord, here } = scene
  const { platform } = discord
  await here.begin()
  await discord.invite()
  discord.setTime(here.clock.now())
  await discord.ask('subscribe', { countries: 'kazakhstan', when: 'instant' }, 'manager')
  await discord.ask('subscribe', { countries: 'kazakhstan', topics: 'taiwan', when: 'daily 08:00' }, 'manager')
  await scene.pass(3, ['CN', chinaOnKazakhstan])
  const alert = discord.channel().at(-1)
  const id = /so far · ([a-z]{4,6})/.exec(alert?.text ?? '')?.[1] ?? ''
  await scene.pass(1, ['KZ', kazakhstanOnChina])
  await here.desk.run('retract', `${id}#1`, '--reason', 'wrong-claim', '--says', 'Kazakhstan took note.')
  await scene.pass(0)
  for (const hours of [20, 0]) await scene.pass(hours)

  for (const [name, options] of ASKED) await discord.ask(name, options, 'manager')
  here.clock.advance(60_000)
  for (const name of ['show', 'compare', 'diff', 'why', 'report'] as const) await discord.ask(name, { id }, 'reader')
  const shown = await discord.ask('show', { id }, 'reader')
  await discord.press(shown, 'Why here?', 'reader')
  platform.press(platform.messages.find((one) => one.id === shown.id) ?? fail(), 'Share', {})
  await discord.until(() => discord.channel().some(({ text }) => text.includes('Shared by')))
  await discord.openForm(1, 'manager')
  const typing = platform.type('latest', 'country', 'kaz')
  await discord.until(() => typing.choices)
  await discord.readThis('see https://mfa.ruritania.example/news/1', 'reader')
  platform.channels.get(CHANNEL)?.overwrites.push({ id: BOT, type: 1, allow: '0', deny: String(BIT.viewChannel) })
  platform.updateChannel(CHANNEL)
  await discord.until(() => platform.toldInPrivate(MANAGER).length)

  const sent = platform.requests.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/commands'))
  expect(sent.length).toBeGreaterThan(60)
  expect(sent.flatMap(faultsOfRequest)).toEqual([])
})

const fail = (): never => {
  throw new Error('the answer is gone')
}
