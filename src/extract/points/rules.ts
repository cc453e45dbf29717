import type { PartyCode } from '../../domain/key-point.ts'
import type { Consideration, PartyMention } from '../prepared.ts'
import type { Hit } from '../scan.ts'
import type { Span } from '../segment.ts'
import type { HitIndex, ListId } from './hits.ts'
import type { CompiledRule, LanguageLexicon } from './lexicon.ts'
import { nameAround } from './names.ts'
import type { Place } from './places.ts'
import { spansWithin } from './within.ts'

/** Hears what was considered, kept or dropped, for `attache read --explain`. */
export type Note = (consideration: Consideration) => void

/** A rule that holds: where its phrase stands, how far its words reach, and in which sentence. */
export type Match = Span & { readonly rule: CompiledRule; readonly reach: Span; readonly sentence: Span }

/** A text with all that rules ask about. */
export type Matching = {
  readonly text: string
  readonly lexicon: LanguageLexicon
  readonly hits: HitIndex
  readonly placeAt: (offset: number) => Place | undefined
  readonly mentions: readonly PartyMention[]
  readonly parties: readonly PartyCode[]
  readonly note: Note | undefined
}

/** Every rule that holds in the text, in order of its phrase. */
export function matchRules(matching: Matching): Match[] {
  const { lexicon, hits, placeAt, note } = matching
  const matches: Match[] = []
  for (let at = 0; at < hits.size; at += 1) {
    const rules = lexicon.rulesOf[hits.listAt(at)]
    if (rules === undefined || rules.length === 0) continue
    const hit = hits.at(at)
    const place = placeAt(hit.start)
    if (!place || hit.end > place.part.end) continue
    for (const candidate of candidates(matching, hit, rules)) {
      const verdict = judge(matching, candidate, place)
      if (typeof verdict !== 'string') matches.push(verdict)
      else
        note?.({
          start: candidate.start,
          end: candidate.end,
          rule: candidate.rule.name,
          outcome: 'dropped',
          reason: verdict,
        })
    }
  }
  return matches
}

type Candidate = Span & { readonly rule: CompiledRule }

/** Rules whose phrase stands for itself, and the one whose name it is the head of. */
function candidates({ text, lexicon, hits }: Matching, hit: Hit<ListId>, rules: readonly CompiledRule[]): Candidate[] {
  const plain = rules.every(standsForItself) ? rules : rules.filter(standsForItself)
  const found = plain.map((rule): Candidate => ({ rule, start: hit.start, end: hit.end }))
  const name = plain.length < rules.length ? nameAround(text, hit, rules, lexicon, hits) : undefined
  return name ? [...found, name] : found
}

const standsForItself = ({ madeOf }: CompiledRule): boolean => madeOf.length === 0

/** The match, or why there is none. */
function judge(matching: Matching, candidate: Candidate, { sentence, part, lead }: Place): Match | string {
  const { rule, start, end } = candidate
  if (rule.where === 'body' && lead) return 'stands in the sentence that frames the encounter'
  const around: Span = { start: Math.max(part.start, start - rule.within), end: Math.min(part.end, end + rule.within) }
  const { hits } = matching
  if (rule.not !== undefined && isCovered(candidate, hits.within(rule.not, around)))
    return 'part of a phrase that means something else'
  if (rule.unless.some((list) => hits.first(list, around))) return 'stands beside a word that rules it out'
  if (!isTheirs(matching, candidate))
    return rule.whose === 'parties' ? 'said of a third country' : 'said of a party itself'
  const reach = reachOf(hits, candidate, around)
  return reach ? { start, end, rule, reach, sentence } : 'a word that must stand beside it is missing'
}

const isCovered = (hit: Span, longer: readonly Span[]): boolean =>
  longer.some(
    (other) => other.start <= hit.start && other.end >= hit.end && other.end - other.start > hit.end - hit.start,
  )

/** From the first to the last of the words that the rule asks for; `undefined` where one is missing. */
function reachOf(hits: HitIndex, { rule, start, end }: Candidate, around: Span): Span | undefined {
  if (!rule.asks) return { start, end }
  const phrase: Span = { start, end }
  const near = besides(hits, rule.near, around, phrase)
  const after = near && besides(hits, rule.after, { start: around.start, end: start }, phrase)
  const before = after && besides(hits, rule.before, { start: end, end: around.end }, phrase)
  if (!near || !after || !before) return undefined
  return {
    start: Math.min(near.start, after.start, before.start),
    end: Math.max(near.end, after.end, before.end),
  }
}

/** From the phrase to the nearest word of each list; `undefined` where one has none there. */
function besides(hits: HitIndex, lists: readonly ListId[], where: Span, phrase: Span): Span | undefined {
  let { start, end } = phrase
  for (const list of lists) {
    const beside = nearest(hits.within(list, where), phrase)
    if (!beside) return undefined
    start = Math.min(start, beside.start)
    end = Math.max(end, beside.end)
  }
  return { start, end }
}

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

/** How far from the phrase its country may stand. */
const OWNER = 40

/** Whether the country that the phrase is said of, if one is named right beside, is as the rule asks. */
function isTheirs({ text, mentions, parties }: Matching, { rule, start, end }: Candidate): boolean {
  if (rule.whose === undefined) return true
  const owner = spansWithin(mentions, { start: start - OWNER, end: end + OWNER }).find(
    (mention) =>
      (mention.start < end && mention.end > start) ||
      (mention.end <= start && /^(?:['’]s)?\s?(?:[\p{L}-]+\s){0,2}(?:and\s)?$/u.test(text.slice(mention.end, start))) ||
      (mention.start >= end && /^(?:\sand\s[\p{L}\s]{0,24})?\sof\s(?:the\s)?$/u.test(text.slice(end, mention.start))),
  )
  return owner === undefined || parties.includes(owner.party) === (rule.whose === 'parties')
}
