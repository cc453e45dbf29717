/**
 * What each UTF-16 code unit is, in tables: a scan asks for every letter of a text.
 * Letters beyond the first plane are two units that are no letters here; names and phrases hold none.
 */

export const SPACE = 0x20

/** The unit as compared: lower case, straight quotes, plain hyphens, any white space as a space. */
export const FOLDED = new Uint16Array(0x1_0000)

const KINDS = new Uint8Array(0x1_0000)
const [SPACED, UPPER, NUMBER, UNSPACED] = [1, 2, 4, 8]

for (let unit = 0; unit < FOLDED.length; unit += 1) {
  const known = blockKind(unit)
  const character = String.fromCharCode(unit)
  FOLDED[unit] = known === undefined ? foldUnit(unit, character) : unit
  KINDS[unit] = known ?? kindOf(character)
}

/** The blocks of one kind throughout, which are most of the table: Han, Hangul, surrogates and private use. */
function blockKind(unit: number): number | undefined {
  if (unit >= 0x4e00 && unit < 0xa000) return UNSPACED
  if (unit >= 0xac00 && unit < 0xd7a4) return SPACED
  return unit >= 0xd800 && unit < 0xf900 ? 0 : undefined
}

function foldUnit(unit: number, character: string): number {
  if (/\s/.test(character)) return SPACE
  if (/[’‘ʼ]/.test(character)) return 0x27
  if (/[“”«»]/.test(character)) return 0x22
  if (/[‐‑–—]/.test(character)) return 0x2d
  const lower = character.toLowerCase()
  // Offsets must stay those of the text: a letter whose lower case is longer stands as it is.
  return lower.length === 1 ? lower.charCodeAt(0) : unit
}

function kindOf(character: string): number {
  if (!/[\p{L}\p{M}\p{N}]/u.test(character)) return 0
  if (/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u.test(character)) return UNSPACED
  return SPACED + (/\p{Lu}/u.test(character) ? UPPER : 0) + (/\p{N}/u.test(character) ? NUMBER : 0)
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
