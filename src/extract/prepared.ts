import type { PartyCode } from '../domain/key-point.ts'
import type { Encounter } from '../domain/reading.ts'
import type { Paragraph, Span } from './segment.ts'

/** A party named in the text, and by what: `China`, `Chinese`, `Beijing`, `PRC`, `中方`. */
export type PartyMention = Span & {
  readonly party: PartyCode
  readonly form: 'name' | 'demonym' | 'capital' | 'code' | 'side'
}

/** A named person of one side. */
export type Person = {
  /** As commonly written in English: `Ilham Aliyev`. */
  readonly name: string
  readonly party: PartyCode
  /** Every way in which this text refers to the person: `Ilham Aliyev`, `Aliyev`, `阿利耶夫`. */
  readonly forms: readonly string[]
}

/** The text, cut and scanned once; both halves of the reader work on it. */
export type Prepared = {
  readonly text: string
  readonly title: string
  readonly published: string | undefined
  /** ISO 639-1, or `und`. */
  readonly language: string
  readonly paragraphs: readonly Paragraph[]
  /** In order of start. */
  readonly mentions: readonly PartyMention[]
}

/** Who met whom, with what the key points need of it. */
export type FoundEncounter = Encounter & {
  readonly readout: boolean
  /** Whose account this is, as given or as the text shows. */
  readonly issuer: PartyCode | undefined
  readonly people: readonly Person[]
}

/** One thing a rule considered, for `attache read --explain`. */
export type Consideration = Span & {
  readonly rule: string
  readonly outcome: 'kept' | 'dropped'
  readonly reason: string
}
