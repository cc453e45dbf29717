import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nameOfItem, overviewItems, sentencesFor } from '../../../src/pipeline/assist/overview.ts'
import { aMessage } from '../../builders.ts'
import { anItem } from '../../contracts/chat-adapter.ts'

const item = (n: number) => ({ heading: `Encounter ${n}`, statement: `They spoke of the matter ${n}.`, quotes: [] })

test('an overview is told whole, and only where everything that it rests on is told word for word', () => {
  const some = fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 6 })
  fc.assert(
    fc.property(fc.array(some, { maxLength: 3 }), some, (cited, told) => {
      const sentences = cited.map((rests, index) => ({
        text: `Sentence ${index}.`,
        rests: rests.map((n) => nameOfItem(item(n))),
      }))
      const isTold = cited.flat().every((n) => told.includes(n))
      expect(sentencesFor({ sentences }, told.map(item))).toEqual(isTold ? sentences.map(({ text }) => text) : [])
    }),
  )
})

test('of fewer than three encounters, and of what is told in a run-on line, there is none', () => {
  const told = [1, 2, 3].map((n) => anItem({ id: `id ${n}`, quiet: false }))
  const quiet = anItem({ id: 'id 4', quiet: true })
  expect(overviewItems(aMessage({ items: [...told, quiet] }), new Map())).toHaveLength(3)
  expect(overviewItems(aMessage({ items: [...told.slice(1), quiet] }), new Map())).toEqual([])
})
