import { describe, expect, test } from 'vitest'
import { type Asked, confirmation } from '../../src/commands/confirmation.ts'
import { vocabulary } from './vocabulary.ts'

const nothing: Asked = { countries: [], topics: [], sources: [], phrases: [] }
const found = { count: 9, more: false }

describe('the sentence that confirms a subscription', () => {
  test.each<[Partial<Asked>, string]>([
    [{ countries: ['KZ'], topics: ['taiwan'] }, 'Readouts with Kazakhstan as a party and Taiwan as a topic'],
    [{ countries: ['KZ', 'UZ'] }, 'Readouts with Kazakhstan or Uzbekistan as a party'],
    [
      { topics: ['taiwan', 'trade-policy', 'belt-and-road'] },
      'Readouts with Taiwan, trade, or Belt and Road as a topic',
    ],
    [{ countries: ['UZ', 'KZ', 'KG', 'TJ', 'TM', 'AZ'] }, 'Readouts with Central Asia or Azerbaijan as a party'],
    [{ sources: ['xa-mfa-en', 'gone'] }, 'Readouts from Ruritania MFA or gone'],
    [{ phrases: ['win-win'], topics: ['aid'] }, 'Readouts with aid as a topic, in the words "win-win"'],
    [{}, 'All readouts'],
  ])('%o', (asked, sentence) => {
    expect(confirmation({ ...nothing, ...asked }, false, found, vocabulary)).toBe(`${sentence}; 9 in the last 30 days.`)
  })

  test('says that only changes are wanted, and when nothing or too much was found', () => {
    const asked = { ...nothing, countries: ['KZ'] }
    expect(confirmation(asked, true, { count: 0, more: false }, vocabulary)).toBe(
      'Readouts with Kazakhstan as a party, only what changed; none in the last 30 days.',
    )
    expect(confirmation(asked, false, { count: 500, more: true }, vocabulary)).toMatch(
      /; more than 500 in the last 30 days\.$/,
    )
  })

  test('a long list is cut short', () => {
    const countries = ['FR', 'PE', 'JP', 'ZA', 'BR', 'FJ', 'LK', 'CU']
    expect(confirmation({ ...nothing, countries }, false, found, vocabulary)).toContain('or any of 2 more as a party')
  })
})
