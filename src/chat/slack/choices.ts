import type { Choice } from '../../domain/command.ts'
import { clip, plainText } from '../plain-text.ts'
import { actionId, button, type ButtonLook, menu, formatValue } from './action.ts'
import { actions, LIMIT } from './blocks.ts'
import { type Line, linesOf, ours, richText } from './lines.ts'
import type { Group } from './pack.ts'

/** More buttons than this in a row are a wall: then a menu. */
const MOST_BUTTONS = 5

/** What can be done next: buttons, or a menu where they are many; what no button can carry is written out, to be typed. */
export function choiceGroups(choices: readonly Choice[], target: string | undefined): Group[] {
  const named = choices.filter(({ words }) => words.trim() !== '')
  const distinct = [...new Map(named.map((choice) => [choice.words.trim(), choice])).values()]
  const entries = distinct.map(({ label, words }) => ({
    label: plainText(label) || plainText(words),
    words,
    value: formatValue(words, target),
  }))
  const fitting = entries.filter(({ value }) => value.length <= LIMIT.buttonValue)
  const listed = fitting.length > MOST_BUTTONS ? fitting.filter(({ value }) => value.length <= LIMIT.optionValue) : []
  const menus = pagesOf(listed, LIMIT.menuOptions).map((page, at) => menu(actionId('ask', `more${at}`), 'More …', page))
  const buttons = fitting
    .filter((entry) => !listed.includes(entry))
    .map(({ label, words, value }, at) => button(label, actionId('ask', `choice${at}`), value, lookOf(label, words)))
  const rows = pagesOf([...menus, ...buttons], LIMIT.actions).map((row): Group => [actions(...row)])
  const tooLong = entries.filter((entry) => !fitting.includes(entry)).flatMap(writtenOut)
  return tooLong.length === 0 ? rows : [[richText(tooLong)], ...rows]
}

/** What cannot be taken back is asked once more. */
const lookOf = (label: string, words: string): ButtonLook =>
  /^unsubscribe\b/.test(words) ? { style: 'danger', confirm: `${label}?` } : {}

const writtenOut = ({ label, words }: Choice): Line[] => [
  { kind: 'line', elements: ours(`${clip(label, LIMIT.optionText)}:`, 'bold') },
  ...linesOf(clip(plainText(words), LIMIT.buttonValue)),
]

/** In pages of at most `size`. */
export const pagesOf = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, page) => all.slice(page * size, (page + 1) * size))
