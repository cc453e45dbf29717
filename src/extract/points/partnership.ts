import type { Evidence, PartnershipPoint, PartyCode, Voice } from '../../domain/key-point.ts'
import { PARTNERSHIP_CHANGES, type PartnershipChange } from '../../domain/topic.ts'
import type { Span } from '../segment.ts'
import type { Ground } from './ground.ts'
import { asEvidence, quoteAround } from './quote.ts'
import type { Match } from './rules.ts'
import { partnershipStatement } from './statements.ts'
import { spansWithin } from './within.ts'

/** One naming of a level, judged. */
type Naming = {
  readonly level: string
  readonly with: PartyCode
  readonly change: PartnershipChange
  readonly voice: Voice
  readonly quote: Evidence
}

/** One point for each level and counterpart; the strongest change that the text states for it counts: established, proposed, reaffirmed. */
export function drawPartnerships(ground: Ground): PartnershipPoint[] {
  const names = longest(ground.matchesOf('partnership'))
  const namings = names.flatMap((name, i) => judge(ground, name, names[i + 1]?.sentence === name.sentence))
  const byLevel = Map.groupBy(namings, ({ level, with: party }) => `${level}|${party}`)
  return [...byLevel.values()].flatMap((same) => toPoint(ground, same))
}

const WEIGHT: Readonly<Record<PartnershipChange, number>> = { established: 2, proposed: 1, reaffirmed: 0 }

function toPoint(ground: Ground, same: readonly Naming[]): PartnershipPoint[] {
  const strongest = PARTNERSHIP_CHANGES.toSorted((a, b) => WEIGHT[b] - WEIGHT[a]).find((change) =>
    same.some((naming) => naming.change === change),
  )
  const carrying = same.filter(({ change }) => change === strongest)
  const [first] = carrying
  const evidence = asEvidence(carrying.map(({ quote }) => quote))
  if (!first || !evidence) return []
  const { level, with: party, change, voice } = first
  const statement = partnershipStatement(ground, { level, with: party, change, voice })
  return [{ topic: 'partnership', voice, with: party, level, change, statement, evidence }]
}

/** Of level names that overlap, the longest: 全面战略合作 holds 战略合作. */
function longest(matches: readonly Match[]): Match[] {
  const kept: Match[] = []
  for (const match of matches.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1)
    if (!last || match.start >= last.end) kept.push(match)
  }
  return kept
}

/** `higher`: another level follows in the sentence, to which this one may have been raised. */
function judge(ground: Ground, match: Match, higher: boolean): Naming[] {
  const { text, note } = ground
  const drop = (reason: string): Naming[] => {
    note?.({ start: match.start, end: match.end, rule: match.rule.name, outcome: 'dropped', reason })
    return []
  }
  const span = ground.voiceAt(match.start)
  if (span?.voice === undefined) return drop('nobody is known to say it')
  const where = surroundings(ground, match)
  if (where.left && higher) return drop('the level that was left for a higher one')
  const parties = counterparts(ground, match)
  if (parties.length === 0) return drop('the level of another pair or of a group')
  note?.({ start: match.start, end: match.end, rule: match.rule.name, outcome: 'kept', reason: 'a named level' })
  const together = span.told || span.voice === 'joint'
  const change = changeOf(where, together)
  const voice = together ? 'joint' : span.voice
  const quote = quoteAround(text, match.sentence, match.reach)
  return parties.map((party) => ({ level: levelOf(ground, match, party), with: party, change, voice, quote }))
}

/** Translators from French, Spanish and Portuguese say "global" for China's "comprehensive"; a global level of China's is no other. */
function levelOf({ encounter: { issuer } }: Ground, { rule }: Match, party: PartyCode): string {
  return issuer === 'CN' || party === 'CN'
    ? rule.gives.replace(/^global strategic/, 'comprehensive strategic')
    : rule.gives
}

