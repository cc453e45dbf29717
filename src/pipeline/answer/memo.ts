import { formatDay } from '../../digest/days.ts'
import { pointsInOrder } from '../../digest/details.ts'
import { type Manner, preferredText, titleOf } from '../../digest/encounter-item.ts'
import { pointText } from '../../digest/fields.ts'
import { quoteOf } from '../../digest/quote.ts'
import { TOPIC_LABELS, voiceName } from '../../digest/words.ts'
import type { KeyPoint } from '../../domain/key-point.ts'
import type { Engagement } from '../../domain/news.ts'
import type { KeptReading } from '../../domain/readout.ts'
import { dayOf } from '../../ledger/pairing.ts'

/** A kind of file: how it begins, and what each encounter adds to it. */
export type MemoForm = {
  readonly extension: string
  readonly mediaType: string
  readonly head: (since: string) => string
  readonly entry: (engagement: Engagement, manner: Manner) => string
}

/** A document: each encounter with its accounts, each account with its key points, each with its quote. */
export const MARKDOWN: MemoForm = {
  extension: 'md',
  mediaType: 'text/markdown',
  head: (since) => `# Readouts since ${formatDay(since)}\n`,
  entry: ({ accounts: [first, ...others] }, manner) => {
    const { heading, subheading } = titleOf(first.texts[0], manner)
    const told = [first, ...others].flatMap((account) => accountLines(preferredText(account, manner.locale), manner))
    return `\n${[`## ${plain(heading)}`, plain(subheading), ...told].join('\n\n')}\n`
  },
}

function accountLines(text: KeptReading, manner: Manner): string[] {
  const { readout } = text
  const source = `Account of ${manner.displayName(readout.issuer)}, ${readout.body} (${readout.language}): <${readout.url}>`
  const points = pointsInOrder(text).map((point) => {
    const label = `${TOPIC_LABELS[point.topic]} — ${voiceOf(point, text, manner)}`
    return `- **${plain(label)}**: ${plain(pointText(point))}\n  > ${plain(quoteOf(point.evidence))}`
  })
  return [source, ...(points.length > 0 ? [points.join('\n')] : [])]
}

/** Nothing from a source begins a heading, a list, a link or a tag of the memo. */
const plain = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|~]/g, String.raw`\$&`)

const COLUMNS = [
  'date',
  'parties',
  'format',
  'issuer',
  'voice',
  'topic',
  'statement',
  'quote',
  'source',
  'language',
  'url',
  'id',
]

/** A table: a row a key point; a text without key points has one row. */
export const CSV: MemoForm = {
  extension: 'csv',
  mediaType: 'text/csv',
  head: () => line(COLUMNS),
  entry: ({ accounts }, manner) =>
    accounts
      .flatMap((account) => {
        const text = preferredText(account, manner.locale)
        const points = pointsInOrder(text)
        return points.length === 0 ? [row(text, undefined, manner)] : points.map((point) => row(text, point, manner))
      })
      .map(line)
      .join(''),
}

const line = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`

function row(text: KeptReading, point: KeyPoint | undefined, manner: Manner): string[] {
  const { readout, reading } = text
  const { displayName } = manner
  return [
    dayOf(text) ?? '',
    reading.parties.map(displayName).join('; '),
    reading.format ?? '',
    displayName(readout.issuer),
    point ? voiceOf(point, text, manner) : '',
    point ? TOPIC_LABELS[point.topic] : '',
    point ? pointText(point) : '',
    point ? quoteOf(point.evidence) : '',
    readout.body,
    readout.language,
    readout.url,
    readout.shortId,
  ]
}

const voiceOf = ({ voice }: KeyPoint, { readout }: KeptReading, { displayName }: Manner): string =>
  voiceName(voice, readout.issuer, false, displayName)

/** Quoted (RFC 4180); what a spreadsheet would take for a formula is made text. */
function cell(value: string): string {
  const text = value.replace(/\s+/g, ' ').trim()
  const safe = /^[=+\-@]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}
