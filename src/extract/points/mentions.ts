import type { MentionPoint, PartnershipPoint } from '../../domain/key-point.ts'
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
  return TOPICS.filter(isTagged).flatMap((topic) => tagsOf(ground, topic).map((tag) => ({ topic, ...tag })))
}

/** That a partnership is spoken of, for texts that name no level. */
export function drawPartnershipMentions(ground: Ground): PartnershipPoint[] {
  return tagsOf(ground, 'partnership').map((tag) => ({ topic: 'partnership', ...tag }))
}

const isTagged = (topic: Topic): topic is TaggedTopic => !CARD_TOPICS.some((card) => card === topic)

function tagsOf(ground: Ground, topic: Topic): Omit<MentionPoint, 'topic'>[] {
  const { text, note, prepared } = ground
  const spoken = ground.matchesOf('topics').filter((match) => match.rule.gives === topic && isNamed(ground, match))
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

/** The topics that are wars of their own. */
const WARS: ReadonlySet<string> = new Set(['ukraine', 'middle-east', 'korea'])

/** "a ceasefire" without a place is one in the war that the text speaks of, where it speaks of one. */
function isNamed({ hits, lexicon, matchesOf }: Ground, { start, end, rule }: Match): boolean {
  if (rule.gives !== 'other-conflict') return true
  const unnamed = hits.first(lexicon.list('topics', 'unnamed-conflict'), { start, end })
  return unnamed === undefined || !matchesOf('topics').some((other) => WARS.has(other.rule.gives))
}

/** The matched words in order, the longest where they overlap, each once. */
function wordsOf(text: string, matches: readonly Match[]): string[] {
  const words = new Map<string, string>()
  let end = -1
  for (const match of matches.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (match.start < end) continue
    end = match.end
    const word = text.slice(match.start, match.end).replace(/['’]s$/, '')
    if (!words.has(word.toLowerCase())) words.set(word.toLowerCase(), word)
  }
  return [...words.values()]
}

function quotesOf(ground: Ground, matches: readonly Match[]): ReturnType<typeof quoteAround>[] {
  const sentences = new Map(matches.map((match) => [match.sentence.start, match]))
  return [...sentences.values()]
    .slice(0, MOST_QUOTES)
    .map(({ sentence, reach }) => quoteAround(ground.text, sentence, reach))
}
