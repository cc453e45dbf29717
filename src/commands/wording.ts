import type { Meaning } from './vocabulary.ts'

/** A stretch of the typed text: [start, end). */
export type Span = { readonly start: number; readonly end: number }

/** `Taiwan as a party`, `Taiwan as a topic`, `EU members`. */
export function labelOf(meaning: Meaning): string {
  switch (meaning.kind) {
    case 'parties':
      return meaning.codes.length === 1
        ? `${meaning.name} as a party`
        : `${meaning.name} (any of ${meaning.codes.length})`
    case 'topic':
      return `${meaning.name} as a topic`
    case 'source':
      return `the source ${meaning.name}`
    case 'elsewhere':
      return meaning.name
  }
}

/** The meaning in words that can be taken for nothing else; within `party:…` or `topic:…` without that word. */
export function outright(meaning: Meaning, keyed: boolean): string {
  switch (meaning.kind) {
    case 'parties':
      return `${keyed ? '' : 'party:'}${meaning.codes.join(',')}`
    case 'topic':
      return `${keyed ? '' : 'topic:'}${meaning.topic}`
    case 'source':
      return `${keyed ? '' : 'source:'}${meaning.id}`
    case 'elsewhere':
      return meaning.name
  }
}

/** The text with `words` in place of a span. Within a key nothing is put around the words; elsewhere they stand alone, since Chinese has no spaces. */
export function spliced(text: string, { start, end }: Span, words: string, keyed: boolean): string {
  const [before, after] = [text.slice(0, start), text.slice(end)]
  return keyed ? before + words + after : `${before.trimEnd()} ${words} ${after.trimStart()}`.trim()
}
