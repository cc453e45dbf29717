/** An entry in the words that all feed formats share; texts are HTML. */
export type FeedEntry = {
  readonly link: string | undefined
  readonly title: string
  readonly date: string | undefined
  /** When it was changed last. */
  readonly updated?: string | undefined
  readonly content: string | undefined
  readonly summary: string | undefined
}
