import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openBoard } from '../../src/digest/board.ts'
import { isFor } from '../../src/digest/plan.ts'
import { aKeptReading, aMention } from '../ledger/builders.ts'
import { aSubscription, inventedPair, itemsOf } from './builders.ts'

const parties = ['AZ', 'CN', 'KZ', 'UZ']
const topics = ['economy', 'security', 'people'] as const

const text = fc.record({
  other: fc.constantFrom('AZ', 'KZ', 'UZ'),
  topic: fc.constantFrom(...topics),
  arrival: fc.constantFrom('poll' as const, 'backfill' as const),
  day: fc.integer({ min: 1, max: 9 }),
})

const wants = fc.record({
  countries: fc.subarray(parties),
  topics: fc.subarray([...topics]),
  sources: fc.subarray(['cn-mfa-en']),
  changesOnly: fc.boolean(),
  createdAt: fc.constantFrom(new Date('2025-04-01T00:00:00Z'), new Date('2025-04-05T00:00:00Z')),
})

test('the board finds for a subscription what looking at every item would find, in the same order', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 26 }), wants, (texts, asked) => {
      const items = itemsOf(
        texts.map(({ other, topic, arrival, day }, n) =>
          aKeptReading({
            id: `r${n}`,
            parties: [other, 'CN'],
            principals: [...inventedPair(n % 26)],
            date: `2025-04-0${day}`,
            points: [aMention(topic, 'CN')],
            arrival,
          }),
        ),
      )
      const subscription = aSubscription(asked)
      const board = openBoard(items, 72)
      expect(board(subscription)).toEqual(items.filter((item) => isFor(subscription, item, 72)))
      // One that asks alike, made at another time, is not told what was stored before it.
      const later = aSubscription({ ...asked, createdAt: new Date('2025-04-07T00:00:00Z') })
      expect(board(later)).toEqual(items.filter((item) => isFor(later, item, 72)))
    }),
  )
})
