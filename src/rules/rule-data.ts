import { join } from 'node:path'
import { loadEncounterLexicon } from '../config/encounter-lexicon.ts'
import { loadNames, loadOfficials } from '../config/names.ts'
import { loadPointsLexicon } from '../config/points-lexicon.ts'
import type { RuleData } from './compiled-rules.ts'

/** Loads every data file that reading needs; throws `ConfigError` naming file and line. */
export async function loadRuleData(configFolder: string): Promise<RuleData> {
  const lexicon = join(configFolder, 'lexicon')
  const [names, officials, encounterWords, points] = await Promise.all([
    loadNames(configFolder),
    loadOfficials(configFolder),
    loadEncounterLexicon(lexicon),
    loadPointsLexicon(lexicon),
  ])
  return { names, officials, encounterWords, points }
}
