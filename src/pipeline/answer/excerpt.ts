import { cut } from '../../digest/quote.ts'

const BEFORE = 60
const LENGTH = 220

/** The stretch of `text` around the first of `words` that stands in it; nothing where none does letter by letter. */
export function excerptAround(text: string, words: string): string | undefined {
  const folded = text.toLowerCase()
  const wanted = [words, ...words.split(/\s+/)].map((word) =>
    word.toLowerCase().replace(/^[\p{P}\s]+|[\p{P}\s]+$/gu, ''),
  )
  // Lower-casing a few letters changes how long a text is: offsets into it would then be off.
  if (folded.length !== text.length) return cut(oneLine(text), LENGTH)
  const at = wanted
    .filter((word) => word !== '')
    .map((word) => folded.indexOf(word))
    .find((place) => place >= 0)
  return at === undefined ? undefined : excerptAt(text, at)
}

/** A line of the text from a little before `at`, begun and ended between words. */
export function excerptAt(text: string, at: number): string {
  const from = Math.max(0, at - BEFORE)
  const space = from === 0 ? 0 : text.indexOf(' ', from) + 1
  const start = space > 0 && space <= at ? space : from
  const stretch = cut(oneLine(text.slice(start, start + LENGTH + 1)), LENGTH)
  return start > 0 ? `…${stretch}` : stretch
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().toWellFormed()
