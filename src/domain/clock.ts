/** The only source of time. `sleep` resolves early, without throwing, when `signal` aborts. */
export interface Clock {
  now(): Date
  sleep(ms: number, signal: AbortSignal): Promise<void>
}
