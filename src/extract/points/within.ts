import type { Span } from '../segment.ts'

/** The place of the first span that begins at or after `offset`, of spans in order of start. */
export function firstFrom(spans: readonly Span[], offset: number): number {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.start ?? 0) >= offset) high = middle
    else low = middle + 1
  }
  return low
}

/** The spans that lie wholly within `span`, of spans in order of start. */
export function spansWithin<S extends Span>(spans: readonly S[], { start, end }: Span): S[] {
  const from = firstFrom(spans, start)
  let to = from
  while (to < spans.length && (spans[to]?.start ?? end) < end) to += 1
  const beginning = spans.slice(from, to)
  return beginning.every((span) => span.end <= end) ? beginning : beginning.filter((span) => span.end <= end)
}
