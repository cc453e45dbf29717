import type { Gazetteer } from '../countries/gazetteer.ts'
import type { Officials } from '../countries/officials.ts'
import type { EncounterWords } from '../domain/encounter-words.ts'
import { isSupported } from '../domain/key-point.ts'
import type { Document, Reading } from '../domain/reading.ts'
import { compileEncounterFinder } from './encounter/find.ts'
import { drawKeyPoints } from './points/draw.ts'
import type { CompiledPointsLexicon } from './points/lexicon.ts'
import { compilePrepare } from './prepare.ts'
import type { Consideration } from './prepared.ts'
import type { DictionaryOf } from './dictionary.ts'

/** Names the rules: a reading made by other rules is made again. */
export const RULES_ENGINE = 'rules@1'

/** A reading with everything that the rules looked at on the way, in order. */
export type ExplainedReading = { readonly reading: Reading; readonly considerations: readonly Consideration[] }

/** Reads documents by rules. Pure and total: any string gives a reading, the same string the same one. */
export interface Reader {
  read(document: Document): Reading
  explain(document: Document): ExplainedReading
}

/** What the rules are made from: data, compiled once at start. */
export type ReaderParts = {
  readonly gazetteer: Gazetteer
  readonly officials: Officials
  readonly encounterWords: readonly EncounterWords[]
  readonly pointsLexicon: CompiledPointsLexicon
}

/** Makes the reader. */
export function createReader({ gazetteer, officials, encounterWords, pointsLexicon }: ReaderParts): Reader {
  const dictionaryOf: DictionaryOf = (language) => pointsLexicon.languages.get(language)?.dictionary
  const prepare = compilePrepare(gazetteer, encounterWords, dictionaryOf)
  const findEncounter = compileEncounterFinder({ gazetteer, officials, words: encounterWords, dictionaryOf })
  const read = (document: Document, note?: (consideration: Consideration) => void): Reading => {
    const preparation = prepare(document)
    const { prepared } = preparation
    const encounter = findEncounter(preparation, document, note)
    const drawn = encounter.readout ? drawKeyPoints(prepared, encounter, pointsLexicon, note) : []
    const keyPoints = drawn.filter((point) => isSupported(point, document.text))
    const { documentType, readout, format, parties, date, principals, place } = encounter
    const told = { documentType, readout, format, parties, date, principals, place }
    return {
      engine: RULES_ENGINE,
      language: prepared.language,
      ...told,
      keyPoints,
      dropped: drawn.length - keyPoints.length,
    }
  }
  return {
    read: (document) => read(document),
    explain(document) {
      const considerations: Consideration[] = []
      return { reading: read(document, (consideration) => void considerations.push(consideration)), considerations }
    },
  }
}
