import { scheduler } from 'node:timers/promises'
import type { Sought } from '../../commands/question.ts'
import type { KeptReading } from '../../domain/readout.ts'
import { isAuthoritative } from '../../domain/source.ts'
import { searchable } from './searchable.ts'
import type { LookupStore } from '../ports/looking-up.ts'

/** A stretch of a kept text that may answer a question, letter for letter. */
export type Passage = { readonly kept: KeptReading; readonly text: string }

/** So many passages are given at most, of so many units each. */
const MOST_PASSAGES = 8
const PASSAGE_LENGTH = 1_500

/** Looked at for each word, and for the countries, newest first. */
const LOOKED_AT = 12

/** Texts that nothing but the question is about come first, the newer ones before the older; of each the stretch where most of it stands. */
export async function retrieve(
  sought: Sought,
  store: Pick<LookupStore, 'search' | 'latest'>,
): Promise<readonly Passage[]> {
  const candidates = new Map<string, KeptReading>()
  const add = (found: readonly KeptReading[]): void => {
    for (const kept of found) if (isAuthoritative(kept.readout)) candidates.set(kept.readout.id, kept)
  }
  const { words, parties, topics } = sought
  if (words.length > 0) add(await store.search(words.join(' '), LOOKED_AT))
  for (const word of words) add(await store.search(word, LOOKED_AT))
  if (parties.length > 0) {
    add(await store.latest({ oneOf: parties, topics, limit: LOOKED_AT }))
    add(await store.latest({ oneOf: parties, limit: LOOKED_AT }))
  } else if (topics.length > 0) add(await store.latest({ topics, limit: LOOKED_AT }))
  const weighed: { readonly passage: Passage; readonly weight: number }[] = []
  for (const kept of candidates.values()) {
    weighed.push(weigh(kept, sought))
    await scheduler.yield()
  }
  return weighed
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || dayOf(b.passage) - dayOf(a.passage))
    .slice(0, MOST_PASSAGES)
    .map(({ passage }) => passage)
}

const dayOf = ({ kept: { reading, readout } }: Passage): number =>
  reading.date === null ? readout.storedAt.getTime() : Date.parse(reading.date)

/** A country that is a party weighs twice as much as a word; a topic as much as one. */
function weigh(kept: KeptReading, { words, parties, topics }: Sought): { passage: Passage; weight: number } {
  const { reading, readout, version } = kept
  const met = parties.filter((codes) => codes.some((code) => reading.parties.includes(code))).length
  const spokenOf = topics.filter((topic) => reading.keyPoints.some((point) => point.topic === topic)).length
  const held = searchable(`${readout.title}\n${version.text}`)
  const found = words.filter((word) => held.includes(searchable(word))).length
  // Where countries are asked about, what is about none of them is about something else.
  const isElsewhere = parties.length > 0 && met === 0
  return {
    passage: { kept, text: stretchOf(version.text, words) },
    weight: isElsewhere ? 0 : 2 * met + spokenOf + found,
  }
}

/** The stretch that holds most of the words, begun at a paragraph; the beginning where none is held. */
export function stretchOf(text: string, words: readonly string[]): string {
  if (text.length <= PASSAGE_LENGTH) return text
  const starts = [0, ...[...text.matchAll(/\n+/g)].map(({ index, 0: { length } }) => index + length)]
  const best = starts.reduce(
    (so, start) => {
      const held = searchable(text.slice(start, start + PASSAGE_LENGTH))
      const count = words.filter((word) => held.includes(searchable(word))).length
      return count > so.count ? { start, count } : so
    },
    { start: 0, count: 0 },
  )
  return text.slice(best.start, best.start + PASSAGE_LENGTH).replace(/[\uD800-\uDBFF]$/, '')
}
