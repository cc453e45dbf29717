import type { Choice } from '../../domain/command.ts'
import type { Answer } from '../../domain/message.ts'
import { breakText, clip, plainText } from '../plain-text.ts'
import { formatButtonId, REPEAT_ROOM } from './button.ts'
import { button, type Component, LIMIT, menu, row, textDisplay } from './components.ts'
import { escapeShort, escapeText } from './escape.ts'
import { itemBlocks, smallPrint } from './item.ts'
import { type Block, packBlocks, packLines } from './pack.ts'

/** How an answer is shown. */
export type AnswerOptions = {
  /** Whether each message offers to be shown to the channel. */
  readonly shareable: boolean
  /** What was asked for by name: such an item is not offered once more. */
  readonly asked?: readonly string[] | undefined
  /** Channel or thread that the choices are meant for, where it is another than the one they are shown in. */
  readonly target?: string | undefined
}

/** The components of one message. */
export type View = readonly Component[]

/** Ten pages are more than anybody reads on a phone. */
const MOST_VIEWS = 10

/** In characters of markup. */
const LONGEST = { heading: 500, text: 1_500, choice: 300 } as const
const TEXT_IN_LINE = 700

const SHARE = button('Share', formatButtonId({ kind: 'share' }))

/** An answer as one view or more, its choices under the last. Pure. */
export function renderAnswer(answer: Answer, { shareable, asked = [], target }: AnswerOptions): readonly View[] {
  const { heading, summary = '', items, footer = '' } = answer
  const choices = choiceBlocks(answer.choices, target)
  const cards = items.flatMap((item, index) =>
    itemBlocks(item, {
      details: !asked.includes(item.shortId) && !asked.includes(item.id),
      group: item.group === items[index - 1]?.group ? undefined : item.group,
    }),
  )
  const head = textBlocks([`## ${escapeShort(heading, LONGEST.heading) || 'Answer'}`, ...linesOf(summary)])
  const views = packBlocks(
    [...head, ...cards, ...textBlocks(smallPrint(footer)), ...choices],
    shareable ? SPARE : undefined,
  )
  const short = views.length <= MOST_VIEWS ? views : [...views.slice(0, MOST_VIEWS - 1), cutOff(choices)]
  return shareable ? short.map(withShare) : short
}

/** For the button to share, and for who shared it. */
const SPARE = { components: 2, characters: 60 }

/** In the last row of buttons where there is room, else below. */
function withShare(view: View): View {
  const last = view.at(-1)
  const buttons = last?.type === 1 && last.components.length < LIMIT.buttonsInRow ? last.components : []
  if (buttons.length === 0 || buttons.some(({ type }) => type !== 2)) return [...view, row(SHARE)]
  return [...view.slice(0, -1), row(...buttons, SHARE)]
}

/** A sentence or more, with choices under it. Pure. */
export const renderText = (text: string, choices: readonly Choice[] = [], target?: string): readonly View[] =>
  packBlocks([...textBlocks(linesOf(text)), ...choiceBlocks(choices, target)])

const cutOff = (choices: readonly Block[]): View =>
  packBlocks([[textDisplay('-# The rest does not fit here: ask for less at a time.')], ...choices])[0] ?? []

const linesOf = (text: string): string[] =>
  text.split('\n').flatMap((line) => breakText(plainText(line), TEXT_IN_LINE).map(escapeText))

const textBlocks = (lines: readonly string[]): Block[] =>
  packLines(lines, LONGEST.text).map((piece) => [textDisplay(piece)])

/** Buttons, or beyond five a menu; what is too long for either is written out, to be typed. */
function choiceBlocks(choices: readonly Choice[], target: string | undefined): Block[] {
  const distinct = [...new Map(choices.map((choice) => [choice.words.trim(), choice])).values()].filter(hasWords)
  const idOf = ({ words }: Choice): string => formatButtonId({ kind: 'words', words, target })
  const fitting = distinct.filter((choice) => idOf(choice).length + REPEAT_ROOM <= LIMIT.customId)
  const tooLong = distinct.filter((choice) => !fitting.includes(choice)).map(writtenOut)
  if (fitting.length === 0) return textBlocks(tooLong)
  if (fitting.length <= LIMIT.buttonsInRow) {
    const buttons = fitting.map((choice) => button(labelOf(choice, LIMIT.label), idOf(choice)))
    return [...textBlocks(tooLong), [row(...buttons)]]
  }
  const menus = pagesOf(fitting, LIMIT.menuOptions).map((page): Block => {
    const options = page.map((choice) => ({ label: labelOf(choice, LIMIT.optionText), value: choice.words }))
    return [row(menu('More …', formatButtonId({ kind: 'words', words: '', target }), options))]
  })
  return [...textBlocks(tooLong), ...menus]
}

const hasWords = ({ words }: Choice): boolean => plainText(words) !== ''

const labelOf = ({ label, words }: Choice, max: number): string => clip(plainText(label) || plainText(words), max)

const writtenOut = ({ label, words }: Choice): string =>
  `-# ${escapeShort(label, LONGEST.choice)}: ${escapeShort(words, LONGEST.choice)}`

const pagesOf = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, page) => all.slice(page * size, (page + 1) * size))
