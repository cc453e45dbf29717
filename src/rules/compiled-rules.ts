import { compileGazetteer, type Gazetteer } from '../countries/gazetteer.ts'
import { compileOfficials } from '../countries/officials.ts'
import type { EncounterWords } from '../domain/encounter-words.ts'
import type { PointsLexicon } from '../domain/lexicon.ts'
import type { NamesData, OfficialsData } from '../domain/names.ts'
import { compilePointsLexicon } from '../extract/points/lexicon.ts'
import { createReader, type Reader } from '../extract/reader.ts'

/** What the rules are compiled from: plain data, which may go to a thread. */
export type RuleData = {
  readonly names: NamesData
  readonly officials: OfficialsData
  readonly encounterWords: readonly EncounterWords[]
  readonly points: PointsLexicon
}

/** The rules, ready to read with. */
export type Rules = { readonly reader: Reader; readonly gazetteer: Gazetteer }

/** Compiles the rules; throws `ConfigError` naming every phrase and rule that cannot be. */
export function compileRules({ names, officials, encounterWords, points }: RuleData): Rules {
  const gazetteer = compileGazetteer(names)
  const pointsLexicon = compilePointsLexicon(points, gazetteer.displayName)
  const reader = createReader({ gazetteer, officials: compileOfficials(officials), encounterWords, pointsLexicon })
  return { gazetteer, reader }
}
