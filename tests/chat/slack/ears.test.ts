import { expect, test } from 'vitest'
import { createEars } from '../../../src/chat/slack/ears.ts'
import { createPace } from '../../../src/chat/slack/pace.ts'
import { COMMANDS } from '../../../src/commands/spec.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { CHANNEL, READER, TEAM } from '../../fakes/slack-state.ts'

test('what Slack tells again because our sign did not arrive is heard', async () => {
  const clock = fakeClock()
  const work: Promise<unknown>[] = []
  const acks: string[] = []
  const ears = createEars(
    {
      bot: {
        commands: COMMANDS,
        ask: () => Promise.reject(new Error('not asked')),
        complete: async () => [],
        lifecycle: async () => [],
      },
      managers: [],
      fault: () => {},
      pace: createPace(clock),
      clock,
      workspaces: { all: async () => [TEAM], of: () => Promise.reject(new Error('no workspace')) },
      serves: () => true,
      tell: async () => {},
      run: (one) => void work.push(one.catch((error: Error) => acks.push(error.message))),
    },
    new AbortController().signal,
  )
  const command = {
    command: '/readout',
    text: 'help',
    team_id: TEAM,
    user_id: READER,
    channel_id: CHANNEL,
    trigger_id: 'one',
  }
  ears.interaction(command, { ack: () => Promise.reject(new Error('the socket is closed')) })
  await Promise.all(work)
  ears.interaction(command, { ack: async () => void acks.push('acknowledged') })
  ears.interaction(command, { ack: async () => void acks.push('only acknowledged') })
  await Promise.all(work)
  expect(acks).toEqual(['the socket is closed', 'acknowledged', 'only acknowledged', 'no workspace'])
})
