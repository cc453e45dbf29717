/**
 * Does `work` for each of `all`, so many at once, in their order; begins no more once `signal` aborts or some work said `stop`. What one
 * throws is thrown once those under way have ended.
 */
export async function atOnce<T>(
  all: readonly T[],
  most: number,
  work: (one: T) => Promise<'go-on' | 'stop'>,
  signal: AbortSignal,
): Promise<void> {
  const waiting = [...all]
  let stopped = false
  const turn = async (): Promise<void> => {
    while (!stopped && !signal.aborted) {
      const one = waiting.shift()
      if (one === undefined) return
      try {
        if ((await work(one)) === 'stop') stopped = true
      } catch (error) {
        stopped = true
        throw error
      }
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: most }, turn))
  const failure = ends.find((end) => end.status === 'rejected')
  if (failure) throw failure.reason
}
