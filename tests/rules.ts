import { compileRules } from '../src/rules/compiled-rules.ts'
import { loadRuleData } from '../src/rules/rule-data.ts'

/** The project's own data and the rules compiled from it: once for all tests of a process, since neither ever changes. */
export const ruleData = await loadRuleData('config')
export const { reader, gazetteer } = compileRules(ruleData)
