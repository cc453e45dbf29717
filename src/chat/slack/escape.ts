import { clip, plainText } from '../plain-text.ts'

// The one place where text that is not ours becomes Slack's markup. All else that is foreign stands in plain or rich text, which Slack
// shows as it is. A message's `text` is markup wherever it is shown (notifications, screen readers, old clients):
// https://docs.slack.dev/messaging/formatting-message-text

/** Shown as nothing, and keeps two characters from being read together. */
const WORD_JOINER = '\u2060'

/** Emphasis, code, quotes, strikes; what begins a mention, an emoji or an address. */
const MARKUP = /[*_~`@#]|^>|:(?=\/\/|[\w+'-]+:)|(?<=\b(?:mailto|tel)):/gi

/** A dot that could make a host name, and the slashes of an address. */
const HOST = /(?<=[\p{L}\p{N}])\.(?=[\p{L}\p{N}])|\/\//gu

const ENTITY: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Text for where Slack reads markup: shown as it stands, of at most `max` units before Slack's own signs are escaped. */
export function fallbackText(text: string, max: number): string {
  return clip(plainText(text), max)
    .replace(MARKUP, (sign) => `${WORD_JOINER}${sign}${WORD_JOINER}`)
    .replace(HOST, (sign) => `${WORD_JOINER}${sign}${WORD_JOINER}`)
    .replace(/[&<>]/g, (sign) => ENTITY[sign] ?? sign)
}
