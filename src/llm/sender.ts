import type { Clock } from '../domain/clock.ts'
import { ModelFailure } from './failure.ts'
import { type Features, firstFeatures, plainer, without } from './features.ts'
import type { Ask, WireAnswer, WireRequest } from './exchange.ts'

/** A request before it is known what the server can do. */
export type Wish = Omit<WireRequest, 'features'>

/** Sends requests as the server can take them, and again where that may help. What the server can do is remembered. */
export type Sender = {
  /** Throws `ModelFailure`, or the signal's reason once it aborts. */
  send(wish: Wish, signal: AbortSignal): Promise<WireAnswer>
  /** The server was asked to keep to a form and did not: from now on the words ask for it, too. */
  formWasIgnored(): void
}

const MOST_TRIES = 3
const FIRST_WAIT_MS = 1_000
/** Who asks us to wait longer is not waited for: the next text tries again. */
const LONGEST_WAIT_MS = 30_000

/** `host` alone decides what is tried first. */
export function createSender(host: string, ask: Ask, clock: Clock): Sender {
  let known = firstFeatures(host)

  /** The one loop of tries. */
  async function sendAgain(request: WireRequest, signal: AbortSignal): Promise<WireAnswer> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await ask(request, signal)
      } catch (error) {
        if (!(error instanceof ModelFailure) || !error.passing || tries === MOST_TRIES) throw error
        const waitMs = error.retryAfterMs ?? FIRST_WAIT_MS * 4 ** (tries - 1)
        if (waitMs > LONGEST_WAIT_MS) throw error
        await clock.sleep(waitMs, signal)
        signal.throwIfAborted()
      }
    }
  }

  return {
    async send(wish, signal) {
      let features: Features = known
      for (;;) {
        try {
          const answer = await sendAgain({ ...wish, features }, signal)
          known = features
          return answer
        } catch (error) {
          const fewer = error instanceof ModelFailure ? without(features, error) : undefined
          if (!fewer) throw error
          features = fewer
        }
      }
    },
    formWasIgnored() {
      known = plainer(known) ?? known
    },
  }
}
