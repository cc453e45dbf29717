import type { NewsItem } from '../domain/news.ts'
import type { KeptReading, Version } from '../domain/readout.ts'
import { isAuthoritative } from '../domain/source.ts'
import type { Subscription } from '../domain/subscription.ts'

const HOUR_MS = 3_600_000

/**
 * Whether a text is news for a subscription: found by polling after the subscription was made, and, when it was stored, no older than
 * `maxAgeHours` by its encounter or its publication. A text that tells neither day is not news: its age is unknown.
 */
export function isNews(
  { readout, reading }: KeptReading,
  subscription: Pick<Subscription, 'createdAt'>,
  maxAgeHours = 72,
): boolean {
  if (readout.arrival !== 'poll' || readout.storedAt <= subscription.createdAt) return false
  const oldest = readout.storedAt.getTime() - maxAgeHours * HOUR_MS
  if (readout.publishedAt && readout.publishedAt.getTime() >= oldest) return true
  // A date without an hour may mean any hour of it: its end counts.
  return reading.date !== null && Date.parse(reading.date) + 24 * HOUR_MS >= oldest
}

/**
 * The text whose arrival makes an item news: the one that is the item; for an account that a mirror or agency told of first, its first
 * authoritative text, where there is one.
 */
export function textOf({ id, account }: NewsItem): KeptReading {
  const text = account.texts.find(({ readout }) => readout.id === id) ?? account.texts[0]
  if (isAuthoritative(text.readout)) return text
  return account.texts.find(({ readout }) => isAuthoritative(readout)) ?? text
}

/** Whether an item is among what a subscription asks for: *or* within a list, *and* between them. A country means a party. */
export function matches(subscription: Wants, { account }: Pick<NewsItem, 'account'>): boolean {
  const { texts } = account
  const asks = <T>(wanted: readonly T[], has: (one: T) => boolean): boolean => wanted.length === 0 || wanted.some(has)
  return (
    asks(subscription.countries, (code) => texts.some(({ reading }) => reading.parties.includes(code))) &&
    asks(subscription.topics, (topic) =>
      texts.some(({ reading }) => reading.keyPoints.some((point) => point.topic === topic)),
    ) &&
    asks(subscription.sources, (source) => texts.some(({ readout }) => readout.sourceId === source)) &&
    asks(subscription.phrases, (phrase) => texts.some(({ version }) => wordsOf(version).includes(wordsIn(phrase))))
  )
}

/** The lists of a subscription. */
export type Wants = Pick<Subscription, 'countries' | 'topics' | 'sources' | 'phrases'>

const known = new WeakMap<Version, string>()

/** Many subscriptions ask for phrases of the same few texts. */
function wordsOf(version: Version): string {
  const before = known.get(version)
  if (before !== undefined) return before
  const words = wordsIn(version.text)
  known.set(version, words)
  return words
}

/** The words of a text with spaces around, without capitals, accents and punctuation; each Chinese character is a word. */
function wordsIn(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return ` ${(plain.match(/\p{Script=Han}|[[\p{L}\p{N}]--\p{Script=Han}]+/gv) ?? []).join(' ')} `
}
