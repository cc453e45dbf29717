import type { Gazetteer } from '../countries/gazetteer.ts'
import type { KeyPoint, PartyCode } from '../domain/key-point.ts'
import type { Document, Reading } from '../domain/reading.ts'

/** The printed form of a reading, one JSON object a document. A text that is no readout keeps what is known of it under `document`. */
export function toReadJson(id: string, reading: Reading): Record<string, unknown> {
  const { documentType: type, readout, format, date, principals, keyPoints, language, place } = reading
  const parties = reading.parties.map(printedCode).sort()
  const told = readout
    ? { format, parties, date, principals }
    : { format: null, parties: [], date: null, principals: [] }
  return {
    id,
    readout,
    ...told,
    keyPoints: keyPoints.map(printedPoint),
    document: { type, parties, date, place, language },
  }
}

/** Inside, the Arab League has a code that no state has; printed, it has the one that the labels use. */
const printedCode = (code: PartyCode): PartyCode => (code === 'LAS' ? 'AL' : code)

function printedPoint(point: KeyPoint): Record<string, unknown> {
  return { ...point, voice: printedCode(point.voice) }
}

/** One line of a bulk file. `source` is a source's id; it begins with its issuer's code, which helps where the text does not say whose it is. */
export type ReadLine = {
  readonly id: string
  readonly text: string
  readonly title?: string | null | undefined
  readonly published?: string | null | undefined
  readonly lang?: string | null | undefined
  readonly source?: string | null | undefined
}

/** The document of a line. */
export function toDocument({ text, title, published, lang, source }: ReadLine, gazetteer: Gazetteer): Document {
  const issuer = source?.split('-')[0]?.toUpperCase() ?? ''
  return {
    text,
    title: title ?? undefined,
    published: published?.slice(0, 10) ?? undefined,
    language: lang ?? undefined,
    issuer: gazetteer.isParty(issuer) ? issuer : undefined,
  }
}
