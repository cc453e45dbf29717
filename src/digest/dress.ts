import type { PartyCode } from '../domain/key-point.ts'
import type { Answer, Field, Message, MessageItem } from '../domain/message.ts'
import type { MachinePoint } from '../domain/model.ts'
import type { Told } from '../domain/retraction.ts'
import type { Topic } from '../domain/topic.ts'
import { labelledText } from './fields.ts'
import { quoteOf } from './quote.ts'
import { noted, translateAnswer, translateField, translateMessage, type Translation } from './translate.ts'
import { type DisplayName, TOPIC_LABELS, voiceName } from './words.ts'

/** What a model has to say of one readout, as far as it may be told. */
export type MachineWords = {
  /** With the key points that it rests on. */
  readonly lede: { readonly text: string; readonly tells: readonly Told[] } | undefined
  readonly points: readonly { readonly point: MachinePoint; readonly issuer: PartyCode; readonly told: Told }[]
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

/** What is said where a machine wrote something: in English whatever else is translated, so that it cannot be lost in translation. */
const SAID = { overview: 'Machine-written:', lede: 'Machine-written summary', point: '(machine-read)' } as const

/**
 * A message with what a model adds to it, each in words that say so: a summary above an item's own lines, its key points below them, an
 * overview, and translations. Marks, counts and order stay the rules'. The very same message where nothing is added.
 */
export function dressMessage(message: Message, words: Words): Message {
  const watched = watch(words)
  const told = translateMessage(message, watched)
  const items = dressItems(told.items, watched, MOST_POINTS)
  const overview = words.overview.map((sentence) => watched.translate(sentence, 'en') ?? sentence)
  const footer = watched.noteUnder(told.footer)
  if (told === message && items === message.items && overview.length === 0) return message
  return {
    ...told,
    items,
    footer,
    ...(overview.length === 0 ? {} : { overview: [SAID.overview, ...overview].join(' ') }),
  }
}

/** The same for what is told of single texts: all of their machine points, each with its quotes and its number, counted on from the rules' own. */
export function dressAnswer(answer: Answer, words: Words): Answer {
  const watched = watch(words)
  const told = translateAnswer(answer, watched)
  const items = dressItems(told.items, watched, Infinity)
  if (told === answer && items === answer.items) return answer
  const footer = watched.noteUnder(told.footer ?? '')
  return { ...told, items, footer: footer === '' ? undefined : footer }
}

type Watched = Words & { readonly noteUnder: (footer: string) => string }

/** The words, and under what they translate anything of, a note that says so. */
function watch(words: Words): Watched {
  let hasTranslated = false
  return {
    ...words,
    translate: (text, from) => {
      const translation = words.translate(text, from)
      hasTranslated ||= translation !== undefined
      return translation
    },
    noteUnder: (footer) => (hasTranslated ? noted(footer, words.language) : footer),
  }
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
  const summary = lede
    ? [{ label: SAID.lede, text: words.translate(lede.text, 'en') ?? lede.text, tells: lede.tells }]
    : []
  const added = inOrder(points, words.topics ?? [])
    .slice(0, most)
    .map((told, index) => {
      const field = pointField(item.id, told, words, most === Infinity)
      return most === Infinity ? { ...field, label: `${item.fields.length + index + 1}. ${field.label}` } : field
    })
  if (summary.length + added.length === 0) return item
  // Details number their lines, by which a person retracts them: there the summary comes behind those of the rules.
  const fields = most === Infinity ? [...item.fields, ...summary, ...added] : [...summary, ...item.fields, ...added]
  return { ...item, fields }
}

type MachineTold = MachineWords['points'][number]

function inOrder(points: MachineWords['points'], topics: readonly Topic[]): MachineWords['points'] {
  const isWanted = ({ point }: MachineTold): boolean => topics.includes(point.topic)
  return [...points.filter(isWanted), ...points.filter((point) => !isWanted(point))]
}

/** `Energy and climate — Azerbaijan, as reported by China (machine-read)`. */
function pointField(id: string, { point, issuer, told: tells }: MachineTold, words: Words, withQuote: boolean): Field {
  const voice = voiceName(point.voice, issuer, false, words.displayName)
  const field: Field = {
    label: `${TOPIC_LABELS[point.topic]} — ${voice}`,
    text: labelledText(point, issuer, words.displayName),
    tells: [tells],
    ...(withQuote ? { quote: quoteOf(point.evidence) } : {}),
  }
  const told = translateField(field, words, words.languages?.get(id))
  return { ...told, label: `${told.label} ${SAID.point}` }
}