/** What stands around a level's name. */
type Surroundings = {
  readonly left: boolean
  readonly lifted: boolean
  readonly setUp: boolean
  /** "to establish a", right before the name: of what is not yet. */
  readonly wished: boolean
  readonly built: boolean
  readonly announced: boolean
  readonly hoped: boolean
  readonly past: boolean
  readonly now: boolean
  /** "in the future", right behind the name, or "expect to announce" before it. */
  readonly later: boolean
}

/** How far before a level's name its verb may stand, in characters; and how far behind, what puts it into the past. */
const VERB = 100
const BEHIND = 30

function surroundings(ground: Ground, match: Match): Surroundings {
  const { text, lexicon, hits, encounter } = ground
  const { start, end, sentence, rule } = match
  const found = (name: string, span: Span): readonly Span[] =>
    hits.within(lexicon.list('partnership', name), { start: Math.max(sentence.start, span.start), end: span.end })
  const before = (name: string, reach: number): boolean => found(name, { start: start - reach, end: start }).length > 0
  const adjoining = (name: string): Span | undefined =>
    found(name, { start: start - 60, end }).findLast(
      (hit) => hit.start < start && isUnbroken(text.slice(hit.end, start)),
    )
  /** "that a strategic partnership between the two countries be established". */
  const follows = (name: string): boolean =>
    found(name, { start: end, end: end + 60 }).some((verb) => PASSIVE.test(text.slice(end, verb.start)))
  const from = adjoining('from')
  const to = adjoining('to')
  return {
    left:
      (from !== undefined && found('lifts', { start: from.start - VERB, end: sentence.end }).length > 0) ||
      follows('lifts'),
    lifted: to !== undefined && found('lifts', { start: to.start - VERB, end: to.end }).length > 0,
    setUp: before('sets-up', 60) || follows('sets-up') || isSigned(ground, match),
    wished: adjoining('would-set-up') !== undefined,
    built: rule.gives === 'community with a shared future' && (before('builds', VERB) || follows('builds')),
    announced: before('announces', 300),
    hoped: before('hopes', 200),
    past:
      before('before', 300) ||
      found('past-behind', { start: end, end: end + BEHIND }).length > 0 ||
      namesPastYear(text.slice(sentence.start, sentence.end), encounter.date),
    now: found('now', sentence).length > 0,
    later: found('later', { start: end, end: end + 40 }).length > 0 || before('would-announce', VERB),
  }
}

/** "the signing of the strategic partnership agreement". */
const isSigned = ({ text, lexicon, hits }: Ground, { start, end }: Match): boolean =>
  /^\s(?:agreement|treaty|declaration)\b/i.test(text.slice(end, end + 14)) &&
  hits.first(lexicon.list('agreements', 'concludes'), { start: start - VERB, end: start }) !== undefined

/** What stands between a level's name and the passive verb that it is the subject of. */
const PASSIVE = /^(?:\s[^,.;:]*)?\s(?:be|been|being|is|are|was|were)\s$/

