import { expect, test } from 'vitest'
import { preferredText } from '../../src/digest/encounter-item.ts'
import { aKeptReading } from '../ledger/builders.ts'
import { itemsOf } from './builders.ts'

/** One account in three: the first to arrive is the original, and a mirror has it in French. */
const [item] = itemsOf([
  aKeptReading({ id: 'zh', language: 'zh', storedAt: new Date('2025-04-23T11:00:00Z') }),
  aKeptReading({ id: 'en', language: 'en', storedAt: new Date('2025-04-23T12:00:00Z') }),
  aKeptReading({ id: 'fr', language: 'fr', authority: 'mirror', storedAt: new Date('2025-04-23T13:00:00Z') }),
])

test.each([
  ['the subscription’s language, where an official text has it,', 'en', 'en'],
  ['that language, whatever the region,', 'zh-TW', 'zh'],
  ['the original, where none has it,', 'sv', 'zh'],
  ['the original, where only a copy has it,', 'fr', 'zh'],
])('%s is quoted from', (_, locale, expected) => {
  expect(item?.account.texts).toHaveLength(3)
  expect(item && preferredText(item.account, locale).readout.id).toBe(expected)
})
