import { REPORT_REASONS, type ReportReason } from '../domain/command.ts'
import { commandCalled } from './command-words.ts'
import { REASON_LABELS } from './reasons.ts'
import { keyOf } from './text.ts'

const ADDRESS = /^<?(https?:\/\/[^\s<>|]+)(?:\|[^>]*)?>?$/i
/** A readout's whole id, a message of ours as a platform names it, or a page that somebody was asked about. */
const LONG_ID = /^(?:[a-f0-9]{16,128}|message:\S{1,100}|page:[a-z0-9]{1,40})$/i
const SHORT_ID = /^[a-z0-9]{4,6}$/i

/** The readout that the words name, and the words without it. */
export function idIn(words: string): { readonly id: string; readonly rest: string } | undefined {
  const pieces = words.split(/\s+/).filter((piece) => piece !== '')
  const at = pieces.findIndex((piece) => isId(plain(piece), pieces.length === 1))
  const id = at === -1 ? undefined : plain(pieces[at] ?? '')
  return id === undefined ? undefined : { id, rest: pieces.toSpliced(at, 1).join(' ') }
}

/** Among other words only what is no word itself can be meant: short ids have no vowels. */
function isId(piece: string, alone: boolean): boolean {
  if (/^https?:/i.test(piece) || LONG_ID.test(piece)) return true
  return SHORT_ID.test(piece) && !commandCalled(piece) && (alone || /\d/.test(piece) || !/[aeiouy]/i.test(piece))
}

/** A piece without what people and platforms put around it: `#bcdf`, `<https://…|…>`. */
function plain(piece: string): string {
  return ADDRESS.exec(piece)?.[1] ?? piece.replace(/^[#"'“(]+|[.,;!?"'”)]+$/gu, '')
}

/** The number of a key point and the reason in what stands beside an id; a reason that is none of ours is `other`, no words are none. */
export function reasonIn(rest: string): {
  readonly point: number | undefined
  readonly reason: ReportReason | undefined
} {
  const point = /(?:^|\s)#?(\d{1,3})(?=\s|$)/.exec(rest)?.[1]
  const key = keyOf(rest.replace(/(?:^|\s)#?\d{1,3}(?=\s|$)/, ' '))
  if (key === '') return { point: point === undefined ? undefined : Number(point), reason: undefined }
  const reason = REPORT_REASONS.find(
    (one) => key.includes(keyOf(one)) || REASON_LABELS.some(({ value, label }) => value === one && isNamed(key, label)),
  )
  return { point: point === undefined ? undefined : Number(point), reason: reason ?? 'other' }
}

const isNamed = (key: string, label: { readonly en: string; readonly zh: string }): boolean =>
  key.includes(keyOf(label.en)) || key.includes(keyOf(label.zh))
