import { once } from 'node:events'
import cron from 'node-cron'
import type { Ticker } from './pipeline/worker.ts'

/** Ticks by node-cron; a tick that comes while its work is still under way is left out. */
export const cronTicker: Ticker = {
  async every(pattern, work, signal) {
    if (signal.aborted) return
    let failed: (error: unknown) => void = () => undefined
    const failure = new Promise<never>((_, reject) => {
      failed = reject
    })
    let underWay: Promise<void> = Promise.resolve()
    const task = cron.schedule(
      pattern,
      () => {
        underWay = work().catch(failed)
        return underWay
      },
      { noOverlap: true },
    )
    try {
      await Promise.race([once(signal, 'abort'), failure])
    } finally {
      await task.destroy()
      await underWay
    }
  },
}
