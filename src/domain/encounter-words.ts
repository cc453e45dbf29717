import type { PartyCode } from './key-point.ts'
import type { Format } from './reading.ts'

/** Formats that words show by themselves. */
export const SHOWN_FORMATS = ['talks', 'meeting', 'call', 'letter', 'multilateral'] as const satisfies readonly Format[]
/** A format that words show by themselves; what is told through a joint press appearance is `other`. */
export type ShownFormat = (typeof SHOWN_FORMATS)[number]

type ByFormat = Readonly<Record<ShownFormat, readonly string[]>>

/** What words tell the type of a document. */
export const DOCUMENT_CUES = [
  'pressConference',
  'statement',
  'commentary',
  'message',
  'jointStatement',
  'preview',
  'travel',
  'news',
] as const
/** Kinds of texts that are no readout; `message` is one-way (greetings, condolences), `commentary` whatever speaks about the world (opinions, speeches, notices). */
export type DocumentCue = (typeof DOCUMENT_CUES)[number]

/**
 * The words by which one language tells who met whom, how and when, as `config/lexicon/encounter.<language>.yaml` holds them.
 * Every list is given in every form that occurs; the file of English says what each is for.
 */
export type EncounterWords = {
  /** ISO 639-1. */
  readonly language: string
  /** The commonest small words, by which the language is told from others. */
  readonly functionWords: readonly string[]
  readonly verbs: ByFormat
  readonly weak: ByFormat
  readonly nouns: ByFormat
  readonly light: readonly string[]
  readonly happened: readonly string[]
  readonly exchange: readonly string[]
  readonly messages: readonly string[]
  readonly press: readonly string[]
  readonly remote: readonly string[]
  readonly planned: readonly string[]
  readonly roles: readonly string[]
  /** Offices that only one state or organisation has. */
  readonly rolesOf: Readonly<Record<PartyCode, readonly string[]>>
  readonly offices: readonly string[]
  readonly honorifics: readonly string[]
  readonly particles: readonly string[]
  readonly modifiers: readonly string[]
  readonly stops: readonly string[]
  readonly links: Readonly<Record<LinkKind, readonly string[]>>
  readonly company: readonly string[]
  readonly relative: readonly string[]
  /** What stands before a verb that tells a purpose or a plan: to. */
  readonly infinitive: readonly string[]
  /** Words for those named before: he, they, both sides. */
  readonly pronouns: readonly string[]
  readonly months: readonly (readonly string[])[]
  /** Monday first. */
  readonly weekdays: readonly (readonly string[])[]
  /** Words for days, counted from the day of publication. */
  readonly days: Readonly<Record<string, number>>
  readonly documents: Readonly<Record<DocumentCue, readonly string[]>>
}

/** How an office is bound to its state or its field. */
export const LINK_KINDS = ['of', 'for', 'the', 'and', 'with', 'between', 'in'] as const
/** `of` binds an office to its state, `for` to its field or to a state that is not its own. */
export type LinkKind = (typeof LINK_KINDS)[number]
