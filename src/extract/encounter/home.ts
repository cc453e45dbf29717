import type { PartyCode } from '../../domain/key-point.ts'
import type { FinderInput } from './input.ts'
import { firstOf, type Head } from './head.ts'

/**
 * Whose account a text of unknown origin is: beside the parties whose people its head names, the one that it names most often
 * ("China-Iceland relations", "in Beijing"). Undefined where it says so but once, or of several equally often.
 */
export function reportingParty(head: Head, { prepared, gazetteer }: FinderInput): PartyCode | undefined {
  const abroad = new Set(firstOf(head, 3).flatMap(({ persons }) => persons.flatMap(({ parties }) => parties)))
  const counts = new Map<PartyCode, number>()
  for (const { party } of prepared.mentions) {
    if (gazetteer.isSide(party) && !abroad.has(party)) counts.set(party, (counts.get(party) ?? 0) + 1)
  }
  const [most, next] = [...counts].sort(([, a], [, b]) => b - a)
  return most !== undefined && most[1] > 1 && most[1] > (next?.[1] ?? 0) ? most[0] : undefined
}
