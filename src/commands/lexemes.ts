import { quotedAt, unitsOf } from './text.ts'

/** What may be said outright: `topic:taiwan`. */
export type Key = 'party' | 'topic' | 'source' | 'phrase' | 'when' | 'zone' | 'changes' | 'quiet' | 'hours' | 'language'

/** A piece of what was typed at [start, end): a word or Chinese character, a quoted stretch, or a key with its value. */
export type Lexeme = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'unit' }
  | { readonly kind: 'quoted'; readonly quoted: string }
  | { readonly kind: 'keyed'; readonly key: Key; readonly value: string; readonly valueStart: number }
)

const KEYS: ReadonlyMap<string, Key> = new Map([
  ...['party', 'parties', 'country', 'countries', '国家', '一方'].map((word) => [word, 'party'] as const),
  ...['topic', 'topics', '主题'].map((word) => [word, 'topic'] as const),
  ...['source', 'sources', 'from', '来源'].map((word) => [word, 'source'] as const),
  ...['phrase', 'phrases', '短语'].map((word) => [word, 'phrase'] as const),
  ...['when', 'schedule', 'cron', '时间'].map((word) => [word, 'when'] as const),
  ...['zone', 'tz', '时区'].map((word) => [word, 'zone'] as const),
  ...['changes', '变化'].map((word) => [word, 'changes'] as const),
  ...['quiet'].map((word) => [word, 'quiet'] as const),
  ...['hours', '免打扰'].map((word) => [word, 'hours'] as const),
  ...['language', 'lang', 'locale', '语言'].map((word) => [word, 'language'] as const),
])

const keyed = /([\p{L}]+)[:：](?=\S)/uy
const plainValue = /[^\s“”«»「」]+/uy

/** The pieces of `text` from `from` on, in order. An opening quote without a closing one is taken for a space. */
export function lexemesOf(text: string, from: number): Lexeme[] {
  const units = unitsOf(text)
  const lexemes: Lexeme[] = []
  let at = from
  let next = 0
  while (at < text.length) {
    const special = keyedAt(text, at) ?? quotedLexemeAt(text, at)
    if (special) {
      lexemes.push(special)
      at = special.end
      continue
    }
    while ((units[next]?.end ?? text.length) <= at && next < units.length) next += 1
    const unit = units[next]
    // A unit that began before `at` is what a key or a quote left over of it.
    const covers = unit !== undefined && unit.start <= at
    if (covers) lexemes.push({ kind: 'unit', start: at, end: unit.end })
    at = covers ? unit.end : at + 1
  }
  return lexemes
}

function keyedAt(text: string, at: number): Lexeme | undefined {
  if (at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return undefined
  keyed.lastIndex = at
  const key = KEYS.get(keyed.exec(text)?.[1]?.toLowerCase() ?? '')
  if (!key) return undefined
  const valueStart = keyed.lastIndex
  const quoted = quotedAt(text, valueStart)
  if (quoted)
    return { kind: 'keyed', key, value: quoted.quoted, valueStart: valueStart + 1, start: at, end: quoted.end }
  plainValue.lastIndex = valueStart
  const value = plainValue.exec(text)?.[0].replace(/[,，、;；]+$/u, '') ?? ''
  return { kind: 'keyed', key, value, valueStart, start: at, end: valueStart + value.length }
}

function quotedLexemeAt(text: string, start: number): Lexeme | undefined {
  const found = quotedAt(text, start)
  return found && { kind: 'quoted', quoted: found.quoted, start, end: found.end }
}
