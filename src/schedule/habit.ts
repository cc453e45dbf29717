const DAY_MS = 86_400_000

/** A habit is learned from so many gaps at least and at most. */
const FEWEST_GAPS = 8
const MOST_GAPS = 120

/** The longest time between two days of publication in a row, in days; nothing where too few days are known. Any order, any number of times. */
export function longestGap(days: Iterable<string>): number | undefined {
  const newestFirst = [...new Set(days)]
    .sort()
    .reverse()
    .slice(0, MOST_GAPS + 1)
  const gaps = newestFirst.slice(1).map((day, index) => daysFrom(day, newestFirst[index] ?? day))
  return gaps.length < FEWEST_GAPS ? undefined : Math.max(...gaps)
}

/** Whole days from one `YYYY-MM-DD` to a later one. */
const daysFrom = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)
