import type { EvidenceList } from '../../src/domain/key-point.ts'

/** Where a quote stands in a text. */
export function evidenceIn(text: string, quote: string): EvidenceList {
  const start = text.indexOf(quote)
  if (start === -1) throw new Error(`“${quote}” does not stand in the text`)
  return [{ start, end: start + quote.length, quote }]
}
