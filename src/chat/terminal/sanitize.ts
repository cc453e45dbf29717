/**
 * Text from outside, made harmless for a terminal: no escape sequence, no control, bidirectional or zero-width character is left, and every
 * kind of white space is one space. What remains prints in the order in which it is read.
 */
export function plain(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cf}\p{Co}\p{Cn}]/gu, '')
    .replace(/\s+/gu, ' ')
    .replace(/\p{Cc}/gu, '')
    .trim()
}

/** The address as it may be written into an escape sequence, or nothing where it is no https address. */
export function safeUrl(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const parsed = new URL(url)
  return parsed.protocol === 'https:' ? parsed.href : undefined
}
