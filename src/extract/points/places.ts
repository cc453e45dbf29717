import type { Paragraph, Span } from '../segment.ts'

/** Where an offset lies. A semicolon parts a sentence: no rule reaches over it. `lead`: up to the sentence that says who met whom. */
export type Place = { readonly sentence: Span; readonly part: Span; readonly lead: boolean }

/** Finds the place of an offset; offsets must be asked for in about ascending order to be cheap. */
export function placeFinder(text: string, paragraphs: readonly Paragraph[]): (offset: number) => Place | undefined {
  const places = placesOf(text, paragraphs)
  let at = 0
  return (offset) => {
    while (at > 0 && (places[at]?.part.start ?? 0) > offset) at -= 1
    while (at < places.length - 1 && (places[at]?.part.end ?? 0) <= offset) at += 1
    const place = places[at]
    return place && place.part.start <= offset && offset < place.part.end ? place : undefined
  }
}

/** A sentence shorter than this, in characters, is a dateline or heading and does not yet say who met whom. */
const LEAD_LATIN = 70
const LEAD_HAN = 15

function placesOf(text: string, paragraphs: readonly Paragraph[]): Place[] {
  const places: Place[] = []
  let lead = true
  for (const { sentences } of paragraphs) {
    for (const sentence of sentences) {
      for (const part of partsOf(text, sentence)) places.push({ sentence, part, lead })
      if (lead && isLead(text, sentence)) lead = false
    }
  }
  return places
}

function isLead(text: string, { start, end }: Span): boolean {
  const han = /\p{Script=Han}/u.test(text.slice(start, start + 20))
  return end - start >= (han ? LEAD_HAN : LEAD_LATIN)
}

/** A semicolon; not where a preposition follows, which goes on with a list: "on trade; across the Strait; and in the East Sea". */
const CLAUSE_END = /[;；](?!\s(?:and\s)?(?:across|in|on|over|at|about|against|around|of|for|regarding)\s)/g

function partsOf(text: string, { start, end }: Span): Span[] {
  const sentence = text.slice(start, end)
  const parts: Span[] = []
  let from = start
  for (const { index } of sentence.matchAll(CLAUSE_END)) {
    parts.push({ start: from, end: start + index })
    from = start + index + 1
  }
  return [...parts, { start: from, end }]
}
