import type { Gazetteer } from '../countries/gazetteer.ts'
import { readoutDetails } from '../digest/details.ts'
import type { Answer } from '../domain/message.ts'
import type { Document, Reading } from '../domain/reading.ts'
import type { KeptReading } from '../domain/readout.ts'
import type { Consideration } from '../extract/prepared.ts'
import { type ReadLine, toDocument, toReadJson } from '../extract/read-json.ts'
import type { Reader } from '../extract/reader.ts'

/** What reading a document needs. */
export type ReadPorts = { readonly reader: Reader; readonly gazetteer: Gazetteer }

/** The reading of one line of a bulk file, as a line of JSON. */
export function readLine({ reader, gazetteer }: ReadPorts, line: ReadLine): string {
  return JSON.stringify(toReadJson(line.id, reader.read(toDocument(line, gazetteer))))
}

/** The reading of one document as JSON under `id`. */
export function readAsJson({ reader }: ReadPorts, id: string, document: Document): string {
  return JSON.stringify(toReadJson(id, reader.read(document)), undefined, 2)
}

/** The reading of one document for people: every key point with its quote. Nothing of it is kept. */
export function readForPeople({ reader, gazetteer }: ReadPorts, name: string, document: Document, now: Date): Answer {
  const reading = reader.read(document)
  const details = readoutDetails(asKept(name, document, reading, now), undefined, {
    displayName: gazetteer.displayName,
    year: '',
  })
  const [item] = details.items
  const dropped =
    reading.dropped === 0 ? undefined : `${reading.dropped} key points dropped: their quotes are not in the text.`
  return { ...details, footer: dropped, items: item ? [{ ...item, shortId: '' }] : [] }
}

/** Which rule and which words gave each key point, and what was considered and dropped, and why; in the text's order. */
export function explainReading({ reader }: ReadPorts, document: Document): readonly string[] {
  const { considerations } = reader.explain(document)
  return considerations.toSorted((a, b) => a.start - b.start).map((one) => explanation(one, document.text))
}

const QUOTED = 120

function explanation({ rule, outcome, reason, start, end }: Consideration, text: string): string {
  const words = text.slice(start, end).replace(/\s+/g, ' ')
  const quote = words.length > QUOTED ? `${words.slice(0, QUOTED)}…` : words
  return `${outcome}  ${rule}  [${start}–${end}] “${quote}”: ${reason}`
}

/** A document that is not kept, in the shape of one that is. */
function asKept(name: string, document: Document, reading: Reading, now: Date): KeptReading {
  const { text, title, language, issuer } = document
  const readout = {
    id: name,
    shortId: name,
    sourceId: '',
    issuer: issuer ?? '',
    body: '',
    authority: 'mirror',
    url: '',
    title: title || name,
    language: language || reading.language,
    storedAt: now,
    arrival: 'import',
  } as const
  return { readout, version: { readoutId: name, number: 1, textHash: '', text, fetchedAt: now }, reading }
}
