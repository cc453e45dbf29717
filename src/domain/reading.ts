import type { KeyPoint, PartyCode } from './key-point.ts'

/** What kinds of official texts there are. */
export const DOCUMENT_TYPES = [
  'readout',
  'joint-statement',
  'letter',
  'press-conference',
  'statement',
  'other',
] as const
/** One of `DOCUMENT_TYPES`. */
export type DocumentType = (typeof DOCUMENT_TYPES)[number]

/** What kinds of encounters there are. */
export const FORMATS = ['talks', 'meeting', 'call', 'letter', 'multilateral', 'other'] as const
/** talks: formal talks of a visit. meeting: met, received. call: telephone or video. letter: exchanged messages. */
export type Format = (typeof FORMATS)[number]

/** What a reader is given. `text` is the version's text, untouched: every offset counts into it. */
export type Document = {
  readonly text: string
  readonly title?: string | undefined
  /** Day of publication, `YYYY-MM-DD`. */
  readonly published?: string | undefined
  /** ISO 639-1; found from the text where absent. */
  readonly language?: string | undefined
  /** Who published it, where known: the reader resolves "we" and "our side" by it. */
  readonly issuer?: PartyCode | undefined
}

/** What the text is and whose encounter it tells of; known for every text, also where it is no readout. */
export type Encounter = {
  readonly documentType: DocumentType
  readonly format: Format | null
  /** Sorted codes. */
  readonly parties: readonly PartyCode[]
  /** Of the encounter, `YYYY-MM-DD`; `null` where the text does not fix it. */
  readonly date: string | null
  /** The one or two lead persons of each side, as commonly written in English. */
  readonly principals: readonly string[]
  readonly place: string | null
}

/** What one engine took from one version of a readout. */
export type Reading = Encounter & {
  readonly engine: string
  /** ISO 639-1 of the text, or `und` where it is none that the reader knows. */
  readonly language: string
  /** Whether this is an account of one encounter; where not, `keyPoints` is empty. */
  readonly readout: boolean
  readonly keyPoints: readonly KeyPoint[]
  /** Key points that failed the evidence gate: counted, never repaired. */
  readonly dropped: number
}
