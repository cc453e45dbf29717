const MOST_REMEMBERED = 1_000

/** What was heard lately: Slack tells again what it is not sure that we heard, and only the first time counts. */
export function createKnown() {
  const seen = new Set<string>()
  return {
    /** Whether it is heard for the first time; from then on it is not. */
    isNew(id: string): boolean {
      if (seen.has(id)) return false
      seen.add(id)
      const [oldest] = seen
      if (seen.size > MOST_REMEMBERED && oldest !== undefined) seen.delete(oldest)
      return true
    },
    forget: (id: string): void => void seen.delete(id),
  }
}
