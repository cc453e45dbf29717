/** What an element's `style` attribute declares: property → value, in lower case, the declaration that counts of each. */
export type InlineStyle = ReadonlyMap<string, string>

/** A declaration up to its semicolon; one inside quotes or brackets ends none, and what is never closed runs to the end, as in browsers. */
const DECLARATION = /(?:[^;"'(]+|"[^"]*(?:"|$)|'[^']*(?:'|$)|\([^)]*(?:\)|$))+/g
const COMMENT = /\/\*[\s\S]*?(?:\*\/|$)/g
const ESCAPE = /\\(?:([0-9a-f]{1,6})\s?|(.))/gi
const IMPORTANT = /!\s*important\s*$/

/** Reads a `style` attribute as browsers do: escapes and comments are undone, the last of a property counts, an important one before all. */
export function parseStyle(style: string): InlineStyle {
  const values = new Map<string, string>()
  const important = new Set<string>()
  for (const [declaration] of style.replace(COMMENT, ' ').matchAll(DECLARATION)) {
    const colon = declaration.indexOf(':')
    const property = plain(declaration.slice(0, colon))
    const value = plain(declaration.slice(colon + 1))
    const isImportant = IMPORTANT.test(value)
    if (colon < 1 || (important.has(property) && !isImportant)) continue
    if (isImportant) important.add(property)
    values.set(property, value.replace(IMPORTANT, '').trim())
  }
  return values
}

const plain = (text: string): string =>
  text
    .replace(ESCAPE, (_, code: string | undefined, letter: string | undefined) => letter ?? letterOf(code ?? ''))
    .toLowerCase()
    .trim()

function letterOf(code: string): string {
  const point = Number.parseInt(code, 16)
  return point > 0 && point <= 0x10_ffff ? String.fromCodePoint(point) : '\ufffd'
}

/** Near enough to tell what is far off and what is nothing. */
const PIXELS: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  in: 96,
  cm: 38,
  mm: 3.8,
  em: 16,
  rem: 16,
  ex: 8,
  ch: 8,
  vw: 10,
  vh: 8,
}

/** A length in pixels, roughly; nothing where it is none, or depends on what the style does not say. */
export function pixelsOf(length: string | undefined): number | undefined {
  const [, number = '', unit = ''] = /^([+-]?(?:\d+\.?\d*|\.\d+))([a-z]*|%)$/.exec(length ?? '') ?? []
  const value = Number.parseFloat(number)
  if (value === 0) return 0
  const pixels = PIXELS[unit]
  return pixels === undefined || Number.isNaN(value) ? undefined : value * pixels
}

const NAMED: Readonly<Record<string, string>> = {
  black: '0,0,0',
  white: '255,255,255',
  red: '255,0,0',
  blue: '0,0,255',
  green: '0,128,0',
  yellow: '255,255,0',
  gray: '128,128,128',
  grey: '128,128,128',
  silver: '192,192,192',
  transparent: 'transparent',
}

/** A colour in one spelling, so that two can be compared; nothing where the words are none that is known. */
export function colourOf(words: string | undefined): string | undefined {
  if (words === undefined) return undefined
  const named = Object.hasOwn(NAMED, words) ? NAMED[words] : undefined
  return named ?? hexColour(words) ?? functionColour(words)
}

function hexColour(words: string): string | undefined {
  const digits = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.exec(words)?.[1]
  if (digits === undefined) return undefined
  const size = digits.length > 4 ? 2 : 1
  const parts = Array.from({ length: digits.length / size }, (_, index) =>
    Number.parseInt(digits.slice(index * size, index * size + size).repeat(3 - size), 16),
  )
  return spelt(parts, (parts[3] ?? 255) / 255)
}

function functionColour(words: string): string | undefined {
  const inside = /^rgba?\(([\d.,\s/%]*)\)$/.exec(words)?.[1]
  const parts = inside?.split(/[\s,/]+/).filter((part) => part !== '') ?? []
  if (parts.length < 3 || parts.length > 4) return undefined
  const [alpha = '1'] = parts.slice(3)
  const isShare = (part: string): boolean => part.endsWith('%')
  const level = (part: string): number => Math.round(Number.parseFloat(part) * (isShare(part) ? 2.55 : 1))
  return spelt(parts.map(level), Number.parseFloat(alpha) / (isShare(alpha) ? 100 : 1))
}

/** One that lets something through is the same as no other. */
function spelt(parts: readonly number[], alpha: number): string | undefined {
  if (alpha === 0) return 'transparent'
  return alpha === 1 ? parts.slice(0, 3).join(',') : undefined
}
