import { compileRules, type Rules } from './compiled-rules.ts'
import { loadRuleData } from './rule-data.ts'

/** The rules of the data folder; throws `ConfigError` naming file and line. */
export async function loadRules(configFolder: string): Promise<Rules> {
  return compileRules(await loadRuleData(configFolder))
}
