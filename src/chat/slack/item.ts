import type { Field, MessageItem } from '../../domain/message.ts'
import { breakText, clip, MACHINE_TRANSLATION, plainText } from '../plain-text.ts'
import { actionId, overflow, formatValue } from './action.ts'
import { type Block, context, divider, section } from './blocks.ts'
import { dotted, instant, type Line, linesOf, linked, ours, packLines, richText } from './lines.ts'
import type { Group } from './pack.ts'

/** The first two in units of JSON, the others in characters. With everything at its longest a piece still fits a message. */
const LONGEST = {
  body: 4_000,
  links: 2_000,
  heading: 200,
  group: 200,
  label: 200,
  text: 300,
  link: 100,
  note: 300,
} as const

/** How one item is shown. */
export type ItemOptions = {
  /** Whether a menu opens every quote of the item. */
  readonly details: boolean
  /** Stands above the item, where a group begins. */
  readonly group?: string | undefined
}

/** An item between two thin lines, in as many pieces as its text needs; its menu stands at its very end. */
export function itemGroups(item: MessageItem, { details, group }: ItemOptions): Group[] {
  const heading = clip(plainText(item.heading) || item.shortId, LONGEST.heading)
  const pieces = packLines([...factLines(item), ...item.fields.flatMap(fieldLines), ...linkLines(item)], LONGEST.body)
  const bodies = pieces.length > 0 ? pieces : [[]]
  return bodies.map((lines, index) => {
    const lead = ours(index === 0 ? heading : `${heading} (continued)`, 'bold')
    const blocks: Block[] = [divider, richText([{ kind: 'line', elements: lead }, ...lines])]
    if (group !== undefined && index === 0) blocks.unshift(groupLine(group))
    return index === bodies.length - 1 ? [...blocks, lastBlock(item, details)] : blocks
  })
}

/** The command in words that opens an item. */
export const detailsWords = ({ shortId }: MessageItem): string => `show ${shortId}`

const groupLine = (group: string): Block =>
  richText([{ kind: 'line', elements: ours(clip(plainText(group) || '…', LONGEST.group), 'italic') }])

/** When, where and who; and when it was published. */
function factLines({ subheading, publishedAt, note = '' }: MessageItem): Line[] {
  const facts = linesOf(subheading)
  const last = facts.pop()?.elements ?? []
  const published = publishedAt ? [...ours('published '), instant(publishedAt)] : []
  const long = plainText(note).length > LONGEST.note ? linesOf(note) : []
  return [...facts, ...dotted([last, published], Infinity), ...long]
}

/** One fact: its line, and under it the source's own words. */
function fieldLines({ mark, label, text, quote = '', translation = '', struck }: Field): Line[] {
  const style = struck === true ? 'strike' : undefined
  const name = clip(plainText(label), LONGEST.label)
  const [first = '', ...more] = breakText(plainText(text), LONGEST.text)
  const lead = [
    ...ours(mark ? `${mark} ` : '', 'italic'),
    ...ours(name === '' ? '' : `${name}: `, 'bold'),
    ...ours(first, style),
  ]
  const lines: Line[] = [
    { kind: 'line', elements: lead },
    ...more.map((piece): Line => ({ kind: 'line', elements: ours(piece, style) })),
  ]
  const words = plainText(quote)
  return [
    ...lines.filter(({ elements }) => elements.length > 0),
    ...(words === '' ? [] : linesOf(`“${words}”`, 'quote')),
    ...(plainText(translation) === '' ? [] : linesOf(`${MACHINE_TRANSLATION} ${translation}`)),
  ]
}

/** Where to read it. */
const linkLines = ({ links }: MessageItem): Line[] =>
  dotted(
    links.map(({ label, url }) => linked(label, url, LONGEST.link)),
    LONGEST.links,
  )

/** What is known of the other side, and by which name to ask for it. */
function lastBlock(item: MessageItem, details: boolean): Block {
  const note = plainText(item.note ?? '')
  const text = [note.length > LONGEST.note ? '' : note, plainText(item.shortId)]
    .filter((word) => word !== '')
    .join(' · ')
  return details ? section(text, detailsMenu(item)) : context(text)
}

const detailsMenu = (item: MessageItem) =>
  overflow(actionId('open', item.shortId), [
    { label: 'Details', value: formatValue(detailsWords(item)) },
    { label: 'Compare accounts', value: formatValue(`compare ${item.shortId}`) },
    { label: 'Why here?', value: formatValue(`why ${item.shortId}`) },
  ])
