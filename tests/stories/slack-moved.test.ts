import { expect, test } from 'vitest'
import { feedSource } from '../cli/fiction.ts'
import { startMinistry } from '../fakes/ministry.ts'
import { CHANNEL, TEAM } from '../fakes/slack-state.ts'
import { aCall, chinaBefore } from './fiction.ts'
import { anInstallation } from './installation.ts'
import { slackInStory } from './slack.ts'

const SHARED = 'C0SHAREDDESK'

test('a channel that is shared with another organisation gets its alerts under its new id, what failed meanwhile too', async () => {
  await using slack = await slackInStory()
  const china = await startMinistry()
  china.feed('/feed', [chinaBefore])
  const source = feedSource('cn-ministry', 'CN', `${china.baseUrl}/feed`)
  await using here = await anInstallation(`sources:\n${source}`, slack.environment)
  await here.begin()
  await slack.invite()
  await slack.ask('subscribe', { countries: 'china', when: 'instant' }, 'manager')
  const { channels, messages } = slack.platform
  const desk = channels.get(CHANNEL)
  if (!desk) throw new Error('there is no such channel')
  channels.delete(CHANNEL)
  channels.set(SHARED, { ...desk, id: SHARED, is_ext_shared: true })

  here.clock.advance(3_600_000)
  slack.setTime(here.clock.now())
  china.feed('/feed', [aCall(here.clock.now(), 1), chinaBefore])
  await here.tick()
  const there = { platform: 'slack', workspace: TEAM, channel: SHARED }
  expect(await here.app.store.subscriptionsIn({ ...there, channel: CHANNEL })).toMatchObject([
    { pausedReason: 'permission-lost' },
  ])

  await slack.platform.event({ type: 'channel_id_changed', old_channel_id: CHANNEL, new_channel_id: SHARED })
  await expect
    .poll(async () => (await here.app.store.subscriptionsIn(there)).map(({ pausedReason }) => pausedReason))
    .toEqual([undefined])
  here.clock.advance(3_700_000)
  slack.setTime(here.clock.now())
  await here.tick()

  expect(messages.filter(({ channel }) => channel === SHARED)).toHaveLength(1)
  await china.close()
})
