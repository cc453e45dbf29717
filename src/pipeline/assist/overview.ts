import { createHash } from 'node:crypto'
import type { Message, MessageItem } from '../../domain/message.ts'
import type { Fact, ModelInputs } from '../../domain/model.ts'
import type { KeptReading } from '../../domain/readout.ts'
import { saysOf } from '../../domain/retraction.ts'

/** An overview that waits for its digest: its sentences, each with the names of the facts that it rests on. */
export type WaitingOverview = {
  readonly sentences: readonly { readonly text: string; readonly rests: readonly string[] }[]
}

/** Keeps overviews until their digests are due; a Keyv is one. */
export interface OverviewCache {
  get(key: string): Promise<WaitingOverview | undefined>
  set(key: string, value: WaitingOverview, ttlMs: number): Promise<unknown>
}

/** Of fewer encounters there is nothing to be overlooked. */
const FEWEST = 3

const MOST_QUOTES = 4
const QUOTE_LENGTH = 300

type OverviewItem = ModelInputs['overview']['items'][number]

/** What an overview of a message may rest on: what it tells in full. Nothing where there is too little for one. */
export function overviewItems(message: Message, texts: ReadonlyMap<string, KeptReading>): readonly OverviewItem[] {
  const told = message.items.filter(({ quiet, fields }) => !quiet && fields.length > 0)
  return told.length < FEWEST ? [] : told.map((item) => itemOf(item, texts))
}

function itemOf({ heading, subheading, fields }: MessageItem, texts: ReadonlyMap<string, KeptReading>): OverviewItem {
  const lines = fields.map(({ mark, label, text }) => `${mark === undefined ? '' : `${mark}: `}${label}: ${text}`)
  const quotes = fields
    .flatMap(({ tells = [] }) => tells)
    .flatMap(({ readout, version, says }) => {
      const text = texts.get(readout)
      if (text?.version.number !== version) return []
      return text.reading.keyPoints.filter((point) => saysOf(point) === says).flatMap(({ evidence }) => evidence)
    })
    .map(({ quote }) => quote.slice(0, QUOTE_LENGTH).toWellFormed())
  return {
    heading: `${heading} · ${subheading}`,
    statement: `${lines.join('. ')}.`,
    quotes: [...new Set(quotes)].slice(0, MOST_QUOTES),
  }
}

/** The same as facts that the gate checks against: an encounter may be named as its item is headed. */
export const overviewFacts = (items: readonly OverviewItem[]): Fact[] =>
  items.map(({ heading, statement, quotes }) => ({ statement: `${heading}. ${statement}`, quotes }))

/** Names what an item tells: told otherwise, it is another. */
export const nameOfItem = (item: OverviewItem): string =>
  createHash('sha256').update(JSON.stringify(item)).digest('hex').slice(0, 24)

/** The sentences for a message that tells these items: all of them where everything that they rest on is told, word for word; else none. */
export function sentencesFor(waiting: WaitingOverview, items: readonly OverviewItem[]): readonly string[] {
  const told = new Set(items.map(nameOfItem))
  const isTold = waiting.sentences.every(({ rests }) => rests.every((name) => told.has(name)))
  return isTold ? waiting.sentences.map(({ text }) => text) : []
}
