import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { KeptReading } from '../../src/domain/readout.ts'
import { deriveAccounts } from '../../src/ledger/accounts.ts'
import { deriveInSlices } from '../../src/pipeline/derive.ts'
import { aKeptReading } from '../ledger/builders.ts'

const people = [
  ['Wei Anran', 'Orkhan Velizade'],
  ['Wei Anran', 'Aidar Sample'],
]

/** An account by either side of one of two invented meetings, told on the day or the day after. */
const text = fc.record({
  day: fc.integer({ min: 0, max: 80 }),
  late: fc.boolean(),
  who: fc.constantFrom(0, 1),
  issuer: fc.constantFrom('CN', 'AZ'),
})

function textsOf(specs: readonly { day: number; late: boolean; who: 0 | 1; issuer: string }[]): KeptReading[] {
  return specs.map(({ day, late, who, issuer }, index) => {
    const date = new Date(Date.parse('2025-01-01') + (3 * day + (late ? 1 : 0)) * 86_400_000).toISOString().slice(0, 10)
    return aKeptReading({
      id: `r${index}`,
      issuer,
      date,
      principals: people[who] ?? [],
      sourceId: `${issuer}-${index}`,
    })
  })
}

const idsOf = (engagements: readonly ReturnType<typeof deriveAccounts>[number][]): string[] =>
  engagements.map(({ accounts }) => accounts.flatMap(({ texts }) => texts.map(({ readout }) => readout.id)).join(' '))

test('encounters taken slice by slice are the same as taken at once, newest day first', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 150, maxLength: 300 }), async (specs) => {
      const texts = textsOf(specs)
      const sliced = await deriveInSlices(texts)
      expect(idsOf(sliced).toSorted()).toEqual(idsOf(deriveAccounts(texts)).toSorted())
      const days = sliced.map(({ accounts }) => accounts[0].texts[0].reading.date ?? '')
      expect(
        days.every((day, index) => index === 0 || Date.parse(days[index - 1] ?? '') >= Date.parse(day) - 86_400_000),
      ).toBe(true)
    }),
    { numRuns: 15 },
  )
})
