import { quoteOf } from '../digest/quote.ts'
import type { EvidenceList } from '../domain/key-point.ts'
import type { KeptReading } from '../domain/readout.ts'
import type { Retraction } from '../domain/retraction.ts'

/** The words of a document that a case keeps, in characters. */
const LONGEST = 400

/**
 * A misreading as a test case: one line of a `.jsonl` file that `attache read` takes, with what was read wrongly beside it. Of the document
 * only the words that were misread, with what stands around them as far as there is room.
 */
export function correctionCase({ readout, version, reading }: KeptReading, retraction: Retraction): object {
  const { number, point, reason, says, at } = retraction
  const { topic, voice, statement, evidence } = point
  return {
    id: `${readout.shortId}-${number}`,
    url: readout.url,
    source: readout.sourceId,
    lang: readout.language,
    title: readout.title,
    published: readout.publishedAt?.toISOString().slice(0, 10) ?? null,
    text: excerptOf(version.text, evidence),
    wrong: {
      engine: point.machine ? 'a language model' : reading.engine,
      topic,
      voice,
      statement,
      quote: quoteOf(evidence),
    },
    ...(says === undefined ? {} : { says }),
    reason,
    retraction: number,
    at: at.toISOString(),
  }
}

function excerptOf(text: string, [{ start, end }]: EvidenceList): string {
  const room = Math.max(0, LONGEST - (end - start))
  const from = Math.max(0, Math.min(start - Math.floor(room / 2), text.length - LONGEST))
  return wholeCharacters(text.slice(Math.min(from, start), Math.min(from, start) + LONGEST))
}

/** Half a character at either end is none. */
const wholeCharacters = (text: string): string => text.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '')
