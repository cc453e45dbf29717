import type { Evidence, EvidenceList, PartyCode } from '../../domain/key-point.ts'
import type { DropReason } from '../../domain/model.ts'
import { asEvidence } from '../points/quote.ts'
import type { Prepared } from '../prepared.ts'
import type { Span } from '../segment.ts'
import { findQuote, type Folding, paragraphsIn } from './quotes.ts'
import { isUnsafeQuote, LONGEST, SHORTEST } from './safe.ts'

/** The proposed quotes as the text has them, or why they carry nothing. */
export function evidenceOf(folding: Folding, quotes: readonly string[]): EvidenceList | DropReason {
  if (quotes.length === 0) return 'no-quote'
  const found: Evidence[] = []
  for (const quote of quotes) {
    // Much longer than may be quoted it needs no search.
    if (quote.length > 2 * LONGEST.quotes) return 'too-long'
    const evidence = findQuote(folding, quote)
    if (!evidence) return 'quote-not-in-text'
    if (isTooShort(evidence.quote)) return 'no-quote'
    if (paragraphsIn(evidence) > 2) return 'too-long'
    found.push(evidence)
  }
  const evidence = asEvidence(found) ?? 'no-quote'
  if (evidence === 'no-quote') return evidence
  if (evidence.reduce((sum, { quote }) => sum + quote.length, 0) > LONGEST.quotes) return 'too-long'
  return evidence.some(({ quote }) => isUnsafeQuote(quote)) ? 'unsafe' : evidence
}

function isTooShort(quote: string): boolean {
  const han = quote.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu)?.length ?? 0
  return han > 0 ? han < SHORTEST.han : quote.length < SHORTEST.spaced
}

/** Whether two pieces of evidence share any of the text. */
export const overlap = (a: readonly Span[], b: readonly Span[]): boolean =>
  a.some((one) => b.some((other) => one.start < other.end && other.start < one.end))

/** The parties that the text names within the evidence, as its context tells unclear words. */
export const partiesIn = ({ mentions }: Prepared, evidence: readonly Span[]): PartyCode[] =>
  mentions
    .filter(({ start, end }) => evidence.some((one) => start >= one.start && end <= one.end))
    .map(({ party }) => party)

/** The sentences of the text that the evidence touches. */
export const sentencesAround = ({ paragraphs }: Prepared, evidence: readonly Span[]): Span[] =>
  paragraphs
    .filter((paragraph) => overlap([paragraph], evidence))
    .flatMap(({ sentences }) => sentences.filter((sentence) => overlap([sentence], evidence)))
