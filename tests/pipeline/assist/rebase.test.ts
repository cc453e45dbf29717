import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rebase } from '../../../src/pipeline/assist/rebase.ts'

const facts = fc.uniqueArray(fc.constantFrom<string>('a', 'b', 'c', 'd', 'e'), { maxLength: 5 })

test('a sentence cites the same facts by the numbers that they have now, or is left out', () => {
  const sentences = fc.array(fc.record({ text: fc.string(), cites: fc.array(fc.integer({ min: 0, max: 9 })) }))
  fc.assert(
    fc.property(facts, facts, sentences, (before, now, given) => {
      const nameIn = (list: readonly string[]) => (cited: number) =>
        cited === 0 ? 'encounter' : (list[cited - 1] ?? `own ${cited - list.length}`)
      const rebased = rebase(given, before, now)
      const kept = given.filter(({ cites }) =>
        cites.map(nameIn(before)).every((name) => !before.includes(name) || now.includes(name)),
      )
      expect(rebased.map(({ text, cites }) => [text, cites.map(nameIn(now))])).toEqual(
        kept.map(({ text, cites }) => [text, cites.map(nameIn(before))]),
      )
    }),
  )
})
