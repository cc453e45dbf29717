import { randomBytes } from 'node:crypto'
import type { StateStore } from '@slack/oauth'
import type { Clock } from '../../domain/clock.ts'
import type { OAuthSdk } from './installed.ts'

/** How long somebody may take between our page and coming back from Slack, in seconds. */
export const STATE_SECONDS = 600

/** More who come back within that time are turned away: each makes us ask Slack. */
const MOST_USED = 100

/**
 * What ties somebody who comes back from Slack to the page that sent them there: signed by a key that ends with the process, good for ten
 * minutes, and once.
 */
export function createStates(
  { ClearStateStore, InvalidStateError }: Pick<OAuthSdk, 'ClearStateStore' | 'InvalidStateError'>,
  clock: Clock,
): StateStore {
  const signed = new ClearStateStore(randomBytes(32).toString('hex'), STATE_SECONDS)
  const used = new Map<string, number>()
  return {
    generateStateParam: (options) => signed.generateStateParam(options, clock.now()),
    async verifyStateParam(_now, state) {
      const now = clock.now()
      const options = await signed.verifyStateParam(now, state)
      for (const [old, at] of used) if (now.getTime() - at > STATE_SECONDS * 1_000) used.delete(old)
      if (used.has(state)) throw new InvalidStateError('used before')
      if (used.size >= MOST_USED) throw new InvalidStateError('too many at once')
      used.set(state, now.getTime())
      return options
    },
  }
}
