/** Lets so many work at once; the others wait in order. */
export type Turns = {
  /** Throws the signal's reason where it aborts before the turn has come. */
  take<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>
}

/** `most` is at least 1. */
export function createTurns(most: number): Turns {
  let working = 0
  const waiting: (() => void)[] = []
  return {
    async take(work, signal) {
      signal.throwIfAborted()
      if (working >= most) await turnIn(waiting, signal)
      else working += 1
      try {
        return await work()
      } finally {
        // A turn is handed on, so that nobody who comes just now gets before those who wait.
        const next = waiting.shift()
        if (next) next()
        else working -= 1
      }
    },
  }
}

function turnIn(waiting: (() => void)[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const come = () => {
      signal.removeEventListener('abort', leave)
      resolve()
    }
    const leave = () => {
      waiting.splice(waiting.indexOf(come), 1)
      reject(signal.reason)
    }
    waiting.push(come)
    signal.addEventListener('abort', leave, { once: true })
  })
}
