/** Which words of a language show how a sentence is meant; see the head of `config/lexicon/gate.en.yaml`. */
export const GATE_LISTS = [
  'negation',
  'support',
  'refuse',
  'oppose',
  'condemn',
  'warn',
  'demand',
  'promise',
  'plan',
  'done',
  'both',
  'openers',
  'telling',
  'meeting',
] as const
/** The lists of the gate's lexicon. */
export type GateList = (typeof GATE_LISTS)[number]

/** `config/lexicon/gate.<language>.yaml`: patterns by list. */
export type GateWords = {
  /** The file's path, for messages. */
  readonly file: string
  /** ISO 639-1. */
  readonly language: string
  readonly words: Readonly<Partial<Record<GateList, readonly string[]>>>
}

/** `config/lexicon/machine-talk.<language>.yaml`: patterns of what a text says to a machine that reads it. */
export type MachineTalk = {
  readonly file: string
  readonly language: string
  readonly phrases: readonly string[]
  /** Of each, `second` stands at most `within` characters behind `first`. */
  readonly pairs: readonly {
    readonly first: readonly string[]
    readonly second: readonly string[]
    readonly within: number
  }[]
}

/** A term of art and what it is called in another language. */
export type GlossaryEntry = {
  /** In English, as Attaché writes it. */
  readonly term: string
  /** Other English words for the same: `BRI`. */
  readonly also: readonly string[]
  /** The first is the one to write; the others are recognised too. */
  readonly translations: readonly [string, ...string[]]
}

/** `config/lexicon/glossary.<language>.yaml`. */
export type Glossary = { readonly language: string; readonly entries: readonly GlossaryEntry[] }

/** What the gate is made from, as `config/lexicon/` holds it. */
export type GateLexicon = {
  readonly words: readonly GateWords[]
  readonly machineTalk: readonly MachineTalk[]
  readonly glossaries: readonly Glossary[]
}
