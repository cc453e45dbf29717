import { describe, expect, test } from 'vitest'
import { toMessage } from '../../src/digest/message.ts'
import { writeOnce } from '../../src/digest/once.ts'
import { aKeptReading } from '../ledger/builders.ts'
import { anOccasion, aSubscription, itemsOf } from './builders.ts'

const items = itemsOf([aKeptReading(), aKeptReading({ id: 'r2', parties: ['CN', 'KZ'] })])

describe('writing once', () => {
  test('what two channels ask for alike is one message, as toMessage writes it', () => {
    const write = writeOnce()
    const occasion = anOccasion()

    const message = write(items, occasion)

    expect(message).toEqual(toMessage(items, occasion))
    expect(write(items, anOccasion({ subscription: aSubscription({ id: 2 }) }))).toBe(message)
  })

  test('what two channels that ask otherwise are told alike is written once', () => {
    const write = writeOnce()
    const [first] = write(items, anOccasion({ alert: true })).items
    const others = anOccasion({ subscription: aSubscription({ countries: ['CN', 'KZ'] }), alert: true })

    const [second] = write(items, others).items

    expect(second).toBe(first)
  })

  test.each([
    ['other items', items.slice(1), {}],
    ['another time', items, { dueAt: new Date('2025-04-24T05:00:00Z') }],
    ['another zone', items, { zone: 'Asia/Tokyo' }],
    ['another occasion before', items, { since: undefined }],
    ['other wants', items, { subscription: aSubscription({ topics: ['economy'] }) }],
    ['another language', items, { subscription: aSubscription({ locale: 'zh' }) }],
    ['an alert', items, { alert: true }],
  ] as const)('%s make another message', (_, others, parts) => {
    const write = writeOnce()
    write(items, anOccasion())

    const occasion = anOccasion(parts)

    expect(write(others, occasion)).toEqual(toMessage(others, occasion))
  })
})
