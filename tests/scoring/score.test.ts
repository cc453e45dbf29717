import { expect, test } from 'vitest'
import { f1Of, factsOf, tallyOf } from '../../src/scoring/score.ts'
import { NOTHING_STATED } from '../../src/scoring/stated.ts'

test('counts what is right, added and missed', () => {
  expect(tallyOf(['AZ', 'CN', 'US'], ['AZ', 'CN', 'RU'])).toEqual({ right: 2, added: 1, missed: 1 })
})

test('names agree whatever their order, accents and capitals', () => {
  const [a, b] = [
    factsOf({ ...NOTHING_STATED, principals: ['HAYAMI Kenji'] }),
    factsOf({ ...NOTHING_STATED, principals: ['Kenji Háyami'] }),
  ]
  expect(a.principals).toEqual(b.principals)
})

test('nothing found of nothing there is perfect, and of something is none', () => {
  expect(f1Of({ right: 0, added: 0, missed: 0 })).toBe(1)
  expect(f1Of({ right: 0, added: 0, missed: 3 })).toBe(0)
})
