import { styleText } from 'node:util'
import wrapAnsi from 'wrap-ansi'
import type { Answer, Field, Link, Message, MessageItem } from '../../domain/message.ts'
import { MACHINE_TRANSLATION } from '../plain-text.ts'
import { plain, safeUrl } from './sanitize.ts'

/** What the terminal can show. Piped output has neither colour nor hyperlinks. */
export type Look = {
  readonly colour: boolean
  /** Whether links are written as OSC 8 hyperlinks; else their addresses stand beside them. */
  readonly hyperlinks: boolean
  /** Columns; a Chinese character takes two. */
  readonly width: number
}

type Style = Parameters<typeof styleText>[0]

/** Narrower than this a terminal is not served: lines run over. */
const LEAST_WIDTH = 20

/** A digest for the terminal, ended by a line break. */
export function renderMessage(message: Message, look: Look): string {
  const { items } = message
  const told = items.filter(({ quiet }) => !quiet)
  const blocks = [
    message.sample ? [styled(SAMPLE_NOTICE, ['bold', 'yellow'], look)] : [],
    [
      `${styled(plain(message.heading), 'bold', look)}  ${styled(plain(message.window), 'dim', look)}`,
      styled(plain(message.notification), 'bold', look),
    ],
    message.overview === undefined ? [] : [plain(message.overview)],
    ...told.map((item, index) => [...groupLine(item, told[index - 1], look), ...itemLines(item, look)]),
    [...quietLines(items, look), styled(plain(message.footer), 'dim', look)],
  ]
  return joined(blocks, look)
}

const SAMPLE_NOTICE = 'SAMPLE: everything below is fiction, to show what a digest looks like. It is not news.'

/** The answer to a look-up for the terminal, ended by a line break. */
export function renderAnswer({ heading, summary, items, footer, choices }: Answer, look: Look): string {
  const blocks = [
    [styled(plain(heading), 'bold', look), ...(summary === undefined ? [] : [plain(summary)])],
    ...items.map((item) => itemLines(item, look)),
    footer === undefined ? [] : [styled(plain(footer), 'dim', look)],
    choices.map(({ label, words }) => `${plain(label)}: ${styled(plain(words), 'cyan', look)}`),
  ]
  return joined(blocks, look)
}

/** Blocks apart by an empty line; each line wrapped, what it wraps to indented two more than it. */
function joined(blocks: readonly (readonly string[])[], { width }: Look): string {
  const wrapped = blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => wrap(line, width)).join('\n'))
  return `${wrapped.join('\n\n')}\n`
}

function wrap(line: string, width: number): string {
  const [, indent = '', text = ''] = /^( *)(.*)$/s.exec(line) ?? []
  const [first = '', ...others] = wrapAnsi(text, Math.max(LEAST_WIDTH, width - indent.length - 2), {
    hard: true,
  }).split('\n')
  return [indent + first, ...others.map((other) => `${indent}  ${other}`)].join('\n')
}

function groupLine({ group }: MessageItem, before: MessageItem | undefined, look: Look): string[] {
  return group === undefined || group === before?.group ? [] : [styled(plain(group), 'underline', look)]
}

function itemLines({ heading, subheading, fields, note, links, shortId }: MessageItem, look: Look): string[] {
  const last = [
    note === undefined ? '' : styled(plain(note), 'dim', look),
    ...links.map((link) => linkText(link, look)),
    styled(plain(shortId), 'cyan', look),
  ]
  return [
    [styled(plain(heading), 'bold', look), plain(subheading)].filter((part) => part !== '').join(' · '),
    ...fields.flatMap((field) => fieldLines(field, look)),
    `  ${last.filter((part) => part !== '').join(' · ')}`,
  ]
}

const MARK_STYLES: Readonly<Record<NonNullable<Field['mark']>, Style>> = {
  Changed: ['bold', 'magenta'],
  First: ['bold', 'green'],
  Absent: ['bold', 'yellow'],
  Differs: ['bold', 'red'],
  Edited: ['bold', 'blue'],
}

function fieldLines({ mark, label, text, quote, translation, struck }: Field, look: Look): string[] {
  const marked = mark === undefined ? '' : `${styled(mark, MARK_STYLES[mark], look)}  `
  const line = `  ${marked}${plain(label)}: ${struck === true ? struckText(text, look) : plain(text)}`
  const quoted = quote === undefined ? [] : [`“${plain(quote)}”`]
  const beside = translation === undefined ? [] : [`${MACHINE_TRANSLATION} ${plain(translation)}`]
  return [line, ...[...quoted, ...beside].map((words) => `    ${styled(words, 'dim', look)}`)]
}

/** Without styles a line through a text cannot be shown, and is said. */
const struckText = (text: string, look: Look): string =>
  look.colour ? styled(plain(text), 'strikethrough', look) : `[struck] ${plain(text)}`

/** What has no news, in one run-on line. */
function quietLines(items: readonly MessageItem[], look: Look): string[] {
  const quiet = items.filter((item) => item.quiet)
  if (quiet.length === 0) return []
  const told = quiet.map(({ heading, subheading, note, links, shortId }) =>
    [
      plain(heading),
      `(${[subheading, ...(note === undefined ? [] : [note])].map(plain).join('; ')})`,
      ...links.slice(0, 1).map((link) => linkText(link, look)),
      plain(shortId),
    ].join(' '),
  )
  return [`${styled('Without news:', 'bold', look)} ${told.join(' · ')}`]
}

function linkText({ label, url }: Link, look: Look): string {
  const href = safeUrl(url)
  if (href === undefined) return plain(label)
  if (!look.hyperlinks) return `${plain(label)} <${href}>`
  return `\u001b]8;;${href}\u0007${styled(`${plain(label)} ↗`, 'blue', look)}\u001b]8;;\u0007`
}

function styled(text: string, style: Style, { colour }: Look): string {
  return colour && text !== '' ? styleText(style, text, { validateStream: false }) : text
}
