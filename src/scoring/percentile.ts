/** The smallest value that so large a share of all is not above, by nearest rank; 0 of none. `share` is above 0 and at most 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.ceil(sorted.length * share) - 1] ?? 0
}
