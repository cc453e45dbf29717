import { describe, expect, test } from 'vitest'
import { homeView } from '../../../src/chat/slack/home.ts'
import { COMMANDS } from '../../../src/commands/spec.ts'
import { actingIn, faultsOfView, textOf } from '../../fakes/slack-rules.ts'
import { ADMIN, CHANNEL, ELSEWHERE, PRIVATE, READER } from '../../fakes/slack-state.ts'
import { MISCHIEF } from './mischief.ts'
import { listening } from './listening.ts'

const LISTED = [
  { channel: CHANNEL, number: 1, text: '1: Readouts with Ruritania as a party; daily 08:00 Baku', paused: false },
  { channel: ELSEWHERE, number: 1, text: '1: Readouts on trade; at once', paused: true },
  { channel: PRIVATE, number: 1, text: '1: Readouts on aid; at once', paused: false },
]

const opened = (user: string) => ({ type: 'app_home_opened', user, tab: 'home', channel: 'D0' })

describe('the Home tab', () => {
  test('lists what is subscribed in the channels that the person is in', async () => {
    await using here = await listening({ listed: LISTED })
    await here.platform.event(opened(READER))
    await here.platform.until(() => here.platform.homes.has(READER))
    const text = textOf(here.platform.homes.get(READER))
    expect(text).toContain('#desk')
    expect(text).toContain('#elsewhere')
    expect(text).not.toContain('Readouts on aid')
    expect(text).not.toContain('more in channels')
  })

  test('tells admins how many there are in channels that they are not in', async () => {
    await using here = await listening({ listed: LISTED })
    await here.platform.event(opened(ADMIN))
    await here.platform.until(() => here.platform.homes.has(ADMIN))
    expect(textOf(here.platform.homes.get(ADMIN))).toContain('1 more in channels that you are not in.')
  })

  test('pauses, resumes and removes, each in its channel, as the person may there; then it is shown anew', async () => {
    await using here = await listening({ listed: LISTED })
    await here.platform.event(opened(READER))
    await here.platform.until(() => here.platform.homes.has(READER))
    const home = { id: 'V0', type: 'home', callback_id: '', private_metadata: '' }
    const press = { action_id: `1.open.turn.${ELSEWHERE}.1`, value: `${ELSEWHERE}:resume 1` }
    await here.platform.pressInView(press, home)
    await here.platform.until(() => here.platform.called('views.publish').length === 2)
    expect(here.asked).toMatchObject([
      { asked: { words: 'resume 1' }, caller: { at: { channel: ELSEWHERE }, mayManage: true } },
    ])
    expect(textOf([...here.platform.modals.values()])).toContain('Ruritania, newest first')
  })

  test('claims nothing where nobody keeps a list', () => {
    const view = homeView({ commands: COMMANDS, channels: [], listed: undefined, others: undefined })
    expect(textOf(view)).not.toContain('subscribed in the channels')
  })

  test('keeps every rule of Slack’s and does nothing by itself, however much there is', () => {
    for (const count of [0, 1, 200]) {
      const listed = Array.from({ length: count }, (_, n) => ({
        channel: CHANNEL,
        number: n + 1,
        text: MISCHIEF[n % MISCHIEF.length] ?? '',
        paused: n % 2 === 0,
      }))
      const channels = [{ id: CHANNEL, name: '<!channel>' }]
      const view = homeView({ commands: COMMANDS, channels, listed, others: count })
      expect(faultsOfView(view)).toEqual([])
      expect(actingIn(view)).toEqual([])
    }
  })
})
