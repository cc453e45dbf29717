import type { Format } from '../domain/reading.ts'
import type { KeptReading } from '../domain/readout.ts'
import { comparePrincipals, type Likeness } from './names.ts'

/**
 * Whether two texts tell of one meeting: `apart` if they cannot; else how much speaks for it. A tie that is not `named` rests on date and
 * parties alone, and counts only where no other text comes into question.
 */
export type Tie =
  | { readonly kind: 'apart' }
  | { readonly kind: 'together'; readonly named: boolean; readonly weight: number }

const APART: Tie = { kind: 'apart' }

/** The day an account is filed under: of the encounter, else of publication; nothing where neither is known. */
export function dayOf({ reading, readout }: KeptReading): string | undefined {
  return reading.date ?? readout.publishedAt?.toISOString().slice(0, 10)
}

/** Whole days from one `YYYY-MM-DD` to another, whichever is first. */
export function daysBetween(a: string, b: string): number {
  return Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000
}

/**
 * Weighs two texts. Symmetric, and blind to when they arrived. What keeps them apart, in order: more than a day between them, other
 * parties, other people, another kind of encounter, and (of one issuer) being two pages that a reader was meant to tell apart.
 */
export function tieOf(a: KeptReading, b: KeptReading): Tie {
  // Parties first: most texts of a day are told apart by them, and everything else takes longer.
  const parties = compareParties(a, b)
  if (parties === 'apart') return APART
  const dayA = dayOf(a)
  const dayB = dayOf(b)
  if (dayA === undefined || dayB === undefined || daysBetween(dayA, dayB) > 1) return APART
  const people = comparePrincipals(a.reading.principals, b.reading.principals)
  if (people === 'different' || (parties === 'nested' && !areSamePeople(a, b, people))) return APART
  const sameDay = dayA === dayB
  if (people === 'unknown' && !sameDay) return APART
  const formats = compareFormats(a.reading.format, b.reading.format)
  if (formats === 'apart' || (formats === 'unlike' && !(sameDay && people === 'same'))) return APART
  if (a.readout.issuer === b.readout.issuer && areTwoPages(a, b, sameDay, formats)) return APART
  const named = people === 'same' || people === 'shared'
  const weight = (people === 'same' ? 8 : people === 'shared' ? 4 : 0) + (sameDay ? 2 : 0) + FORMAT_WEIGHT[formats]
  return { kind: 'together', named, weight }
}

/** `nested`: one list within the other, as where a text leaves out its own side. */
function compareParties(a: KeptReading, b: KeptReading): 'equal' | 'nested' | 'apart' {
  const [one, two] = [a.reading.parties, b.reading.parties]
  const [few, many] = one.length <= two.length ? [one, two] : [two, one]
  if (few.length === 0 || !few.every((party) => many.includes(party))) return 'apart'
  return few.length === many.length ? 'equal' : 'nested'
}

/** Everybody on one list is on the other. */
function areSamePeople(a: KeptReading, b: KeptReading, people: Likeness): boolean {
  return people === 'same' && a.reading.principals.length === b.reading.principals.length
}

type FormatLikeness = 'equal' | 'alike' | 'unlike' | 'apart'

const FORMAT_WEIGHT = { equal: 1, alike: 0.5, unlike: 0, apart: 0 } as const

/** Talks on one side and a meeting on the other are one; a call is seldom a meeting; a letter or a session of many is neither. */
function compareFormats(a: Format | null, b: Format | null): FormatLikeness {
  if (a === b) return 'equal'
  if ([a, b].some((format) => format === 'letter' || format === 'multilateral')) return 'apart'
  return a === 'call' || b === 'call' ? 'unlike' : 'alike'
}

/** Whether one issuer meant two encounters: the same language on another day or on the same site, unless one page copies the other. */
function areTwoPages(a: KeptReading, b: KeptReading, sameDay: boolean, formats: FormatLikeness): boolean {
  if (languageOf(a) !== languageOf(b)) return !sameDay && formats !== 'equal'
  const sameSite = a.readout.sourceId === b.readout.sourceId
  return (!sameDay || sameSite) && !isCopy(a.version.text, b.version.text)
}

/** The language without its script: `zh` for `zh-Hant`. */
export function languageOf({ readout }: KeptReading): string {
  const { language } = readout
  const end = language.indexOf('-')
  return end === -1 ? language : language.slice(0, end)
}

/** Whether most of the shorter text's phrases stand in the longer one. */
function isCopy(a: string, b: string): boolean {
  if (a === b) return true
  const [short, long] = a.length <= b.length ? [phrasesOf(a), phrasesOf(b)] : [phrasesOf(b), phrasesOf(a)]
  if (short.size === 0) return false
  let common = 0
  for (const phrase of short) if (long.has(phrase)) common += 1
  return common / short.size >= 0.6
}

/** Runs of three words; in Chinese, of three characters. */
function phrasesOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/\p{Script=Han}|[\p{L}\p{N}]+/gu) ?? []
  return new Set(words.slice(2).map((word, index) => `${words[index]} ${words[index + 1]} ${word}`))
}
