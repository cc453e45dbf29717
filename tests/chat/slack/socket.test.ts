import { describe, expect, test } from 'vitest'
import { systemClock } from '../../../src/clock.ts'
import { textOf } from '../../fakes/slack-rules.ts'
import { CHANNEL, READER, TEAM } from '../../fakes/slack-state.ts'
import { type Listening, listening, startListening } from './listening.ts'

const isHeard = async ({ platform, answer }: Listening, words: string): Promise<void> => {
  const before = platform.responses.length
  expect(await platform.command(words)).toEqual({})
  await answer(before + 1)
}

/** How long an old socket is kept, and how long Slack has to say goodbye. */
const OF_CLOSING = [5_000, 500]

describe('a socket', () => {
  test('that is cut is opened again at once, and everything is heard again', async () => {
    await using here = await listening()
    here.platform.sockets.drop()
    await here.platform.until(() => here.platform.sockets.opened() === 2 && here.platform.sockets.isOpen())
    await isHeard(here, 'latest ruritania')
    expect(here.clock.slept.filter((ms) => !OF_CLOSING.includes(ms))).toEqual([])
  })

  test('that is to be renewed is kept until the next is open, so that nothing falls between', async () => {
    await using here = await listening()
    here.platform.sockets.warn()
    await here.platform.until(() => here.platform.sockets.opened() === 2 && here.platform.sockets.count() === 1)
    expect(here.platform.sockets.most()).toBe(2)
    await isHeard(here, 'latest ruritania')
    expect(here.faults).toEqual([])
  })

  test('that is warned of still brings what comes over it', async () => {
    await using here = await listening()
    here.platform.fail(/connections\.open/, 'drop')
    here.platform.sockets.warn()
    await isHeard(here, 'latest ruritania')
  })

  test('that is cut again and again is opened ever more slowly', async () => {
    await using here = await listening()
    for (let n = 2; n <= 6; n += 1) {
      here.platform.sockets.drop()
      await here.platform.until(() => here.platform.sockets.opened() === n && here.platform.sockets.isOpen())
    }
    expect(here.clock.slept).toEqual(expect.arrayContaining([1_000, 2_000, 4_000, 8_000]))
  })

  test('that held for a while is not counted as a failure', async () => {
    await using here = await listening()
    for (let n = 2; n <= 4; n += 1) {
      await isHeard(here, 'help')
      here.clock.advance(3_600_000)
      here.platform.sockets.drop()
      await here.platform.until(() => here.platform.sockets.opened() === n && here.platform.sockets.isOpen())
    }
    expect(here.clock.slept.filter((ms) => !OF_CLOSING.includes(ms))).toEqual([])
  })

  test.each([
    ['is asked to wait', { status: 429, retryAfter: 30 }, 30_000],
    ['has trouble', { error: 'internal_error' }, 1_000],
    ['gives no answer', 'drop', 1_000],
  ] as const)('is opened later where Slack %s', async (_what, failure, waitMs) => {
    await using here = await listening({ before: ({ fail }) => fail(/connections\.open/, failure) })
    expect(here.clock.slept).toContain(waitMs)
    await isHeard(here, 'latest ruritania')
  })

  test('is opened no more where the app token is refused', async () => {
    await using here = await startListening({
      before: ({ fail }) => fail(/connections\.open/, { error: 'invalid_auth' }, 9),
    })
    expect(await here.ended).toMatchObject({ failure: 'rejected', lost: 'token-revoked' })
    expect(here.platform.called('apps.connections.open')).toHaveLength(1)
  })

  test('is not left behind when we are told to stop while it is being opened', async () => {
    const gate = Promise.withResolvers<void>()
    await using here = await startListening({
      before: ({ fail }) => fail(/connections\.open/, { after: gate.promise }),
    })
    await here.platform.until(() => here.platform.called('apps.connections.open').length === 1)
    expect(await here.stop()).toBeUndefined()
    gate.resolve()
    await here.platform.until(() => here.platform.sockets.opened() === 1 && !here.platform.sockets.isOpen())
  })
})

describe('listening', () => {
  test('waits until Slack says who the bot is', async () => {
    await using here = await listening({ before: ({ fail }) => fail(/auth\.test/, { status: 503 }, 2) })
    expect(here.clock.slept.slice(0, 2)).toEqual([5_000, 10_000])
    await isHeard(here, 'latest ruritania')
  })

  test('ends where the bot token is refused', async () => {
    await using here = await startListening({
      before: ({ fail }) => fail(/auth\.test/, { error: 'account_inactive' }, 9),
    })
    expect(await here.ended).toMatchObject({ failure: 'rejected', lost: 'token-revoked' })
  })

  test('finishes what is under way when it is told to stop', async () => {
    const [begun, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    await using here = await listening({
      realClock: systemClock,
      reply: async () => {
        begun.resolve()
        await gate.promise
        return { kind: 'refusal', text: 'Almost too late.', choices: [] }
      },
    })
    await here.platform.command('latest ruritania')
    await begun.promise
    const stopped = here.stop()
    gate.resolve()
    expect(await stopped).toBeUndefined()
    expect(textOf((await here.answer())['blocks'])).toBe('Almost too late.')
  })

  test('tells at its beginning where the bot is, for it may have been invited unheard', async () => {
    await using here = await listening()
    await here.platform.until(() => here.events.length === 3)
    expect(here.events).toContainEqual({
      kind: 'permission-back',
      at: { platform: 'slack', workspace: TEAM, channel: CHANNEL },
    })
  })

  test('takes an event that Slack sends again on another socket', async () => {
    await using here = await listening()
    const event = { type: 'channel_rename', channel: { id: CHANNEL, name: 'bureau', created: 1 } }
    await here.platform.event(event)
    here.platform.sockets.drop()
    await here.platform.until(() => here.platform.sockets.opened() === 2 && here.platform.sockets.isOpen())
    await here.platform.event(event, { retry_attempt: 1 })
    await here.platform.until(() => here.events.filter(({ kind }) => kind === 'renamed').length === 2)
    expect(here.events.at(-1)).toMatchObject({ name: 'bureau' })
  })

  test('passes on nothing of what was not asked for', async () => {
    await using here = await listening()
    await here.platform.event({ type: 'message', channel: CHANNEL, user: READER, text: 'hello' })
    await isHeard(here, 'help')
    expect(here.asked).toHaveLength(1)
  })
})
