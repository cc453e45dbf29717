import { join } from 'node:path'
import { compileOfficials } from '../../../src/countries/officials.ts'
import { loadGateLexicon } from '../../../src/config/gate-lexicon.ts'
import type { KeyPoint } from '../../../src/domain/key-point.ts'
import type { EncounterFacts, Proposal, ProposedPoint } from '../../../src/domain/model.ts'
import { compileGate, type Gate, type GateParts, type Given } from '../../../src/extract/gate/gate.ts'
import { once } from '../../../src/domain/once.ts'
import { gazetteer, ruleData } from '../../rules.ts'

/** The gate of the project's own data, made once for all tests. */
export const loadGate = once(async (): Promise<{ readonly gate: Gate; readonly parts: GateParts }> => {
  const { officials, encounterWords } = ruleData
  const lexicon = await loadGateLexicon(join('config', 'lexicon'))
  const parts = { gazetteer, officials: compileOfficials(officials), encounterWords, lexicon }
  const gate = compileGate(parts)
  // Phrases are compiled when they are first looked for: here, and not within the time of the first test.
  gate.checkProposal(aProposal(), aGiven())
  return { gate, parts }
})

// Who meets here is fiction: no minister of Iceland or Uruguay is called so, and nobody said this.
export const ENGLISH = `On 17 June 2025, Foreign Minister Sunna Hrafnsdottir of Iceland met with Foreign Minister Valentina Etcheverria of Uruguay in Montevideo.
Etcheverria said that Uruguay will open 3 new routes for Icelandic fish by 2027 and does not support limits on the catch. She called geothermal power “a shared treasure” and asked Iceland to send engineers.
Hrafnsdottir said that Iceland stands ready to train 40 engineers of Uruguay, and that trade grew by 12 percent last year. Both sides agreed to hold a conference on glaciers.`

export const CHINESE = `2025年6月17日，外交部长林墨凡在北京同冰岛外长苏娜会谈。
林墨凡表示，中方愿同冰方在地热领域培训40名工程师，支持冰岛举办冰川会议。
苏娜表示，冰岛不支持限制捕捞，愿于2027年前向中国开放三条新航线，推动共建“一带一路”合作。双方一致同意举行北极科学考察。`

export const FACTS: EncounterFacts = {
  parties: ['IS', 'UY'],
  principals: ['Sunna Hrafnsdottir', 'Valentina Etcheverria'],
  date: '2025-06-17',
  place: 'Montevideo',
  format: 'meeting',
}

export const CHINESE_FACTS: EncounterFacts = {
  parties: ['CN', 'IS'],
  principals: ['Lin Mofan', 'Suna'],
  date: '2025-06-17',
  place: 'Beijing',
  format: 'talks',
}

/** What the gate is given with a text; the English one where nothing else is said. */
export const aGiven = (parts: Partial<Given> = {}): Given => ({
  engine: 'model-x@1a2b3c4d',
  text: ENGLISH,
  title: 'Foreign Minister meets Foreign Minister of Uruguay',
  issuer: 'IS',
  encounter: FACTS,
  rulePoints: [],
  ...parts,
})

/** A proposed key point that stands. */
export const aPoint = (parts: Partial<ProposedPoint> = {}): ProposedPoint => ({
  topic: 'energy-climate',
  voice: 'IS',
  statement: 'Iceland is ready to train 40 engineers of Uruguay.',
  quotes: ['Iceland stands ready to train 40 engineers of Uruguay'],
  ...parts,
})

export const aProposal = (parts: Partial<Proposal> = {}): Proposal => ({
  encounter: { readout: true, format: 'meeting', parties: ['IS', 'UY'], date: '2025-06-17', principals: [] },
  points: [aPoint()],
  lede: [],
  ...parts,
})

/** A key point of the rules with this quote, which stands in `text`. */
export function aRulePoint(text: string, quote: string, point: Partial<KeyPoint> = {}): KeyPoint {
  const start = text.indexOf(quote)
  const evidence = [{ start, end: start + quote.length, quote }] as const
  const drawn = { voice: 'UY', statement: 'Uruguay speaks of the economy.', evidence } as const
  return { topic: 'economy', ...drawn, ...point } as KeyPoint
}
