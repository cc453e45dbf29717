import { describe, expect, test } from 'vitest'
import { chinaOnKazakhstan } from './fiction.ts'
import { discordInStory } from './discord.ts'
import { slackInStory } from './slack.ts'
import { openScene, type Scene } from './story.ts'
import type { Shown, StoryPlatform } from './platform.ts'

// A key point turns out wrong after the channel was told: the operator retracts it on the machine, and the channel sees it struck and corrected.

const HERE = { discord: discordInStory, slack: slackInStory } as const

/** The channel has subscribed and had an alert; gives it, and the words by which the operator names its key point on Taiwan. */
async function aToldChannel(scene: Scene<StoryPlatform>): Promise<{ readonly alert: Shown; readonly point: string }> {
  const { platform, here } = scene
  await here.begin()
  await platform.invite()
  platform.setTime(here.clock.now())
  await platform.ask('subscribe', { countries: 'kazakhstan', when: 'instant' }, 'manager')
  await platform.until(() => platform.channel().length === 1)
  await scene.pass(3, ['CN', chinaOnKazakhstan])
  const alert = platform.channel().at(-1)
  if (!alert) throw new Error('nobody was alerted')
  const [, id = ''] = /Only China's account so far · ([a-z]{4,6})/.exec(alert.text) ?? []
  const { out } = await here.desk.run('show', id)
  const [, number = ''] = /^ +(\d+)\. Taiwan — Kazakhstan/m.exec(out) ?? []
  return { alert, point: `${id}#${number}` }
}

const LINE = 'Taiwan — Kazakhstan, as reported by China: '

describe.each(['discord', 'slack'] as const)('on %s', (name) => {
  test('a retracted key point is struck in the message, corrected once in an answer, and restored when it is taken back', async () => {
    await using scene = await openScene<StoryPlatform>(HERE[name])
    const { platform, here } = scene
    const { alert, point } = await aToldChannel(scene)
    expect(alert.text).toContain(LINE)
    const before = platform.channel().length

    const { out } = await here.desk.run('retract', point, '--reason', 'wrong-claim', '--says', 'Kazakhstan took note.')
    expect(out).toContain(`${name}:`)
    await scene.pass(0)
    await scene.pass(1)

    const [correction, ...more] = platform.channel().slice(before)
    expect(more).toEqual([])
    expect(correction?.text).toContain(
      'Correction: we read “Kazakhstan, as reported by China, upholds the one-China principle and says that Taiwan is part of China”; the text says “Kazakhstan took note”.',
    )
    expect(correction?.replyTo).toBe(alert.id)
    expect(messageOf(platform, alert).struck).toEqual([
      'upholds the one-China principle and says that Taiwan is part of China',
    ])
    const [id = ''] = point.split('#')
    expect((await platform.ask('show', { id }, 'reader')).text).not.toContain('Taiwan — Kazakhstan')

    await here.desk.run('retract', '--undo', '1')
    await scene.pass(0)
    expect(messageOf(platform, alert)).toEqual(alert)
    const withdrawn = platform.channel().slice(before + 1)
    expect(withdrawn.map(({ text }) => text)).toEqual([expect.stringContaining('Correction withdrawn')])
    expect(here.faults).toEqual([])
  })
})

function messageOf(platform: StoryPlatform, { id }: Shown): Shown {
  const found = platform.channel().find((message) => message.id === id)
  if (!found) throw new Error('the message is gone')
  return found
}
