import type { Consideration } from '../prepared.ts'
import type { Hit } from '../scan.ts'
import type { Paragraph, Span } from '../segment.ts'
import type { HitIndex } from './hits.ts'
import type { CompiledRule, LanguageLexicon, ListId } from './lexicon.ts'
import { nameAround } from './names.ts'

/** Hears what was considered, kept or dropped, for `attache read --explain`. */
export type Note = (consideration: Consideration) => void

/** A rule that holds: where its phrase stands, how far its words reach, and in which sentence. */
export type Match = Span & { readonly rule: CompiledRule; readonly reach: Span; readonly sentence: Span }

/** Every rule that holds in the text, in order of where its phrase ends. */
export function matchRules(
  text: string,
  paragraphs: readonly Paragraph[],
  lexicon: LanguageLexicon,
  hits: HitIndex,
  note: Note,
): Match[] {
  const matches: Match[] = []
  const placeAt = placeFinder(text, paragraphs)
  for (const hit of hits.all) {
    const rules = lexicon.rulesOf[hit.value]
    if (rules === undefined || rules.length === 0) continue
    const place = placeAt(hit.start)
    if (!place || hit.end > place.part.end) continue
    for (const { rule, start, end } of candidates(text, hit, rules, lexicon, hits)) {
      const verdict = tryRule(rule, { start, end }, place, hits)
      if (typeof verdict !== 'string') matches.push(verdict)
      else note({ start, end, rule: rule.name, outcome: 'dropped', reason: verdict })
    }
  }
  return matches
}

type Candidate = Span & { readonly rule: CompiledRule }

/** Rules whose phrase stands for itself, and the one whose name it is the head of. */
function candidates(
  text: string,
  hit: Hit<ListId>,
  rules: readonly CompiledRule[],
  lexicon: LanguageLexicon,
  hits: HitIndex,
): Candidate[] {
  const found = rules
    .filter(({ madeOf }) => madeOf.length === 0)
    .map((rule): Candidate => ({ rule, start: hit.start, end: hit.end }))
  const names = rules.filter(({ madeOf }) => madeOf.length > 0)
  const name = names.length > 0 ? nameAround(text, hit, names, lexicon, hits) : undefined
  return name ? [...found, name] : found
}

/** A semicolon parts a sentence; no rule reaches over it. */
type Place = { readonly sentence: Span; readonly part: Span; readonly lead: boolean }

/** The match, or why there is none. */
function tryRule(rule: CompiledRule, hit: Span, { sentence, part, lead }: Place, hits: HitIndex): Match | string {
  if (rule.where === 'body' && lead) return 'stands in the paragraph that frames the encounter'
  const from = Math.max(part.start, hit.start - rule.within)
  const to = Math.min(part.end, hit.end + rule.within)
  const around: Span = { start: from, end: to }
  if (rule.not !== undefined && isCovered(hit, hits.within(rule.not, around)))
    return 'part of a phrase that means something else'
  for (const list of rule.unless) if (hits.first(list, around)) return 'stands beside a word that rules it out'
  let start = hit.start
  let end = hit.end
  const demands: readonly [readonly ListId[], Span][] = [
    [rule.near, around],
    [rule.after, { start: from, end: hit.start }],
    [rule.before, { start: hit.end, end: to }],
  ]
  for (const [lists, where] of demands) {
    for (const list of lists) {
      const beside = nearest(hits.within(list, where), hit)
      if (!beside) return 'a word that must stand beside it is missing'
      start = Math.min(start, beside.start)
      end = Math.max(end, beside.end)
    }
  }
  return { start: hit.start, end: hit.end, rule, reach: { start, end }, sentence }
}

const isCovered = (hit: Span, longer: readonly Span[]): boolean =>
  longer.some(
    (other) => other.start <= hit.start && other.end >= hit.end && other.end - other.start > hit.end - hit.start,
  )

function nearest(found: readonly Span[], to: Span): Span | undefined {
  let best: Span | undefined
  let least = Number.POSITIVE_INFINITY
  for (const span of found) {
    const gap = Math.max(span.start - to.end, to.start - span.end)
    if (gap >= least) continue
    least = gap
    best = span
  }
  return best
}

/** Finds the place of an offset; offsets must be asked for in about ascending order to be cheap. */
function placeFinder(text: string, paragraphs: readonly Paragraph[]): (offset: number) => Place | undefined {
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
  for (const sentence of paragraphs.flatMap(({ sentences }) => sentences)) {
    for (const part of partsOf(text, sentence)) places.push({ sentence, part, lead })
    const han = /\p{Script=Han}/u.test(text.slice(sentence.start, sentence.start + 20))
    if (sentence.end - sentence.start >= (han ? LEAD_HAN : LEAD_LATIN)) lead = false
  }
  return places
}

function partsOf(text: string, sentence: Span): Span[] {
  const parts: Span[] = []
  let start = sentence.start
  for (const match of text.slice(sentence.start, sentence.end).matchAll(/[;；]/g)) {
    const end = sentence.start + match.index
    parts.push({ start, end })
    start = end + 1
  }
  return [...parts, { start, end: sentence.end }]
}
