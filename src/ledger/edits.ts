import type { Evidence, EvidenceList, KeyPoint, Voice } from '../domain/key-point.ts'
import type { TextChange } from '../domain/news.ts'
import type { Reading } from '../domain/reading.ts'
import type { Topic } from '../domain/topic.ts'
import { type SentencePair, sentencePairs } from './sentences.ts'

/** A text with what one engine read from it. */
export type ReadText = { readonly text: string; readonly reading: Pick<Reading, 'keyPoints' | 'principals'> }

/** More changes than this are a text that was rewritten: the rest is to be read in the text itself. */
const MOST_CHANGES = 8

/**
 * What an edit changed of what is reported: key points first, in order of the newer text, then numbers and names in sentences that stand in
 * both. Both sides must be read by one engine. Each old quote is in the older text alone, each new one in the newer alone: what merely
 * moved, or is read otherwise than before, is no change.
 */
export function changesBetween(before: ReadText, after: ReadText): TextChange[] {
  const [old, now] = [sideOf(before), sideOf(after)]
  if (old.words === now.words) return []
  const points = pointChanges(old, now)
  const details = detailChanges(before, after).filter((detail) => !points.some((point) => overlap(point, detail)))
  return [...points, ...details].slice(0, MOST_CHANGES)
}

/** One version: its key points, and its words whatever their layout. */
type Side = { readonly points: readonly KeyPoint[]; readonly words: string }

const sideOf = ({ text, reading }: ReadText): Side => ({ points: reading.keyPoints, words: folded(text) })

function pointChanges(before: Side, after: Side): TextChange[] {
  const lines = new Set([...after.points, ...before.points].map(lineOf))
  return [...lines].flatMap((line) => {
    const of = ({ points, words }: Side): Side => ({ words, points: points.filter((point) => lineOf(point) === line) })
    return changeOnLine(of(before), of(after))
  })
}

/** What changed of one voice on one topic. Where one side alone says something else, the other side's words stand beside it if they changed too. */
function changeOnLine(before: Side, after: Side): TextChange[] {
  const old = before.points.filter(({ evidence }) => !holds(after.words, evidence))
  const now = after.points.filter(({ evidence }) => !holds(before.words, evidence))
  const [gone] = missingFrom(after.points, old)
  const [come] = missingFrom(before.points, now)
  const point = come ?? gone
  if (!point) return []
  const { topic, voice } = point
  return [{ what: 'key-point', topic, voice, before: (gone ?? old[0])?.evidence, after: (come ?? now[0])?.evidence }]
}

const lineOf = ({ topic, voice }: { readonly topic: Topic; readonly voice: Voice }): string => `${topic} ${voice}`

/** The points of `all` that say what none of `some` says. On Taiwan every word counts, else what is claimed. */
function missingFrom(some: readonly KeyPoint[], all: readonly KeyPoint[]): KeyPoint[] {
  const known = new Set(some.map(said))
  return all.filter((point) => !known.has(said(point)))
}

function said({ evidence, statement: _statement, ...point }: KeyPoint): string {
  return JSON.stringify(point.topic === 'taiwan' ? [point, ...evidence.map(({ quote }) => folded(quote))] : point)
}

/** Numbers, and names of the people who met, in sentences that are otherwise much the same. */
function detailChanges(before: ReadText, after: ReadText): TextChange[] {
  const names = [...before.reading.principals, ...after.reading.principals]
  return sentencePairs(before.text, after.text).flatMap((pair): TextChange[] => {
    const evidence = { before: [pair.before] as const, after: [pair.after] as const }
    if (numbersIn(pair.before) !== numbersIn(pair.after)) return [{ what: 'number', ...evidence }]
    return isRenamed(pair, names) ? [{ what: 'name', ...evidence }] : []
  })
}

/** Whether one of two sentences holds a name, or a part of one, that the other does not. */
function isRenamed({ before, after }: SentencePair, names: readonly string[]): boolean {
  const parts = new Set(names.flatMap(wordsOf))
  const changed = [...onlyIn(before, after), ...onlyIn(after, before)]
  return (
    changed.some((word) => parts.has(word)) ||
    names.some((name) => before.quote.includes(name) !== after.quote.includes(name))
  )
}

/** In order, as they are written: `12` and `1,200`. */
const numbersIn = ({ quote }: Evidence): string => (quote.match(/\p{Nd}+(?:[.,:/]\p{Nd}+)*/gu) ?? []).join(' ')

const wordsOf = (text: string): string[] => text.toLowerCase().match(/\p{L}+/gu) ?? []

function onlyIn(here: Evidence, there: Evidence): string[] {
  const known = new Set(wordsOf(there.quote))
  return wordsOf(here.quote).filter((word) => !known.has(word))
}

/** Whether a detail stands within what a key point's change quotes already. */
function overlap(point: TextChange, detail: TextChange): boolean {
  return meet(point.before, detail.before) || meet(point.after, detail.after)
}

const meet = (some: EvidenceList | undefined, others: EvidenceList | undefined): boolean =>
  some?.some((one) => others?.some((other) => one.start < other.end && other.start < one.end)) ?? false

/** Whether all of a quote stands among the words of a text. */
const holds = (words: string, evidence: EvidenceList): boolean =>
  evidence.every(({ quote }) => words.includes(folded(quote)))

const folded = (text: string): string => text.replace(/\s+/g, ' ').trim()

/**
 * Several edits in a row as one: what was changed twice goes from its first words to its last, and what was changed and changed back is not
 * told.
 */
export function mergeChanges(edits: readonly (readonly TextChange[])[]): TextChange[] {
  const merged: TextChange[] = []
  for (const change of edits.flat()) {
    const index = merged.findIndex((earlier) => continues(earlier, change))
    const earlier = merged[index]
    if (earlier) merged[index] = { ...earlier, after: change.after }
    else merged.push(change)
  }
  return merged.filter(({ before, after }) => wordsIn(before) !== wordsIn(after))
}

/** Whether a later change begins where an earlier one ended. */
function continues(earlier: TextChange, later: TextChange): boolean {
  const sameLine = earlier.topic === later.topic && earlier.voice === later.voice && earlier.what === later.what
  return sameLine && wordsIn(earlier.after) === wordsIn(later.before)
}

const wordsIn = (evidence: EvidenceList | undefined): string =>
  evidence?.map(({ quote }) => folded(quote)).join(' … ') ?? ''
