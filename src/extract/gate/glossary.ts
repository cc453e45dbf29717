import type { Glossary, GlossaryEntry } from '../../domain/gate-lexicon.ts'
import { compileScanner, type Scanner, type Term } from '../scan.ts'

/** From which language into which; both ISO 639-1. */
export type Languages = { readonly from: string; readonly into: string }

/** A term of art of a text, and what it is called in another language. */
export type TermOfArt = { readonly term: string; readonly translation: string }

/** One glossary, read in one direction. */
export type Direction = {
  /** The terms in a text, longest first where they lie in each other, and what each becomes. */
  readonly termsOf: (text: string) => readonly { readonly written: string; readonly entry: GlossaryEntry }[]
  /** The entry's term in the other language: the one to write. */
  readonly writtenAs: (entry: GlossaryEntry) => string
  /** The entries whose terms a text of the other language has. */
  readonly entriesIn: (text: string) => ReadonlySet<GlossaryEntry>
}

/** The glossaries by language pair: each between English and another language, in both directions. */
export function compileGlossaries(glossaries: readonly Glossary[]): (languages: Languages) => Direction | undefined {
  const directions = new Map<string, Direction>()
  for (const { language, entries } of glossaries) {
    const english = compileScanner(
      entries.flatMap((value) => [value.term, ...value.also].map((word) => termOf(word, value))),
    )
    const other = compileScanner(entries.flatMap((value) => value.translations.map((word) => termOf(word, value))))
    directions.set(
      `en ${language}`,
      direction(english, other, ({ translations: [first] }) => first),
    )
    directions.set(
      `${language} en`,
      direction(other, english, ({ term }) => term),
    )
  }
  return ({ from, into }) => directions.get(`${from} ${into}`)
}

function direction(
  from: Scanner<GlossaryEntry>,
  into: Scanner<GlossaryEntry>,
  writtenAs: Direction['writtenAs'],
): Direction {
  return {
    termsOf: (text) =>
      from.scan(text).map(({ start, end, value }) => ({ written: text.slice(start, end), entry: value })),
    writtenAs,
    entriesIn: (text) => new Set(into.scanAll(text).map(({ value }) => value)),
  }
}

/** What an abbreviation stands for is found in capitals only: `AI`, `BRI`, `MoU`. */
export const termOf = <T>(phrase: string, value: T): Term<T> => ({
  phrase,
  value,
  exact: /^\p{Lu}\p{L}?\p{Lu}{1,3}s?$|^\p{Lu}{2}$/u.test(phrase),
})

/** The terms of art in some strings, each once, in order. */
export function termsIn(strings: readonly string[], glossary: Direction | undefined): TermOfArt[] {
  if (!glossary) return []
  const terms = new Map<string, string>()
  for (const text of strings) {
    for (const { written, entry } of glossary.termsOf(text)) terms.set(written.toLowerCase(), glossary.writtenAs(entry))
  }
  return [...terms].map(([term, translation]) => ({ term, translation }))
}
