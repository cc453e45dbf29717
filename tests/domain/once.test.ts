import { expect, test } from 'vitest'
import { once } from '../../src/domain/once.ts'

test('asks once, and remembers that there is no answer', () => {
  let asked = 0
  const answer = once(() => {
    asked += 1
    return undefined
  })
  expect([answer(), answer(), asked]).toEqual([undefined, undefined, 1])
})

test('asks again where there was a failure', () => {
  let asked = 0
  const answer = once(() => {
    asked += 1
    if (asked === 1) throw new Error('not now')
    return asked
  })
  expect(answer).toThrow('not now')
  expect([answer(), answer()]).toEqual([2, 2])
})
