import { describe, expect, test } from 'vitest'
import { signed, signedBody } from '../../fakes/slack.ts'
import { CHANNEL, READER, TEAM } from '../../fakes/slack-state.ts'
import { type Listening, listening, startListening } from './listening.ts'

const COMMAND = {
  command: '/readout',
  text: 'help',
  team_id: TEAM,
  user_id: READER,
  channel_id: CHANNEL,
  trigger_id: 'one',
}

const secondsOf = ({ clock }: Listening): number => Math.floor(clock.now().getTime() / 1_000)

async function call({ callbackUrl }: Listening, request: RequestInit): Promise<[number, string]> {
  const response = await fetch(callbackUrl, request)
  return [response.status, await response.text()]
}

describe('a request', () => {
  test('that Slack signed just now is heard', async () => {
    await using here = await listening({ by: 'http' })
    expect(await call(here, signed('slash_commands', COMMAND, secondsOf(here)))).toEqual([200, ''])
    await here.platform.until(() => here.platform.called('users.info').length === 1)
  })

  test.each([
    ['under another secret', 0, 'another-secret'],
    ['six minutes ago', -360, undefined],
    ['six minutes from now', 360, undefined],
  ])('that was signed %s is refused', async (_what, offset, secret) => {
    await using here = await listening({ by: 'http' })
    const request = signed('slash_commands', COMMAND, secondsOf(here) + offset, secret)
    expect(await call(here, request)).toEqual([401, 'not signed by Slack'])
    expect(here.platform.called('users.info')).toHaveLength(0)
  })

  test('whose body was changed is refused', async () => {
    await using here = await listening({ by: 'http' })
    const request = signed('slash_commands', COMMAND, secondsOf(here))
    expect(await call(here, { ...request, body: `${request.body}&more=1` })).toEqual([401, 'not signed by Slack'])
  })

  test.each([{}, { 'x-slack-signature': 'v0=abc' }, { 'x-slack-signature': 'v0', 'x-slack-request-timestamp': 'now' }])(
    'with the headers %j is refused',
    async (headers) => {
      await using here = await listening({ by: 'http' })
      expect(await call(here, { method: 'POST', body: '{}', headers })).toEqual([401, 'not signed by Slack'])
    },
  )

  test('that comes a second time is not heard again', async () => {
    await using here = await listening({ by: 'http' })
    const request = signed(
      'events_api',
      { type: 'event_callback', team_id: TEAM, event: { type: 'channel_archive', channel: CHANNEL } },
      secondsOf(here),
    )
    for (let n = 0; n < 2; n += 1) expect(await call(here, request)).toEqual([200, ''])
    expect(here.events.filter(({ kind }) => kind === 'archived')).toHaveLength(1)
  })

  test('that asks whether the address is ours is answered', async () => {
    await using here = await listening({ by: 'http' })
    const challenge = signed('events_api', { type: 'url_verification', challenge: 'echo' }, secondsOf(here))
    expect(await call(here, challenge)).toEqual([200, '{"challenge":"echo"}'])
    const check = signed('slash_commands', { ssl_check: '1' }, secondsOf(here))
    expect(await call(here, check)).toEqual([200, ''])
  })

  test.each([
    ['{', 'application/json'],
    ['payload={', 'application/x-www-form-urlencoded'],
    ['payload=1', 'application/x-www-form-urlencoded'],
  ])('that cannot be read is refused: %s', async (body, type) => {
    await using here = await listening({ by: 'http' })
    expect(await call(here, signedBody(body, type, secondsOf(here)))).toEqual([400, 'not understood'])
  })

  test('that nobody answers for any more is put off', async () => {
    await using here = await startListening({ by: 'http' })
    const [route] = here.adapter.routes ?? []
    await here.ready()
    await here.stop()
    expect(await route?.answer({ url: '', headers: {}, body: '' }, new AbortController().signal)).toMatchObject({
      status: 503,
    })
  })
})
