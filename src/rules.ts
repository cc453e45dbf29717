import { join } from 'node:path'
import { loadEncounterLexicon } from './config/encounter-lexicon.ts'
import { loadNames, loadOfficials } from './config/names.ts'
import { loadPointsLexicon } from './config/points-lexicon.ts'
import { compileGazetteer, type Gazetteer } from './countries/gazetteer.ts'
import { compileOfficials } from './countries/officials.ts'
import { compilePointsLexicon } from './extract/points/lexicon.ts'
import { createReader, type Reader } from './extract/reader.ts'

/** The rules, compiled from the data folder. */
export type Rules = { readonly reader: Reader; readonly gazetteer: Gazetteer }

/** Loads every data file that reading needs; throws `ConfigError` naming file and line. */
export async function loadRules(configFolder: string): Promise<Rules> {
  const lexicon = join(configFolder, 'lexicon')
  const [names, officials, encounterWords, points] = await Promise.all([
    loadNames(configFolder),
    loadOfficials(configFolder),
    loadEncounterLexicon(lexicon),
    loadPointsLexicon(lexicon),
  ])
  const gazetteer = compileGazetteer(names)
  const pointsLexicon = compilePointsLexicon(points, gazetteer.displayName)
  const reader = createReader({ gazetteer, officials: compileOfficials(officials), encounterWords, pointsLexicon })
  return { gazetteer, reader }
}
