import { describe, expect, test } from 'vitest'
import type { TextChange } from '../../src/domain/news.ts'
import { retractPoint } from '../../src/pipeline/retract.ts'
import { post } from '../../src/pipeline/rounds.ts'
import { aKeepInput, aReading, aSubscription } from '../builders.ts'
import { editablePlatform } from '../fakes/editable-platform.ts'
import { signed } from './changes.ts'
import { planPorts } from './ports.ts'

// `XA` (Ruritania) and `XB` (Syldavia) are fiction, and so is all that is said for them.

const never = new AbortController().signal
const HOUR_MS = 3_600_000
const url = 'https://mfa.ruritania.example/news/1'
const LINE = /^Text: edited since, (.*)$/m

/** Channels that are told at once of what Ruritania writes, on a platform where messages can be changed. */
async function aDesk(...channels: readonly string[]) {
  const platform = editablePlatform()
  const ports = await planPorts(platform.adapter)
  for (const channel of channels) {
    const destination = { platform: 'terminal', workspace: 'local', channel }
    const createdAt = ports.clock.now()
    await ports.store.addSubscription(aSubscription({ destination, createdAt, schedule: { kind: 'instant' } }))
  }
  ports.clock.advance(1_000)
  const desk = {
    platform,
    ports,
    post: () => post(ports, never),
    /** Keeps the text, or its next edition. */
    async keep(text = 'The first edition.', changes: readonly TextChange[] = []) {
      ports.clock.advance(1)
      await ports.store.keep(
        aKeepInput({
          fetched: { url, text, publishedAt: new Date('2025-04-24T02:00:00Z') },
          fetchedAt: ports.clock.now(),
          reading: aReading({ date: '2025-04-23' }),
          changes,
        }),
      )
    },
    /** The item as the channel's first message shows it now. */
    first: (channel = channels[0]) => platform.posts().filter((message) => message.channel === channel)[1],
    /** The days of the marks in it. */
    marks: (channel = channels[0]) => {
      const text = desk.first(channel)?.text ?? ''
      return text.split('\n').flatMap((line) => LINE.exec(line)?.[1] ?? [])
    },
  }
  return desk
}

describe('where a channel is told of an edit', () => {
  test('its first message of the text is marked with the day, once, and says all else as it did', async () => {
    const desk = await aDesk('one')
    await desk.keep()
    await desk.post()
    const before = desk.first()?.text
    desk.ports.clock.advance(HOUR_MS)
    await desk.keep('The second edition.', [signed(12, 13)])
    await desk.post()
    await desk.post()
    expect(desk.marks()).toEqual(['24 April 2025'])
    expect(
      desk
        .first()
        ?.text.split('\n')
        .filter((line) => !LINE.test(line))
        .join('\n'),
    ).toBe(before)
    expect(desk.first()?.forms).toHaveLength(2)
    expect(desk.platform.notes().length).toBeGreaterThan(0)
  })

  test('the mark has the day of the last edit that it was told of', async () => {
    const desk = await aDesk('one')
    await desk.keep()
    await desk.post()
    await desk.keep('The second edition.', [signed(12, 13)])
    await desk.post()
    desk.ports.clock.advance(30 * HOUR_MS)
    await desk.keep('The third edition.', [signed(13, 14)])
    await desk.post()
    expect(desk.marks()).toEqual(['25 April 2025'])
  })

  test('each channel has its own first message marked; one that had nothing has none', async () => {
    const desk = await aDesk('one', 'two')
    await desk.keep()
    await desk.post()
    const destination = { platform: 'terminal', workspace: 'local', channel: 'late' }
    const createdAt = desk.ports.clock.now()
    await desk.ports.store.addSubscription(aSubscription({ destination, createdAt, schedule: { kind: 'instant' } }))
    await desk.keep('The second edition.', [signed(12, 13)])
    await desk.post()
    expect([desk.marks('one'), desk.marks('two')]).toEqual([['24 April 2025'], ['24 April 2025']])
    expect(desk.platform.messages.filter(({ channel }) => channel === 'late')).toEqual([])
  })

  test('an edit of nothing that is reported marks nothing', async () => {
    const desk = await aDesk('one')
    await desk.keep()
    await desk.post()
    await desk.keep('The second edition.')
    desk.ports.clock.advance(2 * HOUR_MS)
    await desk.post()
    expect(desk.marks()).toEqual([])
    expect(desk.first()?.forms).toHaveLength(1)
  })

  test('a point that is struck stays struck when the message is marked, and the mark stays when another is struck', async () => {
    const desk = await aDesk('one')
    await desk.keep()
    await desk.post()
    const retract = async () => {
      const kept = await desk.ports.store.find(`id of ${url}`)
      const [point] = aReading().keyPoints
      if (!kept || !point) throw new Error('nothing is kept')
      await retractPoint(desk.ports, { kept, point }, { reason: 'wrong-claim' })
    }
    await retract()
    await desk.post()
    expect(desk.first()?.text).toContain('✗')
    await desk.keep('The second edition.', [signed(12, 13)])
    await desk.post()
    expect(desk.first()?.text).toContain('✗')
    expect(desk.marks()).toEqual(['24 April 2025'])
  })

  test.each(Array.from({ length: 14 }, (_, n) => n + 1))(
    'a crash in the %i. call leaves no message unmarked and none marked twice',
    async (call) => {
      const desk = await aDesk('one', 'two')
      await desk.keep()
      await desk.post()
      await desk.keep('The second edition.', [signed(12, 13)])
      desk.platform.crashIn(call)
      await desk.post().catch(() => undefined)
      // What a dead worker had claimed is free after two minutes.
      desk.ports.clock.advance(3 * 60_000)
      await desk.post()
      expect([desk.marks('one'), desk.marks('two')]).toEqual([['24 April 2025'], ['24 April 2025']])
    },
  )
})
