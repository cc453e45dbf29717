import type { Clock } from '../domain/clock.ts'
import type { ModelOutcome } from '../domain/model.ts'
import { createBreaker } from './breaker.ts'
import { ModelFailure } from './failure.ts'

/** Turns failures into outcomes, tells the operator of them, and keeps from asking a server that fails. */
export type Guard = {
  /** Nothing is to be asked now. */
  rests(): boolean
  /** Throws nothing but the signal's reason once it aborts. */
  around<Output>(work: () => Promise<ModelOutcome<Output>>, signal: AbortSignal): Promise<ModelOutcome<Output>>
}

/** Closed at first. */
export function createGuard(
  host: string,
  { clock, fault }: { readonly clock: Clock; readonly fault: (error: Error) => void },
): Guard {
  const breaker = createBreaker(clock)
  const told = new Set<string>()
  const tell = (error: Error): void => {
    if (told.has(error.message)) return
    told.add(error.message)
    fault(error)
  }
  return {
    rests: () => breaker.rests(),
    async around(work, signal) {
      if (!breaker.enter()) return { kind: 'resting' }
      try {
        const outcome = await work()
        breaker.succeeded()
        told.clear()
        return outcome
      } catch (error) {
        if (signal.aborted) {
          breaker.left()
          throw signal.reason
        }
        const failure =
          error instanceof ModelFailure
            ? error
            : new ModelFailure(`the language model at ${host} could not be asked`, 'rejected', { cause: error })
        tell(failure)
        const restMs = breaker.failed(failure)
        if (restMs !== undefined) tell(restOf(host, restMs))
        return { kind: 'failed', reason: failure.reason }
      }
    },
  }
}

const restOf = (host: string, restMs: number): Error =>
  new Error(
    `the language model at ${host} failed too often: it is left alone for ${Math.ceil(restMs / 1000)} s, the rules go on without it`,
  )
