/** Words and rules for key points as `config/lexicon/` holds them, one entry a file. */
export type PointsLexicon = { readonly files: readonly LexiconFile[] }

/** One data file: the words and rules of one subject in one language. */
export type LexiconFile = {
  /** The file's path, for messages. */
  readonly file: string
  readonly subject: string
  /** ISO 639-1. */
  readonly language: string
}
