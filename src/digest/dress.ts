import type { PartyCode } from '../domain/key-point.ts'
import type { Answer, Field, Message, MessageItem } from '../domain/message.ts'
import type { MachinePoint } from '../domain/model.ts'
import type { Told } from '../domain/retraction.ts'
import type { Topic } from '../domain/topic.ts'
import { labelledText } from './fields.ts'
import { quoteOf } from './quote.ts'
import { translateAnswer, translateMessage, type Translation } from './translate.ts'
import { type DisplayName, TOPIC_LABELS, voiceName } from './words.ts'

/** What a model has to say of one readout, as far as it may be told. */
export type MachineWords = {
  /** With the key points of the rules that it rests on. */
  readonly lede: { readonly text: string; readonly tells: readonly Told[] } | undefined
  readonly points: readonly { readonly point: MachinePoint; readonly issuer: PartyCode }[]
}

/** What is ready of a model's for one message or answer. Whatever is not ready is not told. */
export type Words = Translation & {
  /** By the id of the item that they belong to. */
  readonly readings: ReadonlyMap<string, MachineWords>
  /** Sentences of an overview of the whole message. */
  readonly overview: readonly string[]
  /** What the reader asked for: machine points on these come first. */
  readonly topics?: readonly Topic[] | undefined
  readonly displayName: DisplayName
}

/** How many machine points one item of a digest shows. */
const MOST_POINTS = 3

/**
 * A message with what a model adds to it, each in words that say so: a summary above an item's own lines, its key points below them, an
 * overview, and translations. Marks, counts and order stay the rules'. The very same message where nothing is added.
 */
export function dressMessage(message: Message, words: Words): Message {
  const items = dressItems(message.items, words, MOST_POINTS)
  const dressed = items === message.items ? message : { ...message, items }
  const { overview, translate } = words
  const sentences = overview.map((sentence) => translate(sentence, 'en') ?? sentence)
  const told = sentences.length === 0 ? dressed : { ...dressed, overview: `Machine-written: ${sentences.join(' ')}` }
  return translateMessage(told, words)
}

/** The same for what is told of single texts: all of their machine points, each with its quotes, behind the rules' own. */
export function dressAnswer(answer: Answer, words: Words): Answer {
  const items = dressItems(answer.items, words, Infinity)
  return translateAnswer(items === answer.items ? answer : { ...answer, items }, words)
}

function dressItems(items: readonly MessageItem[], words: Words, most: number): readonly MessageItem[] {
  const dressed = items.map((item) => dressItem(item, words, most))
  return dressed.some((item, index) => item !== items[index]) ? dressed : items
}

/** Of what is told in full; lines of edits alone tell what happened to a text, and need no summary of it. */
function dressItem(item: MessageItem, words: Words, most: number): MessageItem {
  const machine = words.readings.get(item.id)
  const isSequel = item.fields.length > 0 && item.fields.every(({ mark }) => mark === 'Edited')
  if (!machine || item.quiet || isSequel) return item
  const { lede, points } = machine
  const summary = lede ? [{ label: 'Machine-written summary', text: lede.text, tells: lede.tells }] : []
  const added = inOrder(points, words.topics ?? [])
    .slice(0, most)
    .map(({ point, issuer }) => pointField(point, issuer, words, most === Infinity))
  if (summary.length + added.length === 0) return item
  // Details number the rules' lines, by which a person retracts them: there the summary comes behind them.
  const fields = most === Infinity ? [...item.fields, ...summary, ...added] : [...summary, ...item.fields, ...added]
  return { ...item, fields }
}

function inOrder(points: MachineWords['points'], topics: readonly Topic[]): MachineWords['points'] {
  const isWanted = ({ point }: MachineWords['points'][number]): boolean => topics.includes(point.topic)
  return [...points.filter(isWanted), ...points.filter((point) => !isWanted(point))]
}

/** `Energy and climate — Azerbaijan, as reported by China (machine-read)`. */
function pointField(point: MachinePoint, issuer: PartyCode, { displayName }: Words, withQuote: boolean): Field {
  const voice = voiceName(point.voice, issuer, false, displayName)
  return {
    label: `${TOPIC_LABELS[point.topic]} — ${voice} (machine-read)`,
    text: labelledText(point, issuer, displayName),
    ...(withQuote ? { quote: quoteOf(point.evidence) } : {}),
  }
}
