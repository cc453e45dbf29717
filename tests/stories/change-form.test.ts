import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { feedSource } from '../cli/fiction.ts'
import { discordInStory } from './discord.ts'
import { anInstallation, type Installation } from './installation.ts'
import type { StoryPlatform } from './platform.ts'
import { slackInStory } from './slack.ts'

describe.each([
  ['slack', slackInStory],
  ['discord', discordInStory],
])('the form that changes a subscription on %s', (name, start: () => Promise<StoryPlatform>) => {
  let platform: StoryPlatform
  let here: Installation

  beforeAll(async () => {
    platform = await start()
    here = await anInstallation(
      `sources:\n${feedSource('cn-ministry', 'CN', 'http://127.0.0.1:1/feed')}`,
      platform.environment,
    )
    await platform.invite()
    platform.setTime(here.clock.now())
    await platform.ask('subscribe', { countries: 'kazakhstan', when: 'daily 18:00', topics: 'taiwan' }, 'manager')
  }, 60_000)

  afterAll(async () => {
    await here[Symbol.asyncDispose]()
    await platform[Symbol.asyncDispose]()
  })

  const subscription = async () => {
    const [first] = (await here.app.store.subscriptions()).filter(({ destination }) => destination.platform === name)
    return first
  }

  test('holds what stands, changes what is changed, and takes away what is emptied', async () => {
    const form = await platform.openForm(1, 'manager')
    expect(form.filled).toMatchObject({
      countries: 'Kazakhstan',
      when: expect.stringContaining('daily 18:00'),
      phrases: '',
    })

    const shown = await form.send({ topics: '', phrases: 'tariff war\none-China principle' }, 'manager')
    expect(shown.text).toContain('Changed: subscription 1')
    expect(await subscription()).toMatchObject({
      countries: ['KZ'],
      topics: [],
      phrases: ['tariff war', 'one-China principle'],
      schedule: { kind: 'cron', cron: '0 18 * * *' },
    })
    await platform.until(() => platform.channel().some(({ text }) => text.includes('Changed in this channel')))
  })

  test('changes nothing for somebody who may not, whoever it was opened for', async () => {
    const form = await platform.openForm(1, 'manager')
    const before = await subscription()
    const { text } = await form.send({ countries: '' }, 'reader')
    expect(text).toContain('Only people who may manage this channel')
    expect(await subscription()).toEqual(before)
  })

  test('is not opened where there is no such subscription: that is said', async () => {
    expect((await platform.ask('change', { number: '7' }, 'manager')).text).toContain(
      'There is no subscription 7 here.',
    )
  })
})
