import type { Gazetteer } from '../countries/gazetteer.ts'
import type { EncounterWords } from '../domain/encounter-words.ts'
import type { Document } from '../domain/reading.ts'
import { isDay } from './days.ts'
import { compileLanguages, UNKNOWN_LANGUAGE } from './language.ts'
import { compileMentions, type Decide, type Mentions } from './mentions.ts'
import type { Prepared } from './prepared.ts'
import { segment } from './segment.ts'

/** A text cut and scanned, and how its unclear names are to be taken. */
export type Preparation = { readonly prepared: Prepared; readonly decide: Decide }

/** Makes the function that tells a text's language, cuts it into paragraphs and sentences and finds the parties it names. */
export function compilePrepare(
  gazetteer: Gazetteer,
  lexicons: readonly EncounterWords[],
): (document: Document) => Preparation {
  const languageOf = compileLanguages(lexicons)
  const readers = new Map<string, (text: string, title: string) => Mentions>()
  for (const { language } of lexicons) readers.set(language, compileMentions(gazetteer, language))
  const common = compileMentions(gazetteer, UNKNOWN_LANGUAGE)
  return ({ text, title = '', published, language: declared }) => {
    // A short text alone may hold too few words to tell.
    const language = languageOf(text.length < 600 ? `${text}\n${title}` : text, declared)
    const { mentions, decide } = (readers.get(language) ?? common)(text, title)
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
