// Somebody reading Slack's markup as loosely as any of its clients might, and so more loosely than Slack says it does:
// https://docs.slack.dev/messaging/formatting-message-text

const ACTS: Readonly<Record<string, RegExp>> = {
  'a mention, link or date': /<[^>]*>/,
  'an everybody': /@(?:channel|here|everyone)/i,
  'a person': /(?<![\p{L}\p{N}])@[\p{L}\p{N}._-]+/u,
  'a channel': /(?<![\p{L}\p{N}])#[\p{L}\p{N}_-]+/u,
  'an emoji': /:[\w+'-]+:/,
  'an address': /[a-z][a-z0-9+.-]*:\/\/|mailto:/i,
  'a host name': /[\p{L}\p{N}-]\.[\p{L}]{2,}/u,
  bold: /(?<![\p{L}\p{N}])\*[^\s*\u2060][^*]*\*/u,
  italic: /(?<![\p{L}\p{N}])_[^\s_\u2060][^_]*_/u,
  strike: /(?<![\p{L}\p{N}])~[^\s~\u2060][^~]*~/u,
  code: /`[^`\u2060]+`/,
  'a quote': /^(?:>|&gt;)/,
}

/** Everything that the markup does but be read. */
export const doneBy = (markup: string): string[] =>
  Object.entries(ACTS)
    .filter(([, sign]) => sign.test(markup))
    .map(([name]) => name)

/** What a reader sees of it. */
export const readIn = (markup: string): string =>
  markup.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').replaceAll('\u2060', '')
