// The one place where text that is not ours becomes Discord's. What Discord reads as markup:
// https://support.discord.com/hc/en-us/articles/210298617 and https://docs.discord.com/developers/reference#message-formatting

/** Nothing to see, much to hide: controls, bidi marks, joiners, tags, fillers. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu

/** Emphasis, spoilers, code, masked links; what begins a mention, time stamp, command or emoji; `@everyone`; `https://` and `:emoji:`. */
const MARKUP = /[\\*_~|`<[\]]|@(?=everyone|here)|:(?=\/\/|[\w+-]+:)/gi

/** What makes a line a heading, a quote, a list or small print. */
const LINE_START = /^(?:[#>+-]|\d+(?=[.)]))/

/** For where Discord reads no markup (labels, menus, completions): one well-formed line of visible characters. */
export function plainText(text: string): string {
  return text.toWellFormed().replace(/\s+/gu, ' ').replace(INVISIBLE, '').replace(/ +/g, ' ').trim()
}

/** For where Discord reads markup: the same line, and all of it is shown as it stands wherever on a line it is put. */
export function escapeText(text: string): string {
  return plainText(text)
    .replace(MARKUP, '\\$&')
    .replace(LINE_START, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`))
}

/** At most `max` UTF-16 units, an ellipsis showing where it was cut; never half a character. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text
  return `${text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

/** `escapeText`, shortened so that with its backslashes it takes at most `max` units. */
export function escapeShort(text: string, max: number): string {
  const whole = escapeText(text)
  return whole.length <= max ? whole : escapeText(clip(plainText(text), Math.floor(max / 2)))
}

/** A link whose name cannot pretend to be another; only the name where the address is not plainly https. */
export function linkTo(name: string, url: string): string {
  const address = safeAddress(url)
  const shown = escapeText(name)
  if (!address) return shown
  return `[${shown === '' ? escapeText(new URL(address).host) : shown}](${address})`
}

/** What can end a masked link early, in the form in which it cannot. */
const BREAKS_LINK = /[()<>[\]\\'`|*]/g
const LONGEST_ADDRESS = 600

function safeAddress(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, username, password, href } = new URL(url)
  if (protocol !== 'https:' || username !== '' || password !== '') return undefined
  const address = href.replace(BREAKS_LINK, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return address.length <= LONGEST_ADDRESS ? address : undefined
}
