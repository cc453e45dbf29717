import type { Consideration } from '../prepared.ts'
import type { Hit } from '../scan.ts'
import type { Paragraph, Span } from '../segment.ts'
import type { HitIndex } from './hits.ts'
import type { CompiledRule, LanguageLexicon, ListId } from './lexicon.ts'

/** Hears what was considered, kept or dropped, for `attache read --explain`. */
export type Note = (consideration: Consideration) => void

/** A rule that holds: where its phrase stands, how far its words reach, and in which sentence. */
export type Match = Span & { readonly rule: CompiledRule; readonly reach: Span; readonly sentence: Span }

/** Every rule that holds in the text, in order of where its phrase ends. */
export function matchRules(
  lexicon: LanguageLexicon,
  hits: HitIndex,
  paragraphs: readonly Paragraph[],
  note: Note,
): Match[] {
  const matches: Match[] = []
  const sentenceAt = sentenceFinder(paragraphs)
  for (const hit of hits.all) {
    const rules = lexicon.rulesOf[hit.value]
    if (rules === undefined || rules.length === 0) continue
    const place = sentenceAt(hit.start)
    if (!place || hit.end > place.sentence.end) continue
    for (const rule of rules) {
      const verdict = tryRule(rule, hit, place, hits)
      if (typeof verdict !== 'string') matches.push(verdict)
      else note({ start: hit.start, end: hit.end, rule: rule.name, outcome: 'dropped', reason: verdict })
    }
  }
  return matches
}

type Place = { readonly sentence: Span; readonly lead: boolean }

/** The match, or why there is none. */
function tryRule(rule: CompiledRule, hit: Hit<ListId>, { sentence, lead }: Place, hits: HitIndex): Match | string {
  if (rule.where === 'body' && lead) return 'stands in the paragraph that frames the encounter'
  const from = Math.max(sentence.start, hit.start - rule.within)
  const to = Math.min(sentence.end, hit.end + rule.within)
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

/** Finds the sentence at an offset; offsets must be asked for in about ascending order to be cheap. */
function sentenceFinder(paragraphs: readonly Paragraph[]): (offset: number) => Place | undefined {
  const places = paragraphs.flatMap(({ sentences }, i) => sentences.map((sentence) => ({ sentence, lead: i === 0 })))
  let at = 0
  return (offset) => {
    while (at > 0 && (places[at]?.sentence.start ?? 0) > offset) at -= 1
    while (at < places.length - 1 && (places[at]?.sentence.end ?? 0) <= offset) at += 1
    const place = places[at]
    return place && place.sentence.start <= offset && offset < place.sentence.end ? place : undefined
  }
}