/** Only the level's own modifiers stand between: "to a high-level strategic", Han up to a comma. */
const isUnbroken = (between: string): boolean =>
  /^(?:\s?["“]?(?!\S*\b(?:and|of|in|for|with|on)\b)(?:[\p{Script=Latin}-]+\s){0,4}|\p{Script=Han}{0,30})$/u.test(
    between,
  )

function namesPastYear(sentence: string, date: string | null): boolean {
  const year = Number(date?.slice(0, 4) ?? Number.NaN)
  return [...sentence.matchAll(/(?<!\d)(?:19|20)\d\d(?!\d)/g)].some(([named]) => Number(named) < year)
}

/** Set up or raised now, by both sides' or the account's word or by the tense; hoped for; or else named as existing. */
function changeOf(where: Surroundings, together: boolean): PartnershipChange {
  const begins = where.lifted || where.setUp
  if (begins && where.later) return 'proposed'
  if (begins && where.announced && together) return 'established'
  if (where.past || !(begins || (where.built && where.announced))) return 'reaffirmed'
  if (where.hoped && !where.now) return where.lifted || where.wished ? 'proposed' : 'reaffirmed'
  return together || where.now ? 'established' : 'reaffirmed'
}

/** How far from a level's name a country may stand to be whom it is with. */
const BESIDE = 60

/** The other state, seen from the issuer's side; several in a session of three; none where the level is another pair's. */
function counterparts(ground: Ground, match: Match): PartyCode[] {
  const { prepared, encounter, text } = ground
  const issuer = encounter.issuer ?? encounter.people[0]?.party
  const others = encounter.parties.filter((party) => party !== issuer)
  const beside = spansWithin(prepared.mentions, {
    start: Math.max(match.sentence.start, match.start - BESIDE),
    end: Math.min(match.sentence.end, match.end + BESIDE),
  })
  if (isOfGroup(ground, match)) return []
  const thirds = beside.filter(({ party }) => !encounter.parties.includes(party))
  if (thirds.some((third) => isAttached(text, match, third))) return []
  const named = others.filter((party) => beside.some((mention) => mention.party === party))
  if (named.length > 0) return named
  return others.length === 1 ? others : []
}

/** "with the European Union", "China-Ethiopia": the country is the level's, not just near it. */
function isAttached(text: string, { start, end }: Span, mention: Span): boolean {
  if (mention.start >= end) return WITH.test(text.slice(end, mention.start))
  const between = text.slice(mention.end, start)
  if (PAIR.test(between) && JOINED.test(text.slice(Math.max(0, mention.start - 10), mention.start))) return true
  return IS_WHOSE.test(between) || (RAISED_TO.test(between) && TIES_WITH.test(text.slice(0, mention.start)))
}

/** Between a level's name and whom it is with: "strategic partnership between Borea and the". */
const WITH = /^(?:["”]?\s(?:(?:with|between)\s[^,.;:]{0,40}\band|with|between|of)\s(?:the\s)?)?$/
/** Between a country and the level that is its own. */
const IS_WHOSE = /^(?:(?:['’]s)?[\s-]?(?:\p{L}+\s){0,2}|[互同]?[是为])$/u
/** "Alvara and Cestia have established a": another pair's. */
const PAIR = /^\s(?:have|had|enjoy|share|established|set up|upgraded|elevated|raised|lifted)\b[^,.;:]{0,40}$/
const JOINED = /\band\s(?:the\s)?$/
/** "ties with Borea to a" … */
const TIES_WITH = /\b(?:with|between|and)\s(?:the\s)?$/
const RAISED_TO = /^[^,.;:]{0,30}\b(?:to|into|as)\s[^,.;:]{0,20}$/

/** Nothing that parts clauses. */
const NO_PAUSE = /^[^,.;:，。；：]{0,60}$/

/** Groups by name, or by a Chinese short form (中非, 中海) of which the other state's name has no character. */
function isOfGroup(ground: Ground, { start, end }: Match): boolean {
  const { text, lexicon, hits } = ground
  const group = hits.within(lexicon.list('partnership', 'groups'), { start: Math.max(0, start - 40), end: start })
  if (group.some((hit) => /^\s?$/.test(text.slice(hit.end, start)))) return true
  const pairs = lexicon.list('partnership', 'group-pairs')
  const pair = hits.within(pairs, { start: start - 2 * BESIDE, end: start }).at(-1)
  if (pair && NO_PAUSE.test(text.slice(pair.end, start))) return true
  const [behind] = hits.within(pairs, { start: end, end: end + BESIDE })
  if (behind && behind.start - end <= 1) return true
  const [, after, before] =
    /(?:中(\p{Script=Han})|(\p{Script=Han})中)(?:新时代)?$/u.exec(text.slice(Math.max(0, start - 8), start)) ?? []
  const short = after ?? before
  if (short === undefined) return false
  const names = ground.namesOfOthers()
  return /\p{Script=Han}/u.test(names) && !names.includes(short) && short !== '国'
}
