import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTurns } from '../../src/llm/turns.ts'

const forever = new AbortController().signal

test('never more work at once than there are turns, and none of it is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 4 }), fc.array(fc.boolean()), async (s, most, works) => {
      const turns = createTurns(most)
      let working = 0
      let highest = 0
      const all = works.map((fails, index) =>
        turns.take(async () => {
          working += 1
          highest = Math.max(highest, working)
          await s.schedule(Promise.resolve())
          working -= 1
          if (fails) throw new Error('failed')
          return index
        }, forever),
      )
      const settled = Promise.allSettled(all)
      await s.waitIdle()
      expect((await settled).map(({ status }) => status)).toEqual(
        works.map((fails) => (fails ? 'rejected' : 'fulfilled')),
      )
      expect(highest).toBeLessThanOrEqual(most)
    }),
  )
})

test('who gives up waiting leaves the queue, and the turn goes to the next', async () => {
  const turns = createTurns(1)
  let end = (): void => undefined
  const first = turns.take(() => new Promise<void>((resolve) => (end = resolve)), forever)
  const leaving = new AbortController()
  const second = turns.take(async () => 'second', leaving.signal)
  const third = turns.take(async () => 'third', forever)
  leaving.abort(new Error('enough'))
  await expect(second).rejects.toThrow('enough')
  end()
  await first
  expect(await third).toBe('third')
})
