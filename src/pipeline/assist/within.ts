/** What `work` gives within so many seconds; nothing after that, when it is told to stop. Throws what it throws before. */
export async function within<T>(
  seconds: number,
  work: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
): Promise<T | undefined> {
  const deadline = AbortSignal.timeout(seconds * 1_000)
  try {
    return await work(AbortSignal.any([signal, deadline]))
  } catch (error) {
    if (deadline.aborted && !signal.aborted) return undefined
    throw error
  }
}
