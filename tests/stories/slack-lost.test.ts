import { expect, test } from 'vitest'
import { tellOperator } from '../../src/pipeline/operator.ts'
import { feedSource } from '../cli/fiction.ts'
import { startMinistry } from '../fakes/ministry.ts'
import { textOf } from '../fakes/slack-rules.ts'
import { ADMIN, BOT, CHANNEL, TEAM } from '../fakes/slack-state.ts'
import { aCall, chinaBefore } from './fiction.ts'
import { anInstallation } from './installation.ts'
import { slackInStory } from './slack.ts'

const HOUR_MS = 3_600_000

/** A channel that subscribed twice, and what whoever did was told in private. */
async function aSubscribedChannel() {
  const slack = await slackInStory()
  const china = await startMinistry()
  china.feed('/feed', [chinaBefore])
  const source = feedSource('cn-ministry', 'CN', `${china.baseUrl}/feed`)
  const here = await anInstallation(`sources:\n${source}`, slack.environment)
  await here.begin()
  await slack.invite()
  await slack.ask('subscribe', { countries: 'china', when: 'instant' }, 'manager')
  await slack.ask('subscribe', { countries: 'kazakhstan', when: 'daily 08:00' }, 'manager')
  const place = { platform: 'slack', workspace: TEAM, channel: CHANNEL }
  return {
    slack,
    here,
    told: () => slack.platform.messages.filter(({ channel }) => channel === ADMIN).map(({ blocks }) => textOf(blocks)),
    async paused(reason: string | undefined) {
      const reasons = async () => (await here.app.store.subscriptionsIn(place)).map(({ pausedReason }) => pausedReason)
      await expect.poll(reasons).toEqual([reason, reason])
    },
    async pass(ms: number) {
      here.clock.advance(ms)
      slack.setTime(here.clock.now())
      china.feed('/feed', [aCall(here.clock.now(), 1), chinaBefore])
      await here.tick()
    },
    async [Symbol.asyncDispose]() {
      await here[Symbol.asyncDispose]()
      await china.close()
      await slack[Symbol.asyncDispose]()
    },
  }
}

test('whoever subscribed a place that is lost is told in private, once, by the scopes that the app has anyway', async () => {
  await using channel = await aSubscribedChannel()
  const { slack, here, told, paused } = channel
  const left = { type: 'member_left_channel', user: BOT.user, channel: CHANNEL }
  slack.platform.channels.get(CHANNEL)?.members.delete(BOT.user)
  await slack.platform.event(left)
  await paused('permission-lost')
  await slack.until(() => told().length === 1)
  const [text = ''] = told()
  const [raw] = slack.platform.messages.filter((message) => message.channel === ADMIN)
  expect(JSON.stringify(raw?.blocks)).toContain(`{"type":"channel","channel_id":"${CHANNEL}"}`)
  expect(text).toContain('Attaché may not post there any more. If that changes within 30 days it goes on by itself')
  expect(text).toContain('Subscription 1 is paused: Readouts with China as a party; at once.')
  expect(text).toContain('Subscription 2 is paused: Readouts with Kazakhstan as a party; daily 08:00')

  await slack.platform.event({ type: 'member_joined_channel', user: BOT.user, channel: CHANNEL })
  await paused(undefined)
  await slack.platform.event(left)
  await paused('permission-lost')
  expect(told()).toHaveLength(1)
  expect(here.faults).toEqual([])
})

test('of a place that only a refused message shows to be lost they are told just so', async () => {
  await using channel = await aSubscribedChannel()
  channel.slack.platform.channels.get(CHANNEL)?.members.delete(BOT.user)
  await channel.pass(HOUR_MS)
  await channel.paused('permission-lost')
  expect(channel.told()).toEqual([expect.stringContaining('Attaché may not post there any more')])
  expect(channel.here.faults).toEqual([])
})

test('where the app has no Messages tab nobody is told but the operator, and nothing is made of it', async () => {
  await using channel = await aSubscribedChannel()
  const { slack, here, told, paused } = channel
  slack.platform.withoutMessages.add(ADMIN)
  await slack.platform.event({ type: 'channel_archive', channel: CHANNEL })
  await paused('archived')
  await slack.until(() => slack.platform.called('chat.postMessage').some(({ channel: to }) => to === ADMIN))
  expect(told()).toEqual([])
  expect(here.faults).toEqual([])
  expect(await tellOperator(here.app, undefined)).toContain(`slack:${TEAM}:${CHANNEL}`)
})
