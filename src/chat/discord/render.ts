import type { Message, MessageItem, Part } from '../../domain/message.ts'
import { formatButtonId } from './button.ts'
import { button, type Component, section, textDisplay } from './components.ts'
import { breakText, clip, plainText } from '../plain-text.ts'
import { escapeShort, escapeText } from './escape.ts'
import { itemBlocks, smallPrint, TEXT_IN_LINE, timestamp } from './item.ts'
import { type Block, packBlocks, packLines } from './pack.ts'
import { quietBlocks } from './quiet.ts'

/** One message as it waits in the outbox. */
export type DiscordPart = Part & {
  /** Of the first part only: what a push notification shows. The others arrive without a sound. */
  readonly notification?: string | undefined
  /** Of the others: what the thread is called that they go into. */
  readonly thread?: string | undefined
  readonly components: readonly Component[]
}

/** In characters of markup. At their longest they fit a message beside the longest card. */
const LONGEST = { heading: 400, notification: 700, window: 200, footer: 1_300, overview: 1_800 } as const

/** A digest as one message or more, divided between items; every part has a button, by which it can be found again. Pure. */
export function renderMessage(message: Message): readonly DiscordPart[] {
  const parts = packBlocks([
    headOf(message),
    ...overviewOf(message.overview),
    ...bodyOf(message.items),
    ...footerOf(message.footer),
  ])
  const notification = escapeShort(message.notification, LONGEST.notification)
  return parts.map((components, index) => {
    if (index > 0) return { thread: threadName(message), components }
    return notification === '' ? { components } : { notification, components }
  })
}

/** Discord takes a hundred characters; nothing in a name is formatted or calls anybody. */
function threadName({ heading }: Message): string {
  return `${clip(plainText(heading), 80) || 'Readouts'} · more`
}

function headOf({ heading, notification, dueAt, window, sample }: Message): Block {
  const lines = [
    sample ? '**A sample, no news**' : '',
    `## ${escapeShort(heading, LONGEST.heading) || 'Readouts'}`,
    `-# ${[timestamp(dueAt), escapeShort(window, LONGEST.window)].filter((fact) => fact !== '').join(' · ')}`,
    notification === '' ? '' : `**${escapeShort(notification, LONGEST.notification)}**`,
  ]
  return [textDisplay(lines.filter((line) => line !== '').join('\n'))]
}

/** What a machine says of it all, in as many pieces as it needs. */
function overviewOf(overview = ''): Block[] {
  const lines = breakText(plainText(overview), TEXT_IN_LINE).map(escapeText)
  return packLines(
    lines.filter((line) => line !== ''),
    LONGEST.overview,
  ).map((piece) => [textDisplay(piece)])
}

/** News first, as it comes; what is without news in one run at the end. */
function bodyOf(items: readonly MessageItem[]): Block[] {
  const news = items.filter(({ quiet }) => !quiet)
  return [
    ...news.flatMap((item, index) => {
      const begins = item.group !== news[index - 1]?.group
      return itemBlocks(item, { details: true, group: begins ? item.group : undefined })
    }),
    ...quietBlocks(items.filter(({ quiet }) => quiet)),
  ]
}

/** What was and was not read; its button says more. */
function footerOf(footer: string): Block[] {
  const sources = formatButtonId({ kind: 'words', words: 'sources' })
  const pieces = packLines(smallPrint(footer === '' ? 'What was read, and when:' : footer), LONGEST.footer)
  return pieces.map((piece) => [section(piece, button('Sources', sources))])
}
