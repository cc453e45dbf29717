import { monitorEventLoopDelay } from 'node:perf_hooks'
import { scheduler } from 'node:timers/promises'

/** One measured number, and the bound that it must keep, if it has one. */
export type Figure = {
  readonly what: string
  readonly value: number
  readonly unit: string
  readonly atMost?: number
  readonly atLeast?: number
  /** What the number rests on: sizes, or what it is the ratio to. */
  readonly note?: string
}

/** Milliseconds, of calls one after another. */
export type Latency = { readonly p50: number; readonly p99: number; readonly max: number }

/** How much is measured: `quick` takes seconds and says less. */
export type Scale = 'full' | 'quick'

/** Whether a figure keeps its bound; nothing where it has none. */
export function isMet({ value, atMost, atLeast }: Figure): boolean | undefined {
  if (atMost !== undefined) return value <= atMost
  return atLeast === undefined ? undefined : value >= atLeast
}

/** Milliseconds that `work` took. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** The time of each of `tries` calls. */
export async function latencyOf(tries: number, work: (index: number) => Promise<unknown>): Promise<Latency> {
  const times: number[] = []
  for (let index = 0; index < tries; index += 1) {
    times.push(await timed(() => work(index)))
    await scheduler.yield()
  }
  return summarise(times)
}

/** Percentiles of times in milliseconds. */
export function summarise(times: readonly number[]): Latency {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p99: at(0.99), max: at(1) }
}

/** Runs `work` and tells its result, how long it took, and the longest that anything held the event loop meanwhile; in milliseconds. */
export async function watched<T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly tookMs: number; readonly longestHoldMs: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  // The histogram begins with its first tick: without one a single long hold would go unseen.
  await scheduler.wait(5)
  delay.reset()
  const start = performance.now()
  const result = await work()
  const tookMs = performance.now() - start
  await scheduler.wait(5)
  delay.disable()
  return { result, tookMs, longestHoldMs: delay.max / 1e6 }
}

/** The most memory that this process has had so far, in MB. */
export const peakMegabytes = (): number => process.resourceUsage().maxRSS / 1_024
