import type { Gazetteer } from '../countries/gazetteer.ts'
import type { EncounterWords } from '../domain/encounter-words.ts'
import { once } from '../domain/once.ts'
import type { Document } from '../domain/reading.ts'
import { isDay } from './days.ts'
import { compileLanguages, UNKNOWN_LANGUAGE } from './language.ts'
import { compileMentions, type Decide } from './mentions.ts'
import type { Prepared } from './prepared.ts'
import { segment } from './segment.ts'
import type { DictionaryOf } from './dictionary.ts'

/** A text cut and scanned, and how its unclear names are to be taken. */
export type Preparation = { readonly prepared: Prepared; readonly decide: Decide }

/** Makes the function that tells a text's language, cuts it into paragraphs and sentences and finds the parties it names. */
export function compilePrepare(
  gazetteer: Gazetteer,
  lexicons: readonly EncounterWords[],
  dictionaryOf: DictionaryOf = () => undefined,
): (document: Document) => Preparation {
  const languageOf = compileLanguages(lexicons)
  // Each compiled when there is a text in its language.
  const finder = (language: string) => once(() => compileMentions(gazetteer, language, dictionaryOf(language)))
  const finders = new Map(lexicons.map(({ language }) => [language, finder(language)]))
  const common = finder(UNKNOWN_LANGUAGE)
  return ({ text, title = '', published, language: declared }) => {
    // A short text alone may hold too few words to tell.
    const language = languageOf(text.length < 600 ? `${text}\n${title}` : text, declared)
    const { mentions, decide } = (finders.get(language) ?? common)()(text, title)
    return {
      prepared: {
        text,
        title,
        published: isDay(published) ? published : undefined,
        language,
        paragraphs: segment(text),
        mentions,
      },
      decide,
    }
  }
}
