import type { MentionPoint, PartnershipPoint, PartyCode } from '../../domain/key-point.ts'
import { CARD_TOPICS, TOPICS, type Topic } from '../../domain/topic.ts'
import type { Ground } from './ground.ts'
import { asEvidence, quoteAround } from './quote.ts'
import type { Match } from './rules.ts'
import { mentionStatement } from './statements.ts'

/** More quotes than this say nothing more about whether a topic was spoken of. */
const MOST_QUOTES = 3

type TaggedTopic = MentionPoint['topic']

/** One tag a topic and voice, for topics that carry no claims. */
export function drawMentions(ground: Ground): MentionPoint[] {
  const byTopic = Map.groupBy(ground.matchesOf('topics'), (match) => topicOf(ground, match))
  return TAGGED.flatMap((topic) => tagsOf(ground, topic, byTopic.get(topic) ?? []).map((tag) => ({ topic, ...tag })))
}

/** That a partnership is spoken of, for texts that name no level. */
export function drawPartnershipMentions(ground: Ground): PartnershipPoint[] {
  const spoken = ground.matchesOf('topics').filter(({ rule }) => rule.gives === 'partnership')
  return tagsOf(ground, 'partnership', spoken).map((tag) => ({ topic: 'partnership', ...tag }))
}

const isTagged = (topic: Topic): topic is TaggedTopic => !CARD_TOPICS.some((card) => card === topic)

const TAGGED = TOPICS.filter(isTagged)

/** `spoken`: the matches of that topic. */
function tagsOf(ground: Ground, topic: Topic, spoken: readonly Match[]): Omit<MentionPoint, 'topic'>[] {
  if (spoken.length === 0) return []
  const { text, note, prepared } = ground
  const byVoice = Map.groupBy(spoken, ({ start }) => ground.voiceAt(start)?.voice)
  return [...byVoice].flatMap(([voice, matches]) => {
    const evidence = asEvidence(quotesOf(ground, matches))
    if (voice === undefined || !evidence) return []
    const words = prepared.language === 'en' ? wordsOf(text, matches) : []
    for (const { start, end, rule } of matches)
      note?.({ start, end, rule: rule.name, outcome: 'kept', reason: `said by ${voice}` })
    return [{ voice, statement: mentionStatement(ground, { voice, topic, words }), evidence }]
  })
}

/** The topics that are wars of their own, and of whom one of them is. */
const WARS: ReadonlySet<string> = new Set(['ukraine', 'middle-east', 'korea'])
const WAR_OF: Readonly<Record<PartyCode, string>> = { UA: 'ukraine', IL: 'middle-east', PS: 'middle-east' }

/** "a ceasefire" without a place is one in a side's own war, or in the war that the text speaks of and which then needs no other word. */
function topicOf({ hits, lexicon, matchesOf, encounter }: Ground, { start, end, rule }: Match): string | undefined {
  if (rule.gives !== 'other-conflict') return rule.gives
  if (hits.first(lexicon.list('topics', 'unnamed-conflict'), { start, end }) === undefined) return rule.gives
  const own = encounter.parties.map((party) => WAR_OF[party]).find((war) => war !== undefined)
  return own ?? (matchesOf('topics').some((other) => WARS.has(other.rule.gives)) ? undefined : rule.gives)
}

const OWNING = /['’]s$/

/** The matched words in order, the longest where they overlap, each once. */
function wordsOf(text: string, matches: readonly Match[]): string[] {
  const words = new Map<string, string>()
  let end = -1
  for (const match of matches.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (match.start < end) continue
    end = match.end
    const word = text.slice(match.start, match.end).replace(OWNING, '')
    const compared = word.toLowerCase()
    if (!words.has(compared)) words.set(compared, word)
  }
  return [...words.values()]
}

function quotesOf(ground: Ground, matches: readonly Match[]): ReturnType<typeof quoteAround>[] {
  const sentences = new Map<number, Match>()
  for (const match of matches) sentences.set(match.sentence.start, match)
  return [...sentences.values()]
    .slice(0, MOST_QUOTES)
    .map(({ sentence, reach }) => quoteAround(ground.text, sentence, reach))
}
