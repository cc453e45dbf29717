import type { Message, MessageItem, Part } from '../../domain/message.ts'
import { breakText, clip, plainText } from '../plain-text.ts'
import { type Block, context, header, LIMIT, section } from './blocks.ts'
import { fallbackText } from './escape.ts'
import { itemGroups } from './item.ts'
import { dotted, instant, type Line, ours, richText } from './lines.ts'
import { type Group, packGroups } from './pack.ts'
import { quietGroups } from './quiet.ts'

/** One message as it waits in the outbox. */
export type SlackPart = Part & {
  /** What a push notification shows and a screen reader reads. */
  readonly text: string
  readonly blocks: readonly Block[]
}

/** In characters. */
const LONGEST = { notification: 400, window: 200, footer: 1_500, overview: 2_500 } as const

/** A digest as one message or more, divided between items. Pure. */
export function renderMessage(message: Message): readonly SlackPart[] {
  const parts = packGroups([
    headOf(message),
    ...overviewOf(message.overview),
    ...bodyOf(message.items),
    ...footerOf(message.footer),
  ])
  const heading = plainText(message.heading) || 'Readouts'
  const first = fallbackText(plainText(message.notification) || heading, LONGEST.notification)
  return parts.map((blocks, index) => ({
    text:
      index === 0
        ? first
        : fallbackText(`${clip(heading, LIMIT.header)} (${index + 1} of ${parts.length})`, LONGEST.notification),
    blocks,
  }))
}

function headOf({ heading, notification, dueAt, window, sample }: Message): Group {
  const lines: Line[] = [
    ...(sample ? [{ kind: 'line', elements: ours('A sample, no news', 'bold') } as const] : []),
    ...dotted([[instant(dueAt)], ours(clip(plainText(window), LONGEST.window))], Infinity),
    { kind: 'line', elements: ours(clip(plainText(notification), LONGEST.notification), 'bold') },
  ]
  return [header(heading, 'Readouts'), richText(lines.filter(({ elements }) => elements.length > 0))]
}

/** What a machine says of it all, in as many pieces as it needs. */
const overviewOf = (overview = ''): Group[] =>
  breakText(plainText(overview), LONGEST.overview).map((piece) => [section(piece)])

/** News first, as it comes; what is without news in one run at the end. */
function bodyOf(items: readonly MessageItem[]): Group[] {
  const news = items.filter(({ quiet }) => !quiet)
  return [
    ...news.flatMap((item, index) => {
      const begins = item.group !== news[index - 1]?.group
      return itemGroups(item, { details: true, group: begins ? item.group : undefined })
    }),
    ...quietGroups(items.filter(({ quiet }) => quiet)),
  ]
}

/** What was and was not read. */
const footerOf = (footer: string): Group[] =>
  breakText(plainText(footer), LONGEST.footer).map((piece) => [context(piece)])
