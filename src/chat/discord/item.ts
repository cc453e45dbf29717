import { type Field, MARKS, type Mark, type MessageItem } from '../../domain/message.ts'
import { breakText, MACHINE_TRANSLATION, plainText } from '../plain-text.ts'
import { formatButtonId } from './button.ts'
import { button, container, section, textDisplay } from './components.ts'
import { escapeShort, escapeText, linkTo } from './escape.ts'
import { type Block, packLines } from './pack.ts'

/** The strip of colour at a card's left: the strongest mark in it. Without news there is none. */
const ACCENT: Readonly<Record<Mark, number>> = {
  Changed: 0xd9480f,
  First: 0xe0a800,
  Absent: 0x868e96,
  Differs: 0x7048e8,
  Edited: 0x1c7ed6,
}

/** In characters of markup. With everything at its longest a card is some 2,500 long, so that it fits a message beside its heading. */
const LONGEST = { heading: 300, subheading: 500, group: 300, label: 300, body: 1_250 } as const

/** Before escaping, which at most doubles it. */
export const TEXT_IN_LINE = 400

/** How one item is shown. */
export type ItemOptions = {
  /** Whether a button opens every quote of the item. */
  readonly details: boolean
  /** Stands above the item, where a group begins. */
  readonly group?: string | undefined
}

/** An item as a card, in as many cards as its text needs. */
export function itemBlocks(item: MessageItem, { details, group }: ItemOptions): Block[] {
  const mark = MARKS.find((one) => item.fields.some((field) => field.mark === one))
  const accent = mark && ACCENT[mark]
  const bodies = packLines([...item.fields.flatMap(fieldPieces), ...lastLines(item)], LONGEST.body)
  return bodies.map((body, index) => {
    const content = `${index === 0 ? headOf(item) : `${headingOf(item)} (continued)`}\n${body}`
    const inside = details ? section(content, detailsButton(item)) : textDisplay(content)
    const card = container([inside], accent)
    return group !== undefined && index === 0 ? [textDisplay(groupLine(group)), card] : [card]
  })
}

/** The command in words that opens an item. */
export const detailsWords = ({ shortId }: MessageItem): string => `show ${shortId}`

const detailsButton = (item: MessageItem) =>
  button('Details', formatButtonId({ kind: 'words', words: detailsWords(item) }))

/** Discord shows it in the reader's own zone and language: https://docs.discord.com/developers/reference#message-formatting-timestamp-styles */
export const timestamp = (at: Date): string => `<t:${Math.floor(at.getTime() / 1_000)}:f>`

/** Lines of small print that together say all of `text`. */
export const smallPrint = (text: string): string[] =>
  breakText(plainText(text), TEXT_IN_LINE).map((line) => `-# ${escapeText(line)}`)

const groupLine = (group: string): string => `**${escapeShort(group, LONGEST.group)}**`

const headingOf = ({ heading, shortId }: MessageItem): string =>
  `### ${escapeShort(heading === '' ? shortId : heading, LONGEST.heading)}`

function headOf(item: MessageItem): string {
  const published = item.publishedAt ? `published ${timestamp(item.publishedAt)}` : ''
  const facts = [escapeShort(item.subheading, LONGEST.subheading), published].filter((fact) => fact !== '')
  return facts.length === 0 ? headingOf(item) : `${headingOf(item)}\n-# ${facts.join(' · ')}`
}

/** One fact, and under it the source's own words; neither is torn apart where it can be helped. */
function fieldPieces({ mark, label, text, quote = '', translation = '', struck }: Field): string[] {
  const lead = [mark ? `*${mark}*` : '', label === '' ? '' : `**${escapeShort(label, LONGEST.label)}:**`]
  const [first = '', ...more] = breakText(plainText(text), TEXT_IN_LINE).map((line) =>
    struck === true ? `~~${escapeText(line)}~~` : escapeText(line),
  )
  const said = [[...lead, first].filter((word) => word !== '').join(' '), ...more].filter((line) => line !== '')
  const quoted = plainText(quote) === '' ? [] : breakText(`“${plainText(quote)}”`, TEXT_IN_LINE)
  const pieces = [
    ...packLines(said, LONGEST.body),
    ...packLines(
      quoted.map((line) => `> ${escapeText(line)}`),
      LONGEST.body,
    ),
    ...(plainText(translation) === '' ? [] : smallPrint(`${MACHINE_TRANSLATION} ${translation}`)),
  ]
  return packLines(pieces, LONGEST.body)
}

/** What is known of the other side, where to read it, and by which name to ask for it. */
function lastLines({ note, links, shortId }: MessageItem): string[] {
  const known = breakText(plainText(note ?? ''), TEXT_IN_LINE).map(escapeText)
  return joinWords([...known, ...links.map(({ label, url }) => linkTo(label, url)), escapeText(shortId)], LONGEST.body)
}

/** Words run together with dots between, as lines of small print of at most `max` units. */
function joinWords(words: readonly string[], max: number): string[] {
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 3 + word.length <= max) lines[lines.length - 1] = `${last} · ${word}`
    else lines.push(`-# ${word}`)
  }
  return lines
}
