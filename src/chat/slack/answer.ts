import type { Choice } from '../../domain/command.ts'
import type { Answer } from '../../domain/message.ts'
import { breakText, plainText } from '../plain-text.ts'
import { actionId, button, formatValue } from './action.ts'
import { actions, type Block, context, header } from './blocks.ts'
import { choiceGroups } from './choices.ts'
import { fallbackText } from './escape.ts'
import { itemGroups } from './item.ts'
import { linesOf, packLines, richText } from './lines.ts'
import { type Group, MESSAGE_ROOM, shortened } from './pack.ts'

/** One message as it is answered with, to one person or to all. */
export type View = { readonly text: string; readonly blocks: readonly Block[] }

/** How an answer is shown. */
export type AnswerOptions = {
  /** Offers to post the answer to these words for all; only where the channel is the one it is shown in. */
  readonly share?: string | undefined
  /** What was asked for by name: such an item is not offered once more. */
  readonly asked?: readonly string[] | undefined
  /** Channel that the choices are meant for, where it is another than the one they are shown in. */
  readonly target?: string | undefined
}

/** An answer goes to one address, which takes five messages: https://docs.slack.dev/interactivity/handling-user-interaction */
export const MOST_VIEWS = 4

/** The first in units of JSON, the others in characters. */
const LONGEST = { text: 4_000, fallback: 150, footer: 1_500 } as const

/** An answer as one view or more, its choices under the last. Pure. */
export function renderAnswer(answer: Answer, options: AnswerOptions): readonly View[] {
  const { share } = options
  const next = choiceGroups(answer.choices, options.target)
  return viewsOf(answer.heading, answerGroups(answer, options), [
    ...next,
    ...(share === undefined ? [] : [shareGroup(share)]),
  ])
}

/** What an answer says, without what can be done next. */
export function answerGroups(
  { heading, summary = '', items, footer = '' }: Answer,
  { asked = [] }: AnswerOptions,
): Group[] {
  const cards = items.flatMap((item, index) =>
    itemGroups(item, {
      details: !asked.includes(item.shortId) && !asked.includes(item.id),
      group: item.group === items[index - 1]?.group ? undefined : item.group,
    }),
  )
  return [[header(heading, 'Answer')], ...textGroups(summary), ...cards, ...footerGroups(footer)]
}

/** A sentence or more, with choices under it. Pure. */
export const renderText = (text: string, choices: readonly Choice[] = [], target?: string): readonly View[] =>
  viewsOf(text, textGroups(text), choiceGroups(choices, target))

/** Lines of text, each as long as it likes. */
export const textGroups = (text: string): Group[] =>
  packLines(
    text.split('\n').flatMap((line) => linesOf(line)),
    LONGEST.text,
  ).map((lines) => [richText(lines)])

const footerGroups = (footer: string): Group[] =>
  breakText(plainText(footer), LONGEST.footer).map((piece) => [context(piece)])

const shareGroup = (words: string): Group => [
  actions(button('Share in channel', actionId('share', 'here'), formatValue(words))),
]

function viewsOf(heading: string, body: readonly Group[], next: readonly Group[]): readonly View[] {
  const text = fallbackText(heading, LONGEST.fallback) || 'Answer'
  return shortened(body, next, MESSAGE_ROOM, MOST_VIEWS).map((blocks) => ({ text, blocks }))
}
