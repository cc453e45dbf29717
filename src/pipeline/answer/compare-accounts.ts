import { type Manner, preferredText } from '../../digest/encounter-item.ts'
import { labelledText } from '../../digest/fields.ts'
import { quoteOf } from '../../digest/quote.ts'
import { withArticle } from '../../countries/article.ts'
import { TOPIC_LABELS, voiceName } from '../../digest/words.ts'
import type { KeyPoint, Voice } from '../../domain/key-point.ts'
import type { Field } from '../../domain/message.ts'
import type { Account } from '../../domain/news.ts'
import type { KeptReading } from '../../domain/readout.ts'
import { TOPICS, type Topic } from '../../domain/topic.ts'
import { languageOf } from '../../ledger/pairing.ts'
import { inWords, wordingOf } from '../../ledger/wording.ts'

/** What two accounts of one encounter have in common and what not, topic by topic and voice by voice. */
export type Comparison = {
  readonly inBoth: readonly Field[]
  /** Both speak of it, in words that do not mean the same. */
  readonly differing: readonly Field[]
  readonly onlyFirst: readonly Field[]
  readonly onlySecond: readonly Field[]
}

/** Compares the texts in a common language where there is one, else in the reader's. */
export function compareAccounts(first: Account, second: Account, manner: Manner): Comparison {
  const [a, b] = comparable(first, second, manner.locale)
  const [here, there] = [statementsOf(a, manner), statementsOf(b, manner)]
  const keys = [...new Set([...here.keys(), ...there.keys()])]
  const ordered = keys
    .flatMap((key) => {
      const [one, other] = [here.get(key), there.get(key)]
      const topic = (one ?? other)?.topic
      return topic === undefined ? [] : [{ one, other, topic }]
    })
    .sort((x, y) => TOPICS.indexOf(x.topic) - TOPICS.indexOf(y.topic))
  const both = ordered.flatMap(({ one, other }) => (one && other ? [{ one, other }] : []))
  return {
    inBoth: both.filter(({ one, other }) => isAlike(one, other)).map(({ one }) => fieldIn(one, a, true, manner)),
    differing: both
      .filter(({ one, other }) => !isAlike(one, other))
      .flatMap(({ one, other }) => [fieldOf(one, a, manner), fieldOf(other, b, manner)]),
    onlyFirst: ordered.flatMap(({ one, other }) => (one && !other ? [fieldIn(one, a, false, manner)] : [])),
    onlySecond: ordered.flatMap(({ one, other }) => (other && !one ? [fieldIn(other, b, false, manner)] : [])),
  }
}

function comparable(first: Account, second: Account, locale: string): readonly [KeptReading, KeptReading] {
  const preferred = preferredText(first, locale)
  const inItsLanguage = second.texts.find((text) => languageOf(text) === languageOf(preferred))
  if (inItsLanguage) return [preferred, inItsLanguage]
  for (const text of first.texts) {
    const other = second.texts.find((one) => languageOf(one) === languageOf(text))
    if (other) return [text, other]
  }
  return [preferred, preferredText(second, locale)]
}

/** What one voice says on one topic in one text. */
type Statement = {
  readonly topic: Topic
  readonly voice: Voice
  readonly points: readonly KeyPoint[]
  readonly words: string
}

function statementsOf(text: KeptReading, manner: Manner): Map<string, Statement> {
  const byLine = Map.groupBy(
    text.reading.keyPoints,
    ({ topic, voice }) => `${topic} ${topic === 'agreements' ? '' : voice}`,
  )
  return new Map(
    [...byLine].flatMap(([key, points]) => {
      const [first] = points
      if (!first) return []
      const { topic, voice } = first
      return [[key, { topic, voice, points, words: wordsFor(topic, voice, text, points, manner) }] as const]
    }),
  )
}

function wordsFor(
  topic: Topic,
  voice: Voice,
  text: KeptReading,
  points: readonly KeyPoint[],
  { displayName }: Manner,
): string {
  if (topic === 'taiwan' || topic === 'trade-policy') return inWords(topic, wordingOf(text, topic, voice).keys())
  return [...new Set(points.map((point) => labelledText(point, text.readout.issuer, displayName)))].join('; ')
}

/** Claims, levels and numbers can be compared; what else is said on a topic is only known to be said. */
function isAlike(one: Statement, other: Statement): boolean {
  const isComparable =
    one.topic === 'taiwan' || one.topic === 'trade-policy' || one.topic === 'partnership' || one.topic === 'agreements'
  return !isComparable || one.words === other.words
}

function fieldIn(
  { topic, voice, points, words }: Statement,
  { readout }: KeptReading,
  everywhere: boolean,
  manner: Manner,
): Field {
  const name = voiceName(voice, readout.issuer, everywhere, manner.displayName)
  return { label: `${TOPIC_LABELS[topic]} — ${name}`, text: words, quote: quotesOf(points) }
}

/** One of two wordings, under whose account it is in. */
function fieldOf(statement: Statement, text: KeptReading, manner: Manner): Field {
  const { label, ...told } = fieldIn(statement, text, true, manner)
  const account = withArticle(manner.displayName(text.readout.issuer))
  return { mark: 'Differs', label: `${label}, according to ${account}`, ...told }
}

function quotesOf(points: readonly KeyPoint[]): string {
  const [first, ...others] = points.flatMap(({ evidence }) => evidence)
  return first ? quoteOf([first, ...others]) : ''
}
