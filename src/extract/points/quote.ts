import type { Evidence, EvidenceList } from '../../domain/key-point.ts'
import type { Span } from '../segment.ts'

/** A sentence up to this long is quoted whole; of a longer one, the clauses that carry the claim. */
const WHOLE = 280

/** The sentence or clauses around `reach`, verbatim. */
export function quoteAround(text: string, sentence: Span, reach: Span): Evidence {
  const span = sentence.end - sentence.start <= WHOLE ? sentence : clausesAround(text, sentence, reach)
  return { start: span.start, end: span.end, quote: text.slice(span.start, span.end) }
}

/** Quotes in order of place, each once; one that lies within another gives way to it. `undefined` where there is none. */
export function asEvidence(quotes: readonly Evidence[]): EvidenceList | undefined {
  const kept: Evidence[] = []
  for (const quote of quotes.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if ((kept.at(-1)?.end ?? -1) < quote.end) kept.push(quote)
  }
  const [first, ...rest] = kept
  return first && [first, ...rest]
}

/** Grows `reach` to the nearest comma, semicolon or dash on both sides. */
function clausesAround(text: string, sentence: Span, reach: Span): Span {
  let start = Math.max(sentence.start, reach.start)
  let end = Math.min(sentence.end, reach.end)
  while (start > sentence.start && !isBreak(text, start - 1)) start -= 1
  while (end < sentence.end && !isBreak(text, end)) end += 1
  while (start < end && /\s/.test(text[start] ?? '')) start += 1
  while (end > start && /\s/.test(text[end - 1] ?? '')) end -= 1
  return { start, end }
}

/** A comma between digits parts no clauses, nor does the Chinese comma of lists. */
function isBreak(text: string, at: number): boolean {
  const mark = text[at] ?? ''
  if ('，；：—'.includes(mark)) return true
  return ',;:'.includes(mark) && /\s/.test(text[at + 1] ?? '')
}
