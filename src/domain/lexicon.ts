import type { TaiwanFlag } from './key-point.ts'

/** Words and rules for key points, as `config/lexicon/` holds them: one entry a file. */
export type PointsLexicon = { readonly files: readonly LexiconFile[] }

/** One data file: the words and rules of one subject in one language. */
export type LexiconFile = {
  /** The file's path, for messages. */
  readonly file: string
  readonly subject: LexiconSubject
  /** ISO 639-1. */
  readonly language: string
  /** How far apart a rule's words may stand, in characters, where the rule says nothing. */
  readonly within: number
  /** Named lists of phrases, for rules and for the reader itself. */
  readonly words: Readonly<Record<string, readonly string[]>>
  readonly rules: readonly LexiconRule[]
}

/** `common` holds lists that every other file of the language may name. */
export const LEXICON_SUBJECTS = [
  'common',
  'voice',
  'partnership',
  'taiwan',
  'trade',
  'trade-formulas',
  'agreements',
  'topics',
] as const
/** What a lexicon's patterns are about. */
export type LexiconSubject = (typeof LEXICON_SUBJECTS)[number]

/** What words give: a claim, a level, an instrument, a topic or a formula's strength, by the file's subject. */
export type LexiconRule = {
  readonly gives: string
  /** One of these phrases must stand in the text; all other conditions are about what stands around it, in the same sentence. */
  readonly any: readonly string[]
  /** Lists of which a word must stand on either side, before, or after. */
  readonly near: readonly string[]
  readonly after: readonly string[]
  readonly before: readonly string[]
  /** Lists of which no word may stand on either side. */
  readonly unless: readonly string[]
  /** Lists of which a word must stand within one name with the phrase, its head, in any order: `comprehensive`, `strategic`. */
  readonly madeOf: readonly string[]
  /** Longer phrases in which the words mean something else. */
  readonly not: readonly string[]
  readonly within?: number | undefined
  /** `body`: not in the paragraph that says who met whom. */
  readonly where?: 'body' | undefined
  /** `parties`: a country named right beside must be in the encounter; `others`: must not. */
  readonly whose?: 'parties' | 'others' | undefined
  /** Details the claim carries, for the wording ladder. */
  readonly flags: readonly TaiwanFlag[]
}
