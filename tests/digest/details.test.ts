import { describe, expect, test } from 'vitest'
import { readoutDetails } from '../../src/digest/details.ts'
import { deriveAccounts } from '../../src/ledger/accounts.ts'
import { aKeptReading, aMention, anAgreementsPoint, aTaiwanPoint } from '../ledger/builders.ts'
import { displayName } from './builders.ts'

const telling = { displayName, year: '2025' }

describe('the details of a readout', () => {
  const kept = aKeptReading({
    id: 'a7f3',
    title: 'Fiction: Wei Anran Meets Orkhan Velizade',
    points: [
      aMention('security'),
      aTaiwanPoint('AZ', ['one-china-principle'], [], `keeps to the principle ${'again and '.repeat(60)}`),
      anAgreementsPoint(20),
    ],
  })

  test('are every key point with its quote, of at most 400 characters, in the order of topics', () => {
    const { heading, items } = readoutDetails(kept, undefined, telling)
    expect(heading).toBe('Fiction: Wei Anran Meets Orkhan Velizade')
    const [item] = items
    expect(item?.fields.map(({ label }) => label)).toEqual([
      'Taiwan — Azerbaijan, as reported by China',
      'Agreements — Both sides, as reported by China',
      'Security — China',
    ])
    expect(item?.fields.every(({ quote }) => quote !== undefined && quote.length <= 400)).toBe(true)
    expect(item?.fields.at(-1)?.quote).toBe('CN spoke of security')
  })

  test('name the other texts of the encounter', () => {
    const other = aKeptReading({ id: 'b2c9', issuer: 'AZ', language: 'az' })
    const [engagement] = deriveAccounts([kept, other])
    expect(readoutDetails(kept, engagement, telling).items[0]?.note).toBe('Same encounter: b2c9 (Azerbaijan, az)')
  })

  test('say of what is no readout that nothing is taken from it', () => {
    const press = aKeptReading({ readout: false, documentType: 'press-conference' })
    expect(readoutDetails(press, undefined, telling).summary).toBe(
      'Not an account of one encounter (press conference): no key points are taken from it.',
    )
  })

  test('say of a page that is gone since when, and that its text is kept', () => {
    const { readout, ...rest } = kept
    const gone = { ...rest, readout: { ...readout, goneAt: new Date('2025-04-26T08:00:00Z') } }
    expect(readoutDetails(gone, undefined, telling).summary).toBe(
      'No longer at its address since 26 April; its text is kept.',
    )
  })
})
