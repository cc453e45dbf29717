/** A word of what was typed, or one Chinese character: [start, end) in the typed text. */
export type Unit = { readonly start: number; readonly end: number }

/** Any text longer than this is refused unread: nobody types so much at a bot. */
export const MAX_TYPED_LENGTH = 2_000

const HAN = String.raw`\p{Script=Han}`
const SEPARATORS = String.raw`\s,;，、；"“”„«»「」『』《》`
const unit = new RegExp(`${HAN}|[^${SEPARATORS}${HAN}]+`, 'gu')

/** The words of `text` in order; Chinese characters stand alone, since nothing separates Chinese words. */
export function unitsOf(text: string): Unit[] {
  return [...text.matchAll(unit)].flatMap(({ index, 0: found }) => {
    const trimmed = found.replace(/[?!.:)\]]+$/u, '').replace(/^[([]+/u, '')
    const start = index + found.indexOf(trimmed)
    return trimmed === '' ? [] : [{ start, end: start + trimmed.length }]
  })
}

/** Full-width letters, digits and signs as plain ones, and capitals as small ones; every character stays where it was. */
export function foldWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0]/g, ' ')
    .replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase())
}

/** A word as tables hold it: without accents, possessive and hyphens. */
export function keyOf(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]s$/u, '')
    .replace(/(?<=[\p{L}\p{N}])[-_\s]+(?=[\p{L}\p{N}])/gu, ' ')
    .trim()
}

/** Whether the text between two units is nothing but space: a comma ends a name. */
export function isJoined(text: string, before: Unit, after: Unit): boolean {
  return text.slice(before.end, after.start).trim() === ''
}

const QUOTES: Readonly<Record<string, string>> = {
  '"': '"',
  '“': '”',
  '„': '“',
  '«': '»',
  '「': '」',
  '『': '』',
  '《': '》',
}

/** A quoted stretch at `start`: what stands between the quotes, and where it ends. A backslash keeps a quote inside. */
export function quotedAt(text: string, start: number): { readonly quoted: string; readonly end: number } | undefined {
  const close = QUOTES[text[start] ?? '']
  if (close === undefined) return undefined
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === close) {
      return { quoted: text.slice(start + 1, at).replace(/\\(.)/gsu, '$1'), end: at + 1 }
    }
  }
  return undefined
}

/** `text` in quotes that `quotedAt` takes off again. */
export function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, String.raw`\$&`)}"`
}

/** What the whole of `text` says once a pair of quotes around all of it is taken off. */
export function unquoted(text: string): string {
  const found = quotedAt(text, 0)
  return found && found.end === text.length ? found.quoted.trim() : text
}
