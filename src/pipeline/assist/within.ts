/** What `work` gives within so many seconds; nothing after that, when it is told to stop, whether it does or not. Throws what it throws before. */
export async function within<T>(
  seconds: number,
  work: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
): Promise<T | undefined> {
  const deadline = AbortSignal.timeout(seconds * 1_000)
  try {
    return await Promise.race([work(AbortSignal.any([signal, deadline])), endOf(deadline)])
  } catch (error) {
    if (deadline.aborted && !signal.aborted) return undefined
    throw error
  }
}

const endOf = (deadline: AbortSignal): Promise<undefined> =>
  new Promise((resolve) => deadline.addEventListener('abort', () => resolve(undefined), { once: true }))
