import { clip, plainText, safeAddress } from '../plain-text.ts'

// The one place where text that is not ours becomes Discord's. What Discord reads as markup:
// https://support.discord.com/hc/en-us/articles/210298617 and https://docs.discord.com/developers/reference#message-formatting

/** Emphasis, spoilers, code, masked links; what begins a mention, time stamp, command or emoji; `@everyone`; `https://` and `:emoji:`, but no time of day. */
const MARKUP = /[\\*_~|`<[\]]|@(?=everyone|here)|:(?=\/\/|(?!\d\d:)[\w+-]+:)/gi

/** What makes a line a heading, a quote, a list or small print. */
const LINE_START = /^(?:[#>+-]|\d+(?=[.)]))/

/** One line of visible characters, shown as it stands wherever on a line of markup it is put. */
export function escapeText(text: string): string {
  return plainText(text)
    .replace(MARKUP, '\\$&')
    .replace(LINE_START, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`))
}

/** `escapeText`, shortened so that with its backslashes it takes at most `max` units. */
export function escapeShort(text: string, max: number): string {
  const whole = escapeText(text)
  return whole.length <= max ? whole : escapeText(clip(plainText(text), Math.floor(max / 2)))
}

/** What can end a masked link early, in the form in which it cannot. */
const BREAKS_LINK = /[()<>[\]\\'`|*]/g
const LONGEST_ADDRESS = 600

/** Square brackets in a link's name are written round: readers of Discord's markup differ in where a name with escaped ones ends. */
const withoutBrackets = (name: string): string => name.replaceAll('[', '(').replaceAll(']', ')')

/** A link whose name cannot pretend to be another; only the name where the address may not be linked. */
export function linkTo(name: string, url: string): string {
  const shown = escapeText(withoutBrackets(name))
  const address = safeAddress(url, LONGEST_ADDRESS)?.replace(
    BREAKS_LINK,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  if (address === undefined || address.length > LONGEST_ADDRESS) return shown
  return `[${shown === '' ? escapeText(new URL(address).host) : shown}](${address})`
}
