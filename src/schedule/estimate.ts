const DAY_MS = 86_400_000

/** Where a walk back through the days began and where it ends, `YYYY-MM-DD`, the later day first. */
export type Walk = { readonly from: string; readonly to: string }

/**
 * How long a walk back in time will go on, from how long it took so far to come from one day to another; nothing while it has covered less
 * than a day, for then nothing can be said. Days are taken for equally full.
 */
export function remainingMs({ from, to }: Walk, reached: string, elapsedMs: number): number | undefined {
  const covered = daysBetween(reached, from)
  const left = Math.max(0, daysBetween(to, reached))
  return covered < 1 ? undefined : Math.round((elapsedMs * left) / covered)
}

/** Whole days from the earlier to the later one; negative the other way round. */
const daysBetween = (earlier: string, later: string): number =>
  Math.round((Date.parse(later) - Date.parse(earlier)) / DAY_MS)
