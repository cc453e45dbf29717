import { expect, test } from 'vitest'
import { atOnce } from '../../../src/pipeline/assist/at-once.ts'

const never = new AbortController().signal

test('so many are under way at once, and no more', async () => {
  let underWay = 0
  let most = 0
  const done: number[] = []
  await atOnce(
    [1, 2, 3, 4, 5],
    2,
    async (one) => {
      underWay += 1
      most = Math.max(most, underWay)
      await Promise.resolve()
      underWay -= 1
      done.push(one)
      return 'go-on'
    },
    never,
  )
  expect(most).toBe(2)
  expect(done).toEqual([1, 2, 3, 4, 5])
})

test('nothing more begins after one that says stop, after an abort, or after a failure', async () => {
  const begun: number[] = []
  await atOnce([1, 2, 3], 1, async (one) => (begun.push(one) === 2 ? 'stop' : 'go-on'), never)
  expect(begun).toEqual([1, 2])
  await atOnce([1], 1, async () => expect.fail('was begun'), AbortSignal.abort())
  await expect(atOnce([1, 2], 1, async () => Promise.reject(new Error('broken')), never)).rejects.toThrow('broken')
})
