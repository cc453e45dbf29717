import { dressAnswer, type Words } from '../../digest/dress.ts'
import type { Answer } from '../../domain/message.ts'
import type { KeptReading } from '../../domain/readout.ts'
import { type DressingPorts, languageOf } from './dressing.ts'
import { machineWordsOf } from './machine-words.ts'
import { collectWishes, readyTranslations, type Wish } from './translations.ts'

/** Adds to what is told of one text what a model made ready of it. Asks no model. */
export async function dressDetails(
  kept: KeptReading,
  answer: Answer,
  locale: string,
  ports: DressingPorts,
): Promise<Answer> {
  const words = await wordsFor(kept, locale, ports)
  const translate = await readyTranslations(wishesOf(answer, words), ports)
  return dressAnswer(answer, { ...words, translate })
}

/** What would be translated of it for readers of that language. */
export async function detailsWishes(
  kept: KeptReading,
  answer: Answer,
  locale: string,
  ports: DressingPorts,
): Promise<readonly Wish[]> {
  return wishesOf(answer, await wordsFor(kept, locale, ports))
}

type Ready = Omit<Words, 'translate'>

async function wordsFor(kept: KeptReading, locale: string, { store, displayName }: DressingPorts): Promise<Ready> {
  const { id } = kept.readout
  const words = machineWordsOf([kept], await store.modelReadingsOf([id]))
  return {
    readings: new Map(words ? [[id, words]] : []),
    languages: new Map([[id, kept.reading.language]]),
    overview: [],
    language: languageOf(locale),
    displayName,
  }
}

function wishesOf(answer: Answer, words: Ready): readonly Wish[] {
  const { wishes, translate } = collectWishes(words.language)
  dressAnswer(answer, { ...words, translate })
  return wishes()
}
