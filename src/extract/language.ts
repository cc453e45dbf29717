import type { EncounterWords } from '../domain/encounter-words.ts'
import { compileScanner, type Scanner } from './scan.ts'

/** ISO 639-1 of a text that is in none of the languages the reader knows. */
export const UNKNOWN_LANGUAGE = 'und'

/** How much of a text is looked at: enough to be sure, little enough to cost nothing. */
const SAMPLE = 400

/** Letters and the space after them in a word, roughly and in any of the languages. */
const CHARS_A_WORD = 6.5

/** Tells a text's language by its script and its small words. A declared language is believed unless the text speaks clearly against it. */
export function compileLanguages(
  lexicons: readonly Pick<EncounterWords, 'language' | 'functionWords'>[],
): (text: string, declared: string | undefined) => string {
  const languages = lexicons.map(({ language }) => language)
  const words = compileScanner(
    lexicons.flatMap(({ language, functionWords }) => functionWords.map((phrase) => ({ phrase, value: language }))),
  )
  return (text, declared) => {
    const sample = text.slice(0, SAMPLE)
    const script = scriptOf(sample)
    if (script === 'han') return languages.includes('zh') ? 'zh' : UNKNOWN_LANGUAGE
    if (script === 'other') return UNKNOWN_LANGUAGE
    const known = declared?.slice(0, 2).toLowerCase()
    return bestByWords(sample, script, words, known !== undefined && languages.includes(known) ? known : undefined)
  }
}

type Script = 'latin' | 'cyrillic' | 'han' | 'other'

/** The script of most letters; Kana or Hangul among Han is Japanese or Korean, which no lexicon knows. */
function scriptOf(sample: string): Script {
  let [latin, cyrillic, han, other] = [0, 0, 0, 0]
  for (let at = 0; at < sample.length; at += 1) {
    const unit = sample.charCodeAt(at)
    if (unit < 0x250) latin += isLatinLetter(unit) ? 1 : 0
    else if (unit >= 0x400 && unit < 0x530) cyrillic += 1
    else if (unit >= 0x4e00 && unit < 0xa000) han += 1
    else if (isForeignLetter(unit)) other += 1
  }
  const letters = latin + cyrillic + han + other
  if (letters === 0 || other * 5 > letters) return 'other'
  // A Chinese letter says as much as a word of Latin ones: addresses and names must not outweigh it.
  if (han * 4 > latin && han > cyrillic) return 'han'
  return cyrillic > latin ? 'cyrillic' : 'latin'
}

const isLatinLetter = (unit: number): boolean =>
  (unit > 0x60 && unit < 0x7b) || (unit > 0x40 && unit < 0x5b) || unit >= 0xc0

/** Kana, Hangul, Arabic, Hebrew, Greek, Thai, Devanagari and the rest between them. */
function isForeignLetter(unit: number): boolean {
  return (
    (unit >= 0x370 && unit < 0x400) ||
    (unit >= 0x530 && unit < 0x1e00) ||
    (unit >= 0x3041 && unit < 0x3100) ||
    (unit >= 0xac00 && unit < 0xd7b0)
  )
}

function bestByWords(
  sample: string,
  script: Script,
  functionWords: Scanner<string>,
  declared: string | undefined,
): string {
  const counts = new Map<string, number>()
  for (const { value } of functionWords.scan(sample)) counts.set(value, (counts.get(value) ?? 0) + 1)
  let [best, count] = [UNKNOWN_LANGUAGE, 0]
  for (const [language, found] of counts)
    if (found > count && fitsScript(language, script)) [best, count] = [language, found]
  const words = sample.length / CHARS_A_WORD
  if (declared !== undefined && fitsScript(declared, script)) {
    // A headline holds few small words: there the declared language must do.
    if ((counts.get(declared) ?? 0) * 2 >= count || words < 20) return declared
  }
  return count * (words < 40 ? 40 : 10) >= words ? best : UNKNOWN_LANGUAGE
}

const fitsScript = (language: string, script: Script): boolean =>
  language === 'ru' ? script === 'cyrillic' : language !== 'zh' && script === 'latin'
