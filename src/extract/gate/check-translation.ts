import type { DropReason } from '../../domain/model.ts'
import { isMeantOtherwise } from './check-sentence.ts'
import type { Languages } from './glossary.ts'
import { isUnsafeQuote } from './safe.ts'
import type { Tools } from './tools.ts'

/** A translation that may stand for its original, or why it may not. */
export type CheckedTranslation =
  | { readonly kind: 'kept'; readonly text: string }
  | { readonly kind: 'dropped'; readonly reason: DropReason }

/**
 * Checks what can be checked of a translation without knowing the language: that it is plain text of about the right length in the right
 * letters, has the same numbers, names the countries that the original names and no other, denies what that denies, and has its terms of art.
 */
export function checkTranslation(
  tools: Tools,
  original: string,
  translation: string,
  languages: Languages,
): CheckedTranslation {
  const text = translation.trim()
  const reason =
    formFault(tools, original, text, languages.into) ??
    (hasSameNumbers(tools, original, text, languages) ? undefined : 'number') ??
    (namesOtherParty(tools, original, text, languages) ? 'country' : undefined) ??
    (isDeniedAlike(tools, original, text, languages) ? undefined : 'modality') ??
    (hasTerms(tools, original, text, languages) ? undefined : 'glossary')
  return reason === undefined ? { kind: 'kept', text } : { kind: 'dropped', reason }
}

/** Chinese takes a third of the room that English does; what is outside these bounds was shortened or added to. */
const LENGTHS = { shortest: 0.12, longest: 6, spare: 40 } as const

function formFault(tools: Tools, original: string, text: string, into: string): DropReason | undefined {
  const { length } = original.trim()
  if (text.length > length * LENGTHS.longest + LENGTHS.spare || text.length < length * LENGTHS.shortest)
    return 'too-long'
  if (text === '' || /\n/.test(text) || isUnsafeQuote(text) || !isWrittenIn(text, original, into)) return 'unsafe'
  return tools.speaksToMachine(text) ? 'instruction' : undefined
}

/** The letters of languages that are not written in Latin ones. */
const SCRIPTS: Readonly<Record<string, RegExp>> = {
  zh: /\p{sc=Han}/u,
  ja: /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u,
  ko: /[\p{sc=Hangul}\p{sc=Han}]/u,
  ru: /\p{sc=Cyrillic}/u,
  uk: /\p{sc=Cyrillic}/u,
  ar: /\p{sc=Arabic}/u,
  fa: /\p{sc=Arabic}/u,
  he: /\p{sc=Hebrew}/u,
  el: /\p{sc=Greek}/u,
  hi: /\p{sc=Devanagari}/u,
  th: /\p{sc=Thai}/u,
  ka: /\p{sc=Georgian}/u,
  hy: /\p{sc=Armenian}/u,
}

/** In letters of that language, Latin ones among them; not in the original's, but where nothing of it needs translating. */
function isWrittenIn(text: string, original: string, into: string): boolean {
  const own = SCRIPTS[into]
  const foreign = [...text].filter((sign) => /\p{L}/u.test(sign) && !/\p{sc=Latin}/u.test(sign))
  if (foreign.some((sign) => own?.test(sign) !== true)) return false
  const hasWords = /\p{Ll}{3}|[\p{sc=Han}\p{sc=Arabic}]{2}/u.test(original)
  return own === undefined || !hasWords || own.test(text)
}

/** Number words are read in English and Chinese alone: between others only digits are compared. */
function hasSameNumbers({ numbers }: Tools, original: string, text: string, { from, into }: Languages): boolean {
  const readsWords = (language: string): boolean => language === 'en' || language === 'zh'
  const withWords = readsWords(from) && readsWords(into)
  const stands = (said: string, language: string, other: string): boolean => {
    const stated = numbers.stated(other)
    const asDigits = numbers.written(said).every((readings) => readings.some((reading) => stated.has(reading)))
    if (!asDigits || language !== 'en') return asDigits
    return [...numbers.claimed(said)].every((key) => (!withWords && !/^[md]/.test(key)) || stated.has(key))
  }
  return stands(original, from, text) && stands(text, into, original)
}

/** No country is added, and none that the original calls by its name is lost. */
function namesOtherParty({ prepare }: Tools, original: string, text: string, { from, into }: Languages): boolean {
  const mentionsOf = (words: string, language: string) => prepare({ text: words, language }).prepared.mentions
  const [before, after] = [mentionsOf(original, from), mentionsOf(text, into)]
  const named = new Set(before.map(({ party }) => party))
  const kept = new Set(after.map(({ party }) => party))
  const isLost = KNOWN.includes(into) && before.some(({ party, form }) => form === 'name' && !kept.has(party))
  return isLost || after.some(({ party }) => !named.has(party))
}

/** Languages whose words for states, and for "not", the data has. */
const KNOWN = ['en', 'zh', 'ru', 'fr', 'de', 'es', 'sv']

function isDeniedAlike(tools: Tools, original: string, text: string, { from, into }: Languages): boolean {
  if (!KNOWN.includes(from) || !KNOWN.includes(into)) return true
  const before = tools.cuesIn(original)
  if (into === 'en') return !isMeantOtherwise(tools, text, before)
  if (from !== 'en' || !tools.englishCuesIn(original).has('negation')) return true
  return tools.cuesIn(text).has('negation')
}

/** Every term of art of the original comes back as the glossary has it. */
function hasTerms({ glossaries }: Tools, original: string, text: string, languages: Languages): boolean {
  const glossary = glossaries(languages)
  if (!glossary) return true
  const there = glossary.entriesIn(text)
  return glossary.termsOf(original).every(({ entry }) => there.has(entry))
}
