/**
 * What each UTF-16 code unit is, in tables: a scan asks for every letter of a text.
 * Letters beyond the first plane are two units that are no letters here; names and phrases hold none.
 */

/** The code unit of a space. */
export const SPACE = 0x20
/** The code unit of an apostrophe. */
export const APOSTROPHE = 0x27

/** The unit as compared: lower case, straight quotes, plain hyphens, any white space as a space. */
export const FOLDED = new Uint16Array(0x1_0000)
for (let unit = 0; unit < FOLDED.length; unit += 1) FOLDED[unit] = unit

/** Every unit in its place, so that one search finds all of a kind; halves of longer letters have given way to a sign that is of none. */
const EVERY = new TextDecoder('utf-16le').decode(FOLDED)

for (const [letter] of EVERY.matchAll(/\p{Changes_When_Lowercased}/gu)) {
  const lower = letter.toLowerCase()
  // Offsets must stay those of the text: a letter whose lower case is longer stands as it is.
  if (lower.length === 1) FOLDED[letter.charCodeAt(0)] = lower.charCodeAt(0)
}
mark(FOLDED, /\s+/g, SPACE)
mark(FOLDED, /[’‘ʼ]/g, APOSTROPHE)
mark(FOLDED, /[“”«»]/g, 0x22)
mark(FOLDED, /[‐‑–—]+/g, 0x2d)

const unlike: number[] = []
for (let unit = 0; unit < FOLDED.length; unit += 1) if (FOLDED[unit] !== unit) unlike.push(unit)
/** The units that are not compared as they stand: capitals, curly quotes and the like. */
export const UNLIKE: readonly number[] = unlike

const KINDS = new Uint8Array(FOLDED.length)
const [SPACED, UPPER, NUMBER, UNSPACED] = [1, 2, 4, 8]

mark(KINDS, /[\p{L}\p{M}\p{N}]+/gu, SPACED)
mark(KINDS, /\p{Lu}+/gu, SPACED | UPPER)
mark(KINDS, /\p{N}+/gu, SPACED | NUMBER)
mark(KINDS, /[[\p{L}\p{M}\p{N}]&&[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]]+/gv, UNSPACED)

/** Writes `value` at every unit that the pattern finds. */
function mark(table: Uint8Array | Uint16Array, pattern: RegExp, value: number): void {
  for (const { index, 0: run } of EVERY.matchAll(pattern)) table.fill(value, index, index + run.length)
}

/** The unit as compared. */
export const fold = (unit: number): number => FOLDED[unit] ?? unit

// `NaN`, the unit beyond a text, is none of these: `| 0` makes it one that is none, and keeps the look-up fast.
const isKind = (unit: number, kinds: number): boolean => ((KINDS[unit | 0] ?? 0) & kinds) !== 0

/** A letter or digit of a script that puts spaces between words. */
export const isSpacedLetter = (unit: number): boolean => isKind(unit, SPACED)

/** A letter or digit of any script. */
export const isWordUnit = (unit: number): boolean => isKind(unit, SPACED | UNSPACED)

/** A capital letter. */
export const isUpper = (unit: number): boolean => isKind(unit, UPPER)

/** A digit. */
export const isNumber = (unit: number): boolean => isKind(unit, NUMBER)

/** White space. */
export const isSpace = (unit: number): boolean => FOLDED[unit | 0] === SPACE

/** The place behind the unit at `at`; a run of white space counts as one. */
export function behind(text: string, at: number): number {
  let next = at + 1
  if (isSpace(text.charCodeAt(at))) while (next < text.length && isSpace(text.charCodeAt(next))) next += 1
  return next
}
