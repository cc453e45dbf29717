import type { Gazetteer } from '../../countries/gazetteer.ts'
import type { Officials } from '../../countries/officials.ts'
import type { EncounterWords } from '../../domain/encounter-words.ts'
import { once } from '../../domain/once.ts'
import type { Document } from '../../domain/reading.ts'
import type { Preparation } from '../prepare.ts'
import type { Consideration, FoundEncounter } from '../prepared.ts'
import type { DictionaryOf } from '../dictionary.ts'
import { findChineseEncounter } from './chinese.ts'
import { compileCues } from './cues.ts'
import { findSpacedEncounter } from './spaced.ts'

/** What the finder is made from. */
export type EncounterLexicon = {
  readonly gazetteer: Gazetteer
  readonly officials: Officials
  readonly words: readonly EncounterWords[]
  readonly dictionaryOf: DictionaryOf
}

/** Tells what a text is and, of a readout, who met whom, how, when and where. */
export type FindEncounter = (
  preparation: Preparation,
  document: Document,
  note: ((consideration: Consideration) => void) | undefined,
) => FoundEncounter

/** Makes the finder: one scanner a language, compiled once and not before there is a text in it. */
export function compileEncounterFinder({ gazetteer, officials, words, dictionaryOf }: EncounterLexicon): FindEncounter {
  const byLanguage = new Map(
    words.map((one) => {
      const { language } = one
      return [language, once(() => compileCues(one, gazetteer, officials, dictionaryOf(language)))] as const
    }),
  )
  return (preparation, document, note) => {
    const cues = byLanguage.get(preparation.prepared.language)?.()
    if (cues === undefined) return unread(document)
    const find = cues.language === 'zh' ? findChineseEncounter : findSpacedEncounter
    return find({ ...preparation, document, cues, gazetteer, officials, note })
  }
}

/** A text in a language that no lexicon knows: nothing is guessed. */
function unread({ issuer }: Document): FoundEncounter {
  const nothing = { format: null, parties: [], date: null, principals: [], place: null, people: [] }
  return { documentType: 'other', readout: false, issuer, ...nothing }
}
