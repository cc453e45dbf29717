import { describe, expect, test } from 'vitest'
import type { PlaceEvent } from '../../../src/chat/adapter.ts'
import { here, manager, openBot, saidIn } from './bot.ts'

const signal = new AbortController().signal

describe('how much one person may ask', () => {
  test('is twenty commands a minute, counted for each person and workspace', async () => {
    await using it = await openBot()
    for (let count = 0; count < 20; count += 1) await it.ask('help')

    expect(await it.ask('help')).toEqual({
      kind: 'refusal',
      text: 'That was a lot at once: ask again in 60 seconds.',
      choices: [],
    })
    expect(await it.ask('help', { user: 'U2' })).toMatchObject({ kind: 'answer' })
    expect(await it.ask('help', { at: { ...here, workspace: 'G2' } })).toMatchObject({ kind: 'answer' })

    it.clock.advance(60_001)
    expect(await it.ask('help')).toMatchObject({ kind: 'answer' })
  })
})

describe('completing', () => {
  const complete = async (it: Awaited<ReturnType<typeof openBot>>, command: string, option: string, typed: string) =>
    (await it.bot.complete({ command, option, typed, others: {} }, manager, signal)).map(({ label, value }) => [
      label,
      value,
    ])

  test('countries and topics by name', async () => {
    await using it = await openBot()

    expect(await complete(it, 'latest', 'country', 'kaz')).toContainEqual(['Kazakhstan', 'KZ'])
    expect(await complete(it, 'timeline', 'topic', 'tai')).toEqual([['Taiwan', 'taiwan']])
    expect(await complete(it, 'nonsense', 'topic', 'tai')).toEqual([])
  })

  test('readouts by id, parties, people or title, newest first; an id of one’s own is kept', async () => {
    await using it = await openBot()
    await it.keep({ name: 'talks', principals: ['Aidar Sample'] })
    const id = await it.idOf('talks')

    const [found] = await complete(it, 'show', 'id', 'aidar')

    expect(found).toEqual([expect.stringMatching(`^${id} · China – Azerbaijan · talks, 23 April`), id])
    expect(await complete(it, 'show', 'id', 'bcdf')).toEqual([['bcdf', 'bcdf']])
  })

  test('phrases that are known, and the one that is typed', async () => {
    await using it = await openBot()

    expect(await complete(it, 'precedent', 'phrase', 'win')).toEqual([
      ['win-win cooperation', 'win-win cooperation'],
      ['win', 'win'],
    ])
  })

  test('subscriptions of this place by number', async () => {
    await using it = await openBot()
    await it.ask('subscribe kazakhstan')

    expect(await complete(it, 'pause', 'number', '')).toEqual([
      ['1: Readouts with Kazakhstan as a party; daily 08:00 Baku', '1'],
    ])
  })
})

describe('an overview', () => {
  test('lists what is subscribed in the channels that are named, and counts the others of the workspace', async () => {
    await using it = await openBot()
    await it.ask('subscribe kazakhstan')
    await it.ask('subscribe azerbaijan', { at: { ...here, channel: 'C2' } })
    await it.ask('subscribe france', { at: { ...here, workspace: 'G2' } })
    await it.ask('pause')

    expect(await it.bot.overview?.({ platform: 'discord', workspace: 'G1' }, ['C1'], signal)).toEqual({
      listed: [
        {
          channel: 'C1',
          number: 1,
          text: 'Readouts with Kazakhstan as a party; daily 08:00 Baku (paused by a person)',
          paused: true,
        },
      ],
      others: 1,
    })
  })
})

describe('what happens to a place', () => {
  const event = (kind: PlaceEvent['kind'], at: PlaceEvent['at'] = here): PlaceEvent => ({ kind, at })

  test('a lost permission pauses what posts there, and its return resumes it', async () => {
    await using it = await openBot()
    await it.ask('subscribe kazakhstan')
    await it.ask('subscribe azerbaijan', { at: { ...here, channel: 'C2' } })

    await it.bot.lifecycle(event('permission-lost'))
    expect(saidIn(await it.ask('subscriptions'))).toContain('(paused since Attaché may not post here)')
    expect(saidIn(await it.ask('subscriptions', { at: { ...here, channel: 'C2' } }))).not.toContain('paused')

    it.clock.advance(29 * 86_400_000)
    await it.bot.lifecycle(event('permission-back'))
    expect(saidIn(await it.ask('subscriptions'))).not.toContain('paused')
    expect((await it.store.audit(10)).map(({ what, who }) => [what, who]).slice(0, 2)).toEqual([
      ['resume', undefined],
      ['pause', undefined],
    ])
  })

  test('after 30 days, or after a removal, nothing resumes by itself: a person is asked to', async () => {
    await using it = await openBot()
    await it.ask('subscribe kazakhstan')
    await it.bot.lifecycle(event('archived'))
    it.clock.advance(31 * 86_400_000)
    await it.bot.lifecycle(event('unarchived'))
    expect(saidIn(await it.ask('subscriptions'))).toContain('[resume 1]')

    await it.ask('resume 1')
    await it.bot.lifecycle({ kind: 'workspace-removed', at: { platform: 'discord', workspace: 'G1' } })
    await it.bot.lifecycle(event('joined', { platform: 'discord', workspace: 'G1' }))
    expect(saidIn(await it.ask('subscriptions'))).toContain('(paused since Attaché was removed)')
    expect(await it.ask('resume 1')).toMatchObject({ kind: 'done' })
  })

  test('a deleted channel takes its threads with it; an archived thread is alone', async () => {
    await using it = await openBot()
    const thread = { ...here, thread: 'T1' }
    await it.ask('subscribe kazakhstan')
    await it.ask('subscribe azerbaijan', { at: thread })

    await it.bot.lifecycle(event('archived', thread))
    expect(saidIn(await it.ask('subscriptions'))).not.toContain('paused')
    expect(saidIn(await it.ask('subscriptions', { at: thread }))).toContain('paused since the channel was archived')

    await it.bot.lifecycle(event('channel-deleted'))
    expect(saidIn(await it.ask('subscriptions'))).toContain('paused since the channel was deleted')
  })

  test('a channel that is closed to posting may have an open thread', async () => {
    await using it = await openBot()
    const thread = { ...here, thread: 'T1' }
    await it.ask('subscribe kazakhstan')
    await it.ask('subscribe azerbaijan', { at: thread })

    await it.bot.lifecycle(event('permission-lost'))

    expect(saidIn(await it.ask('subscriptions'))).toContain('paused')
    expect(saidIn(await it.ask('subscriptions', { at: thread }))).not.toContain('paused')
  })

  test('another workspace’s event changes nothing here', async () => {
    await using it = await openBot()
    await it.ask('subscribe kazakhstan')

    await it.bot.lifecycle(event('channel-deleted', { ...here, workspace: 'G2' }))

    expect(saidIn(await it.ask('subscriptions'))).not.toContain('paused')
  })
})
