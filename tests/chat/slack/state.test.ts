import * as oauth from '@slack/oauth'
import { expect, test } from 'vitest'
import { createStates, STATE_SECONDS } from '../../../src/chat/slack/state.ts'
import { Secret } from '../../../src/domain/secret.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { aMemory, platformPorts } from '../ports.ts'
import { keptInstallations } from './installing.ts'

const OPTIONS = { scopes: ['commands'] }

/** Processes of one program, one after the other, each with these keys. */
function aProgram() {
  const [clock, memory] = [fakeClock(), aMemory()]
  const { installations } = keptInstallations()
  return {
    clock,
    start(...keys: readonly string[]) {
      const keysFor = () => keys.map((key) => new Secret(key))
      const ports = platformPorts({ clock, memory, installations: { ...installations, keysFor } })
      const states = createStates(oauth, ports)
      return {
        begin: () => states.generateStateParam(OPTIONS, clock.now()),
        come: (state: string) => states.verifyStateParam(clock.now(), state),
      }
    },
  }
}

test('a state is good once, ten minutes long, and whether the program was started again or not', async () => {
  const program = aProgram()
  const state = await program.start('k1').begin()
  expect(await program.start('k1').come(state)).toEqual(OPTIONS)
  await expect(program.start('k1').come(state)).rejects.toThrow('used before')

  const late = await program.start('k1').begin()
  program.clock.advance((STATE_SECONDS + 1) * 1_000)
  await expect(program.start('k1').come(late)).rejects.toThrow(oauth.InvalidStateError)
})

test('of two who come with one state at once the first counts', async () => {
  const running = aProgram().start('k1')
  const state = await running.begin()
  const came = await Promise.allSettled([running.come(state), running.come(state)])
  expect(came.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
})

test('a state outlasts a new key that was put before the old one, and not the old one', async () => {
  const program = aProgram()
  const [first, second] = [await program.start('k1').begin(), await program.start('k1').begin()]
  expect(await program.start('k2', 'k1').come(first)).toEqual(OPTIONS)
  await expect(program.start('k2').come(second)).rejects.toThrow(oauth.InvalidStateError)
})

test('without a key of the operator’s a state ends with the process', async () => {
  const program = aProgram()
  const running = program.start()
  const [first, second] = [await running.begin(), await running.begin()]
  expect(await running.come(first)).toEqual(OPTIONS)
  await expect(program.start().come(second)).rejects.toThrow(oauth.InvalidStateError)
})
