import type { FoundEncounter } from '../prepared.ts'
import type { FinderInput } from './input.ts'

/** Who met whom, in Chinese. */
export function findChineseEncounter({ document }: FinderInput): FoundEncounter {
  const nothing = { format: null, parties: [], date: null, principals: [], place: null, people: [] }
  return { documentType: 'other', readout: false, issuer: document.issuer, ...nothing }
}
