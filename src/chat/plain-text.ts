// Text that is not ours, made fit for any platform before the platform's own signs are made harmless.

/** Nothing to see, much to hide: controls, bidi marks, joiners, tags, fillers. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu

/** Signs that anybody sees, of common scripts. */
const VISIBLE = String.raw`[!-~\xa1-\xac\xae-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u3001-\u3015\u4e00-\u9fff]+`

/** Words of them with one space between: most texts are just that, and it is seen in a fraction of the time. */
const PLAIN = new RegExp(`^${VISIBLE}(?: ${VISIBLE})*$`)

/** One well-formed line of visible characters. */
export function plainText(text: string): string {
  if (PLAIN.test(text)) return text
  return text.toWellFormed().replace(/\s+/gu, ' ').replace(INVISIBLE, '').replace(/ +/g, ' ').trim()
}

/** What stands before a quote's translation, on every platform. */
export const MACHINE_TRANSLATION = '(machine translation)'

/** An option's or command's name as a person reads it: `Changes only`. */
export const wordsOf = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', ' ')}`

/** At most `max` UTF-16 units, an ellipsis showing where it was cut; never half a character. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text
  return `${text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

/** Breaks a text at spaces, or where there are none between characters, into pieces of at most `max` units that together are the text. */
export function breakText(text: string, max: number): string[] {
  const pieces: string[] = []
  let rest = text
  while (rest.length > max) {
    const space = rest.lastIndexOf(' ', max - 1)
    let end = space > max / 2 ? space + 1 : max
    if (/[\ud800-\udbff]/.test(rest.charAt(end - 1))) end -= 1
    pieces.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  return rest === '' ? pieces : [...pieces, rest]
}

/** An address that may be linked; nothing where it is not plainly https, or longer than `max`. */
export function safeAddress(url: string, max: number): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, username, password, href } = new URL(url)
  return protocol === 'https:' && username === '' && password === '' && href.length <= max ? href : undefined
}
