import type { PartyCode } from './key-point.ts'

/** How one state or organisation is named; see the head of `config/names.yaml`. */
export type PartyNames = {
  readonly name: string
  readonly official?: string | undefined
  readonly organisation?: boolean | undefined
  /** Part of another party: named, but never a side of an encounter. */
  readonly territory?: boolean | undefined
  readonly also?: readonly string[] | undefined
  readonly demonyms?: readonly string[] | undefined
  readonly capitals?: readonly string[] | undefined
  readonly seats?: readonly string[] | undefined
  readonly zh: readonly string[]
  /** The Chinese short form (中 of 中方); the first character of the first Chinese name where absent. */
  readonly han?: string | undefined
}

/** Words that name more than one party, or something that is none. */
export type AmbiguousWords = {
  readonly words: readonly string[]
  readonly demonyms?: readonly string[] | undefined
  readonly candidates: readonly PartyCode[]
  readonly prefer: PartyCode
  readonly not?: readonly { readonly name: string; readonly words: readonly string[] }[] | undefined
}

/** A region: what it is called, and which states belong to it. */
export type RegionNames = {
  readonly name: string
  readonly also?: readonly string[] | undefined
  readonly members: readonly PartyCode[]
}

/** What one language adds to the names that the runtime's Unicode data knows. */
export type LanguageNames = {
  readonly names: Readonly<Record<PartyCode, readonly string[]>>
  /** Stems or masculine forms, inflected as the language does. */
  readonly adjectives: Readonly<Record<PartyCode, string>>
  readonly capitals: Readonly<Record<PartyCode, readonly string[]>>
}

/** `config/names.yaml`. */
export type NamesData = {
  readonly parties: Readonly<Record<PartyCode, PartyNames>>
  readonly ambiguous: readonly AmbiguousWords[]
  /** Longer names in which a party's name stands without meaning it: `Northern Ireland`. */
  readonly masks: readonly string[]
  /** Words that are ordinary ones too: found only as capitalised here, Chinese ones only where the party is named otherwise. */
  readonly ordinary: readonly string[]
  /** Parties whose people are often called by the first word of their name. */
  readonly familyFirst: readonly PartyCode[]
  readonly regions: Readonly<Record<string, RegionNames>>
  readonly languages: Readonly<Record<string, LanguageNames>>
}

/** One person who often leads a delegation; see the head of `config/officials.yaml`. */
export type Official = {
  readonly name: string
  readonly also?: readonly string[] | undefined
  readonly family?: string | undefined
  readonly zh?: readonly string[] | undefined
  readonly ru?: string | undefined
  readonly since?: number | undefined
  readonly until?: number | undefined
}

/** `config/officials.yaml`: people by party. */
export type OfficialsData = Readonly<Record<PartyCode, readonly Official[]>>
