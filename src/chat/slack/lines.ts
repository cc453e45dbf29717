import type { types } from '@slack/bolt'
import { breakText, clip, plainText, safeAddress } from '../plain-text.ts'
import { jsonSize, LIMIT } from './blocks.ts'

// Rich text shows every character as it stands: no mention, link or emphasis comes of it but what is an element of its own.
// https://docs.slack.dev/reference/block-kit/blocks/rich-text-block

type Element = types.RichTextElement
type Style = 'bold' | 'italic' | 'strike'

/** One line of rich text; `quote` is set off with a bar at its left. */
export type Line = { readonly kind: 'line' | 'quote'; readonly elements: readonly Element[] }

/** Characters of one line before a longer text goes on in the next. */
const TEXT_IN_LINE = 300

/** Text that is not ours, as it stands; nothing where nothing can be seen of it. */
export const said = (text: string, style?: Style): Element[] => ours(plainText(text), style)

/** Text of our own, spaces and all. */
export function ours(text: string, style?: Style): Element[] {
  if (text === '') return []
  return [{ type: 'text', text, ...(style ? { style: { [style]: true } } : {}) }]
}

/** A link under a name; only the name where the address is not plainly https. */
export function linked(name: string, url: string, max: number): Element[] {
  const address = safeAddress(url, LIMIT.address)
  const shown = clip(plainText(name), max)
  return address ? [{ type: 'link', url: address, text: shown || clip(new URL(address).host, max) }] : said(shown)
}

/** An instant in the reader's own zone and language. */
export const instant = (at: Date): Element => ({
  type: 'date',
  timestamp: Math.floor(at.getTime() / 1_000),
  format: '{date_short_pretty}, {time}',
  fallback: `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
})

/** A text that is not ours, in as many lines as it needs. */
export const linesOf = (text: string, kind: Line['kind'] = 'line'): Line[] =>
  breakText(plainText(text), TEXT_IN_LINE).map((piece) => ({ kind, elements: ours(piece) }))

/** What stands between dots on one line, or on as many as it needs. */
export function dotted(words: readonly (readonly Element[])[], max: number): Line[] {
  const lines: Element[][] = []
  for (const word of words.filter((elements) => elements.length > 0)) {
    const last = lines.at(-1)
    if (last && jsonSize([...last, ...word]) <= max) last.push(...ours(' · '), ...word)
    else lines.push([...word])
  }
  return lines.map((elements) => ({ kind: 'line', elements }))
}

/** Fills pieces with whole lines, each of at most `max` units of JSON; a longer line stands alone. */
export function packLines(lines: readonly Line[], max: number): Line[][] {
  const pieces: Line[][] = []
  let room = 0
  for (const line of lines) {
    const size = jsonSize(line)
    if (size > room) {
      pieces.push([])
      room = max
    }
    pieces.at(-1)?.push(line)
    room -= size
  }
  return pieces
}

/** Lines as one block. */
export function richText(lines: readonly Line[]): types.RichTextBlock {
  const runs: { readonly kind: Line['kind']; readonly elements: Element[] }[] = []
  for (const { kind, elements } of lines) {
    const last = runs.at(-1)
    if (last?.kind === kind) last.elements.push(...ours('\n'), ...elements)
    else runs.push({ kind, elements: [...elements] })
  }
  return {
    type: 'rich_text',
    elements: runs.map(({ kind, elements }) => ({
      type: kind === 'quote' ? 'rich_text_quote' : 'rich_text_section',
      elements: joined(elements),
    })),
  }
}

/** Runs of text without emphasis as one, for a message's room is counted in JSON. */
function joined(elements: readonly Element[]): Element[] {
  const all: Element[] = []
  for (const element of elements) {
    const last = all.at(-1)
    if (isPlain(last) && isPlain(element)) all[all.length - 1] = { type: 'text', text: last.text + element.text }
    else all.push(element)
  }
  return all
}

const isPlain = (element: Element | undefined): element is types.RichTextText =>
  element?.type === 'text' && element.style === undefined
