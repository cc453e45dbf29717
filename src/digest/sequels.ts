import type { EvidenceList } from '../domain/key-point.ts'
import type { Field } from '../domain/message.ts'
import type { NewsItem, Sequel, TextChange } from '../domain/news.ts'
import { formatDay } from './days.ts'
import { quoteOf } from './quote.ts'
import { type DisplayName, TOPIC_LABELS, voiceName } from './words.ts'

/** How many readouts that were told before are edited, and how many no longer at their addresses. */
export type SequelCounts = { readonly edited: number; readonly gone: number }

/** A quote beside another one has half the room of a quote alone. */
const MOST_QUOTED_BESIDE = 200

/** Whether an item is an edit that is counted and no more: nothing of what is reported changed. */
export function isReworded({ sequel }: Pick<NewsItem, 'sequel'>): boolean {
  return sequel?.kind === 'edited' && sequel.changes.length === 0
}

/** How many of the items tell of edits, and how many of pages that are gone. */
export function sequelCounts(items: readonly NewsItem[]): SequelCounts {
  const of = (kind: Sequel['kind']): number => items.filter(({ sequel }) => sequel?.kind === kind).length
  return { edited: of('edited'), gone: of('gone') }
}

/** What happened to a text since it was told, a line each: what stands in it now and what stood there before. No reason is ever given. */
export function sequelFields(sequel: Sequel, displayName: DisplayName, year: string): Field[] {
  const { readout } = sequel.text
  if (sequel.kind === 'gone') {
    const since = formatDay(sequel.since.toISOString().slice(0, 10), year)
    return [{ label: 'Page', text: `no longer at its address since ${since}; its text is kept` }]
  }
  return sequel.changes.map((change) => ({
    mark: 'Edited',
    label: labelOf(change, readout.issuer, displayName),
    text: editText(change),
  }))
}

function labelOf({ what, topic, voice }: TextChange, issuer: string, displayName: DisplayName): string {
  if (topic === undefined) return what === 'name' ? 'A name' : 'A number'
  const isPairs = topic === 'agreements' || (topic === 'partnership' && voice === 'joint')
  if (isPairs || voice === undefined) return TOPIC_LABELS[topic]
  return `${TOPIC_LABELS[topic]} — ${voiceName(voice, issuer, false, displayName)}`
}

function editText({ before, after }: TextChange): string {
  if (!before) return after ? `added: ${quoted(after)}` : ''
  if (!after) return `no longer in the text: ${quoted(before)}`
  return `${quoted(after, MOST_QUOTED_BESIDE)}; before the edit: ${quoted(before, MOST_QUOTED_BESIDE)}`
}

const quoted = (evidence: EvidenceList, most?: number): string => `“${quoteOf(evidence, most)}”`
