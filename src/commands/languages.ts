import type { Localized } from '../domain/command.ts'

/** A language that readouts are read in, by its ISO 639-1 code. */
export type Language = { readonly code: string; readonly name: Localized }

/** The languages that quotes may be preferred in. */
export const LANGUAGES: readonly Language[] = [
  { code: 'en', name: { en: 'English', zh: '英文' } },
  { code: 'zh', name: { en: 'Chinese', zh: '中文' } },
  { code: 'ru', name: { en: 'Russian', zh: '俄文' } },
  { code: 'fr', name: { en: 'French', zh: '法文' } },
  { code: 'de', name: { en: 'German', zh: '德文' } },
  { code: 'es', name: { en: 'Spanish', zh: '西班牙文' } },
  { code: 'sv', name: { en: 'Swedish', zh: '瑞典文' } },
]

/** The locale that a word names: a language's name, or a code with or without a region, `zh-TW`. */
export function languageCalled(word: string): string | undefined {
  const [, code = '', region = ''] = /^([a-z]{2})(-[a-z0-9]{2,4})?$/i.exec(word) ?? []
  const known = LANGUAGES.find(
    (one) =>
      one.code === code.toLowerCase() || one.name.zh === word || one.name.en.toLowerCase() === word.toLowerCase(),
  )
  return known && `${known.code}${region}`
}

/** What a locale's language is called, `Chinese`; the locale itself where it is none of ours. */
export function languageName(locale: string): string {
  const [code = ''] = locale.split('-')
  return LANGUAGES.find((one) => one.code === code)?.name.en ?? locale
}
