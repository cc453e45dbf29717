import { createHash, randomBytes } from 'node:crypto'
import type { StateStore } from '@slack/oauth'
import type { PlatformPorts } from '../adapter.ts'
import type { OAuthSdk } from './installed.ts'

/** How long somebody may take between our page and coming back from Slack, in seconds. */
export const STATE_SECONDS = 600

/** More who come back within that time are turned away: each makes us ask Slack. */
const MOST_USED = 100

/**
 * What ties somebody who comes back from Slack to the page that sent them there: good for ten minutes, once, and whether the program was
 * started again meanwhile or not. Without a key to seal by it is signed by one that ends with the process.
 */
export function createStates(
  sdk: Pick<OAuthSdk, 'ClearStateStore' | 'InvalidStateError'>,
  { clock, installations, memory }: Pick<PlatformPorts, 'clock' | 'installations' | 'memory'>,
): StateStore {
  const derived = installations.keysFor('oauth state').map((key) => key.reveal())
  const keys = derived.length > 0 ? derived : [randomBytes(32).toString('hex')]
  const signed = keys.map((key) => new sdk.ClearStateStore(key, STATE_SECONDS))
  const takeOnce = onceEach(sdk, { clock, memory })
  return {
    generateStateParam: async (options) => signed[0]?.generateStateParam(options, clock.now()) ?? '',
    async verifyStateParam(_now, state) {
      const options = await Promise.any(signed.map((by) => by.verifyStateParam(clock.now(), state))).catch(() => {
        throw new sdk.InvalidStateError('not signed by us, or too old')
      })
      await takeOnce(state)
      return options
    },
  }
}

/** Remembers what was used, here and where it outlasts the program: of two that come at once the first counts. */
function onceEach(
  { InvalidStateError }: Pick<OAuthSdk, 'InvalidStateError'>,
  { clock, memory }: Pick<PlatformPorts, 'clock' | 'memory'>,
): (state: string) => Promise<void> {
  const used = new Map<string, number>()
  return async (state) => {
    const now = clock.now().getTime()
    for (const [old, at] of used) if (now - at > STATE_SECONDS * 1_000) used.delete(old)
    const name = createHash('sha256').update(state).digest('base64url')
    if (used.has(name)) throw new InvalidStateError('used before')
    if (used.size >= MOST_USED) throw new InvalidStateError('too many at once')
    used.set(name, now)
    if (await memory.get(name)) throw new InvalidStateError('used before')
    await memory.set(name, true, STATE_SECONDS * 1_000)
  }
}
