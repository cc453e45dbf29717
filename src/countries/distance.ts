/** The word of `known` that is nearest to `word` by single-letter edits, if one is near enough to be a slip; of equals, the first. */
export function closest(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined
  let limit = allowedEdits(word) + 1
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) >= limit) continue
    const edits = editDistance(word, candidate, limit)
    if (edits >= limit) continue
    best = candidate
    limit = edits
  }
  return best
}

const allowedEdits = (word: string): number => (word.length <= 3 ? 0 : word.length <= 5 ? 1 : word.length <= 9 ? 2 : 3)

/** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment); at least `limit` where there are more. */
function editDistance(a: string, b: string, limit: number): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (beforeLast[j - 2] ?? Infinity) + 1 : Infinity
      row.push(Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, replaced, swapped))
    }
    if (Math.min(...row) >= limit) return limit
    beforeLast = last
    last = row
  }
  return last[b.length] ?? limit
}
