/**
 * When hosts were asked last, for every process of one installation: so that they keep requests apart together. What is kept may be lost,
 * and nothing here ever throws.
 */
export interface HostTimes {
  /**
   * Takes the host, if `spacingMs` have passed since somebody's last turn there ended: for at most `holdMs`, should this process die. Gives 0,
   * or how long it will be at most until the host can be taken, in milliseconds. Of two that ask at once one gets it.
   */
  take(host: string, spacingMs: number, holdMs: number): number
  /** The turn has ended. */
  leave(host: string): void
  /** The host asked to be left alone for so long. */
  rest(host: string, ms: number): void
  /** For how long it still does, in milliseconds. */
  restMs(host: string): number
}
